"""A reader's page asks no other site for anything: what a body shows from there becomes a link."""

import pytest

from byline.lib.clean import clean_html
from byline.lib.render import render


def link(address: str, words: str) -> str:
    return f'<a class="remote-file" href="{address}" rel="noopener">{words}</a>'


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<img src="https://x.org/a.png" alt="A cat">', link("https://x.org/a.png", "A cat")),
        ('<img src="//x.org/a%20b.png">', link("//x.org/a%20b.png", "a b.png")),
        ('<img src="HTTPS://x.org/">', link("HTTPS://x.org/", "x.org")),
        (
            '<picture><source srcset="https://x.org/a.webp"><img src="https://x.org/a.png"></picture>',
            link("https://x.org/a.png", "a.png"),
        ),
        (
            '<a href="/big"><img src="https://x.org/a.png" alt="A cat"></a>',
            '<a href="/big">A cat</a>',
        ),
        ('<video src="https://x.org/a.mp4">A film</video>', link("https://x.org/a.mp4", "A film")),
        ('<audio><source src="https://x.org/a.mp3"></audio>', link("https://x.org/a.mp3", "a.mp3")),
    ],
)
def test_a_file_of_another_site_becomes_a_link(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/a.png" srcset="/b.png 2x, https://x.org/c.png 3x">',
        '<picture><source srcset="https://x.org/a.webp"><img src="/a.png"></picture>',
        '<video src="/a.mp4" poster="https://x.org/p.png"></video>',
        '<video src="/a.mp4"><track src="https://x.org/t.vtt"></video>',
    ],
)
def test_a_file_of_ours_loses_what_another_site_would_add(html: str) -> None:
    cleaned = clean_html(html)

    assert "x.org" not in cleaned
    assert 'src="/a.' in cleaned


def test_what_stands_for_a_picture_is_neither_text_nor_summary() -> None:
    rendered = render("![A cat](https://x.org/cat.png)\n\nWords.", "markdown")

    assert (rendered.text, rendered.summary) == ("Words.", "Words.")

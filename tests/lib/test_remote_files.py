"""A reader's page asks no other site for anything: what a body shows from there becomes a link."""

import pytest

from byline.lib.clean import clean_html
from byline.lib.render import render


def link(address: str, words: str) -> str:
    return f'<a class="remote-file" href="{address}" rel="noopener">{words}</a>'


def framed(address: str, words: str) -> str:
    return f'<figure class="remote">{link(address, words)} {HOST}</figure>'


def words(address: str, text: str) -> str:
    return f'<span class="remote-file" title="{address}">{text}</span>'


PICTURE = '<img src="https://x.org/a.png" alt="A cat">'
LINK = link("https://x.org/a.png", "A cat")
HOST = '<small class="remote-file">x.org</small>'
HOST_LINK = f'<small class="remote-file">{link("https://x.org/a.png", "x.org")}</small>'
CAPTION = "<figcaption>A <b>cat</b></figcaption>"
WORDS = words("https://x.org/a.png", "A cat")


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (PICTURE, framed("https://x.org/a.png", "A cat")),
        ('<img src="//x.org/a%20b.png">', framed("//x.org/a%20b.png", "a b.png")),
        ('<img src="HTTPS://X.org/">', framed("HTTPS://X.org/", "X.org")),
        (
            '<picture><source srcset="https://x.org/a.webp"><img src="https://x.org/a.png"></picture>',
            framed("https://x.org/a.png", "a.png"),
        ),
        (
            '<video src="https://x.org/a.mp4">A film</video>',
            framed("https://x.org/a.mp4", "A film"),
        ),
        (
            '<audio><source src="https://x.org/a.mp3"></audio>',
            framed("https://x.org/a.mp3", "a.mp3"),
        ),
    ],
)
def test_a_file_of_another_site_becomes_a_link(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


def test_all_that_follows_a_file_in_a_box_stays() -> None:
    behind = "<p>one</p><p>two</p><p>three</p>"

    assert clean_html(f"<div>{PICTURE}{behind}</div>") == f"<div>{FIGURE}{behind}</div>"


FIGURE = f'<figure class="remote">{LINK} {HOST}</figure>'
LINKED = f'<figure class="remote"><a href="/big">{WORDS}</a> {HOST_LINK}</figure>'


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (f"<p>{PICTURE}</p>", FIGURE),
        (f"<p>\n{PICTURE}<br>\n{PICTURE}</p>", FIGURE + FIGURE),
        (f'<p align="center">{PICTURE}</p>', f'<div class="align-center">{FIGURE}</div>'),
        (f"<ul><li>{PICTURE}</li></ul>", f"<ul><li>{FIGURE}</li></ul>"),
        (f"<div>Words<p>Words</p>{PICTURE}</div>", f"<div>Words<p>Words</p>{FIGURE}</div>"),
        (f'<p><span><a href="/big">{PICTURE}</a></span></p>', LINKED),
        (LINKED, LINKED),
        (f"<p>{LINK}</p>", FIGURE),
    ],
)
def test_one_that_stands_alone_is_a_figure(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (f"<p>Words {PICTURE}</p>", f"<p>Words {LINK}</p>"),
        (f"<h2>{PICTURE}</h2>", f"<h2>{LINK}</h2>"),
        (f"<p><em>{PICTURE}</em></p>", f"<p><em>{LINK}</em></p>"),
        (f"<p>{LINK} {LINK} <a href='/b'>b</a></p>", f'<p>{LINK} {LINK} <a href="/b">b</a></p>'),
        (
            f'<p>Words <a href="/big">{PICTURE}</a></p>',
            f'<p>Words <a href="/big">{WORDS}</a></p>',
        ),
        (
            f'<p><a href="/big">{PICTURE} Words</a></p>',
            f'<p><a href="/big">{WORDS} Words</a></p>',
        ),
    ],
)
def test_one_in_running_text_stays_in_its_line(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (
            f'<figure class="align-left">{PICTURE}{CAPTION}</figure>',
            f'<figure class="align-left remote">{LINK} {HOST}{CAPTION}</figure>',
        ),
        (
            f'<figure><a href="/big">{PICTURE}</a>{CAPTION}</figure>',
            f'<figure class="remote"><a href="/big">{WORDS}</a> {HOST_LINK}{CAPTION}</figure>',
        ),
        (
            f"<figure><figure>{PICTURE}</figure><figure>{PICTURE}</figure></figure>",
            f"<figure>{FIGURE}{FIGURE}</figure>",
        ),
        (
            f"<figure><div>{PICTURE}</div><div>{PICTURE}</div></figure>",
            f'<figure class="remote"><div>{LINK} {HOST}</div><div>{LINK} {HOST}</div></figure>',
        ),
        (
            f'<a href="/big"><figure>{PICTURE}</figure></a>',
            f'<a href="/big"><figure class="remote">{WORDS} {HOST}</figure></a>',
        ),
        ('<figure class="remote">Words</figure>', "<figure>Words</figure>"),
    ],
)
def test_a_figure_keeps_what_it_says(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


def test_a_figure_of_a_table_is_none_of_a_picture() -> None:
    cleaned = clean_html(f"<figure><table><tr><td>{PICTURE}</td></tr></table></figure>")

    assert cleaned.startswith("<figure><div")
    assert f"<td>{LINK}</td>" in cleaned


def test_a_player_keeps_what_is_here() -> None:
    mixed = '<audio src="//x.org/a.mp3"><source src="//x.org/a.ogg"><source src="/a.mp3"></audio>'

    assert clean_html(mixed) == '<audio controls=""><source src="/a.mp3"></audio>'


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


@pytest.mark.parametrize(
    "source",
    [
        "![A cat](https://x.org/cat.png)\n\nWords.",
        "[![A cat](https://x.org/cat.png)](/big)\n\nWords.",
        "![A cat](https://x.org/cat.png) Words.",
    ],
)
def test_what_stands_for_a_picture_is_neither_text_nor_summary(source: str) -> None:
    rendered = render(source, "markdown")

    assert (rendered.text, rendered.summary) == ("Words.", "Words.")


def test_a_caption_is_text() -> None:
    rendered = render(f"<figure>{PICTURE}<figcaption>Our cat</figcaption></figure>", "html")

    assert rendered.text == "Our cat"

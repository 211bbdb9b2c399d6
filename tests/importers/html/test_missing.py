"""What stands for pictures and players of files that nobody has."""

import pytest

from byline.importers.html.missing import name_missing_files
from byline.lib.clean import clean_html


def named(words: str, title: str) -> str:
    return f'<span class="remote-file" title="{title}">{words}</span>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><img src=" a.png " alt="A"></p>', f"<p>{named('A', 'a.png')}</p>"),
        ('<img src="x/b%20c.png" alt="">', named("b c.png", "x/b%20c.png")),
        ('<img src="x/b%20c.png" title="T">', named("T", "x/b%20c.png")),
        ('<a href="a.png"><img src="a.png"></a>', f'<a href="a.png">{named("a.png", "a.png")}</a>'),
        ('<img src="other.png">', '<img src="other.png">'),
        ('<!-- <img src="a.png"> -->', '<!-- <img src="a.png"> -->'),
        ("<img alt=\"&lt;script&gt;\" src='a.png'>", named("&lt;script&gt;", "a.png")),
        ('<audio src="a.png" controls>x</audio>y', named("a.png", "a.png") + "y"),
        ('<video><source src="a.png"></video>', named("a.png", "a.png")),
        ('<video src="a.png">', '<video src="a.png">'),
    ],
    ids=range(10),
)
def test_words_stand_for_what_is_missing(html: str, expected: str) -> None:
    assert name_missing_files(html, {"a.png", "x/b%20c.png"}) == expected


def test_what_stands_for_it_is_a_figure_that_leads_nowhere() -> None:
    html = name_missing_files('<p><img src="a.png" alt="A"></p>', {"a.png"})

    assert clean_html(html) == f'<figure class="remote">{named("A", "a.png")}</figure>'

"""Classic bodies, where line ends are markup."""

import pytest

from tests.importers.wordpress.content.library import converted


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("one", "<p>one</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("one\r\n\r\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\n \t\n\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one<br />\ntwo", "<p>one<br />\ntwo</p>"),
        ("<em>one</em>\ntwo", "<p><em>one</em><br>\ntwo</p>"),
        ("one\n<h2>Title\n</h2>\ntwo", "<p>one</p>\n<h2>Title</h2>\n<p>two</p>"),
        ("one\n<hr>\ntwo", "<p>one</p>\n<hr>\n<p>two</p>"),
        ("<ul>\n <li>one</li>\n <li>two\nthree</li>\n</ul>",
         "<ul><li>one</li>\n<li>two<br>\nthree</li>\n</ul>"),
        ("<ul><li>one\n\ntwo</li></ul>", "<ul><li><p>one</p>\n<p>two</p>\n</li>\n</ul>"),
        ("<blockquote>one\n\ntwo</blockquote>",
         "<blockquote><p>one</p>\n<p>two</p>\n</blockquote>"),
        ("<p>one\ntwo</p>\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("<div>one</div>", "<div>one</div>"),
        ("<table>\n<tr>\n<td>one\ntwo</td>\n</tr>\n</table>",
         "<table><tr><td>one<br>\ntwo</td>\n</tr>\n</table>"),
        ("a <pre>b\n\n  c</pre> d", "<p>a</p>\n<pre>b\n\n  c</pre>\n<p>d</p>"),
        ("a <code>b\n\nc</code>", "<p>a <code>b\n\nc</code></p>"),
        ('<a title="x\n\ny">one</a>', '<p><a title="x\n\ny">one</a></p>'),
        ("1 < 2\n3 > 2", "<p>1 < 2<br>\n3 > 2</p>"),
        ('"Don\'t" -- he said...', '<p>"Don\'t" -- he said...</p>'),
    ],
)  # fmt: skip
def test_line_ends_of_a_classic_post_are_markup(body: str, expected: str) -> None:
    assert converted(body).html == expected


def test_what_stands_before_more_may_be_the_summary() -> None:
    result = converted("one\n\n<!--more Read on!-->\n\n<!--noteaser-->two")

    assert result.html == "<p>one</p>\n\n<p>two</p>"
    assert result.before_more == "<p>one</p>\n"
    assert converted("one").before_more == ""


def test_more_in_a_paragraph_does_not_part_it() -> None:
    assert converted("one<!--more--> two").html == "<p>one two</p>"


def test_the_pages_of_a_post_are_joined() -> None:
    result = converted("one<!--nextpage-->two\n<!--nextpage-->\nthree")

    assert result.html == "<p>one</p>\n<p>two</p>\n<p>three</p>"
    assert result.notes == ["its 3 pages were joined"]


@pytest.mark.parametrize("before", ["", "Look:\n", "Look:\n\n"])
def test_the_address_of_a_video_on_a_line_of_its_own_is_the_video(before: str) -> None:
    result = converted(f"{before}https://www.youtube.com/watch?v=aqz-KE-bpKQ&amp;t=90\nSeen?")

    lead = "<p>Look:</p>\n" if before else ""
    assert result.html == (
        f'{lead}<figure><iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ?start=90">'
        "</iframe></figure>\n<p>Seen?</p>"
    )


def test_another_address_on_a_line_of_its_own_is_a_link() -> None:
    assert converted("https://example.org/a?b=1&c=2").html == (
        '<p><a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a></p>'
    )


def test_an_address_within_a_line_stays_text() -> None:
    assert converted("See https://youtu.be/aqz-KE-bpKQ there").html == (
        "<p>See https://youtu.be/aqz-KE-bpKQ there</p>"
    )


@pytest.mark.parametrize(("name", "kind"), [("a.mp3", "audio"), ("a.mp4?b=1", "video")])
def test_the_address_of_a_file_on_a_line_of_its_own_is_its_player(name: str, kind: str) -> None:
    assert converted(f"https://example.org/{name}").html == (
        f'<figure><{kind} controls src="https://example.org/{name}"></{kind}></figure>'
    )

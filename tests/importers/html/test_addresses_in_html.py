"""Addresses in HTML: found, and replaced without a change to anything else."""

import time

import pytest

from byline.importers.html import Found, find_addresses, replace_addresses, settle_lazy_pictures


def test_finds_what_is_shown_and_what_is_linked_to() -> None:
    html = """<p><a href="/about?a=1&amp;b=2">x</a> <IMG alt='>' SRC=one.png>
    <video poster='two.jpg'><source src=" three.mp4 "></video><audio src="four.mp3"></audio>
    <picture><source srcset="five.webp"><img src="five.png"></picture><a>no</a><img alt="">"""

    assert find_addresses(html) == [
        Found("/about?a=1&b=2", shown=False),
        Found("one.png", shown=True),
        Found("two.jpg", shown=True),
        Found("three.mp4", shown=True),
        Found("four.mp3", shown=True),
        Found("five.png", shown=True),
    ]


def test_what_is_linked_to_and_shown_is_shown() -> None:
    html = '<a href="one.png"><img src="one.png"></a><a href="one.png">x</a>'

    assert find_addresses(html) == [Found("one.png", shown=True)]


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <img src="one.png"> -->',
        '<!--><a title="<img src=one.png>">x</a>',
        '<script>"<img src=one.png>"</script>',
        '<style><img src="one.png"></style>',
        '&lt;img src="one.png">',
        '<img src="one.png',
        '<img alt="src=one.png>',
        "<img data-src>",
    ],
)
def test_finds_nothing_where_a_browser_finds_nothing(html: str) -> None:
    assert find_addresses(html) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="a.png" alt="a > b">', '<img src="/new?x=1&amp;y=2" alt="a > b">'),
        ("<IMG  ALT=a.png SRC=a.png >", '<IMG  ALT=a.png src="/new?x=1&amp;y=2" >'),
        ("<img src='a.png'/>", '<img src="/new?x=1&amp;y=2"/>'),
        ("<a href=' a.png ' href=b>a.png</a>", '<a href="/new?x=1&amp;y=2" href=b>a.png</a>'),
        ("<img src='&#97;.png'>", '<img src="/new?x=1&amp;y=2">'),
        ('<!-- <img src="a.png"> -->', '<!-- <img src="a.png"> -->'),
        ('<img src="b.png" srcset="a.png">', '<img src="b.png" srcset="a.png">'),
    ],
)
def test_replaces_an_address_and_nothing_else(html: str, expected: str) -> None:
    assert replace_addresses(html, {"a.png": "/new?x=1&y=2"}) == expected


def test_a_new_address_cannot_end_its_attribute() -> None:
    assert replace_addresses("<img src=a>", {"a": '"><script>'}) == (
        '<img src="&quot;&gt;&lt;script&gt;">'
    )


def test_a_picture_with_a_new_address_loses_its_other_sizes() -> None:
    html = (
        '<picture><source srcset="a.webp"><img srcset="a-2.png 2x" src="a.png" sizes="9px"'
        ' width="9"></picture><picture><source srcset="b.webp"><img src="b.png"></picture>'
    )

    assert replace_addresses(html, {"a.png": "/new"}) == (
        '<picture><img src="/new" width="9"></picture>'
        '<picture><source srcset="b.webp"><img src="b.png"></picture>'
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="data:x" data-src="a.png">', '<img src="a.png" data-src="a.png">'),
        ("<img data-lazy-src=a.png alt>", '<img src="a.png" data-lazy-src=a.png alt>'),
        ('<img src="a.png" data-src="b.png">', '<img src="a.png" data-src="b.png">'),
        (
            '<img src="data:x" data-src="a.png"> <noscript><img src="a.png" alt="A"></noscript>',
            ' <noscript><img src="a.png" alt="A"></noscript>',
        ),
        (
            '<noscript><img src="a.png"></noscript><img src="data:x" data-src="a.png">',
            '<noscript><img src="a.png"></noscript>',
        ),
        (
            '<img src="data:x" data-src="a.png">text<noscript><img src="b.png"></noscript>',
            '<img src="a.png" data-src="a.png">text<noscript><img src="b.png"></noscript>',
        ),
    ],
)
def test_settles_pictures_that_a_script_was_to_load(html: str, expected: str) -> None:
    assert settle_lazy_pictures(html) == expected


@pytest.mark.parametrize("ending", ["", ">"])
@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", '<a "', "<a href='", '<a href="', "<!--", "<img src=x ", "<script>", "<a =", "</"],
)
def test_reads_hostile_html_in_proportion_to_its_length(piece: str, ending: str) -> None:
    def seconds(length: int) -> float:
        html = piece * (length // len(piece)) + ending
        start = time.process_time()
        find_addresses(html)
        replace_addresses(html, {"x": "/y"})
        settle_lazy_pictures(html)
        return time.process_time() - start

    # Work that grows with the square would take eight times as long for each step.
    assert seconds(400_000) < 30 * max(seconds(50_000), 0.01)

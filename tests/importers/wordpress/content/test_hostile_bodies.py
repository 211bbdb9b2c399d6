"""Bodies that were made to take long."""

import time

import pytest

from byline.importers.wordpress.content import Attachment
from tests.importers.wordpress.content.library import SmallLibrary, converted

PIECES = [
    "[", "]", "[[", "[gallery ", "[gallery]", "[caption]", "[/caption]", "[code]", "[a b='", "[a-b",
    "[embed]https://", "<!-- wp:", "<!-- wp:group -->", "<!-- /wp:group -->", "<!--", "-->",
    "<!-- wp:cover --><div style='background:url(a)'>", "<!-- wp:gallery --><ul><li>",
    "<!-- wp:block {\"ref\":1} /-->", "<!-- wp:x {", "<!--more", "<!--more-->", "<!--nextpage-->",
    "\n", "\n \n", "a\n", " ", "\t\n ", "<p>", "</p>", "<div>", "<pre>", "<code>", "<b>", "<br>\n",
    "<", "<a ", "<a href='", "https://a\n", "<p>https://a", "<figcaption>", "<img src=x ",
    "<noscript>", "<img data-src=a><noscript>", "&quot;", "[a b=&quot;", "[x]<b>", "[/x]", "{",
    "[x][y]", "[caption][gallery][/caption]", "[code][/code]", "<span>", "<span a=b></span>",
    "<p> ", "</span>", "<a><img>", "<a><img></a>", "<img src=ttps:>", "<pre>\n\n\n", "[abc]\n\n",
    "[abc/]", "<p>&nbsp;", "<!-- wp:embed --><figcaption>",
]  # fmt: skip


def seconds(body: str) -> float:
    """Return how long this process worked on a body, at its best: a busy machine counts too."""
    times = []
    for _ in range(3):
        start = time.process_time()
        converted(body)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("piece", PIECES)
def test_a_hostile_body_takes_time_in_proportion_to_its_length(piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (25_000, 100_000))
    converted(piece)

    # Work that grows with the square would take sixteen times as long.
    assert seconds(long) < 9 * max(seconds(short), 0.03)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("[caption]", "[/caption]"),
        ("[box]", "[/box]"),
        ("[quote]", "[/quote]"),
        ("<!-- wp:group --><div>", "</div><!-- /wp:group -->"),
        ("<!-- wp:cover --><div>", "</div><!-- /wp:cover -->"),
        ("<blockquote>", "</blockquote>"),
    ],
)
def test_deep_bodies_take_time_in_proportion_to_their_length(begin: str, end: str) -> None:
    def deep(length: int) -> str:
        depth = length // len(begin + end)
        return begin * depth + "text" + end * depth

    assert "text" in converted(deep(1000)).html
    assert seconds(deep(100_000)) < 9 * max(seconds(deep(25_000)), 0.03)


MANY = [Attachment(number, f"/{number}.jpg", caption="words") for number in range(5000)]
WORDY = [Attachment(5, "/5.jpg", caption="words " * 200_000)]


@pytest.mark.parametrize(
    ("body", "library"),
    [
        ("[gallery]\n\n" * 300, SmallLibrary(files=MANY, own=range(5000))),
        ("[gallery]\n\n" * 300, SmallLibrary(files=WORDY, own=[5])),
        ("[playlist ids=5]\n\n" * 300, SmallLibrary(files=WORDY)),
        ("<!-- wp:gallery -->[gallery ids=5]<!-- /wp:gallery -->" * 300, SmallLibrary(files=WORDY)),
        ('<!-- wp:block {"ref":5} /-->' * 200, SmallLibrary(blocks={5: "<p>words</p>" * 80_000})),
    ],
)
def test_a_few_words_do_not_become_more_than_a_text_may_hold(
    body: str, library: SmallLibrary
) -> None:
    result = converted(body, library)

    assert 100_000 < len(result.html) < 5_000_000
    assert result.notes == ["galleries and reusable blocks left out, since they would be too much"]


def test_openings_of_code_whose_end_is_in_another_block_take_little_time() -> None:
    def openings(length: int) -> str:
        return "[code]" * (length // 6) + "<!-- wp:x -->[/code]"

    assert seconds(openings(400_000)) < 9 * max(seconds(openings(100_000)), 0.1)


def test_a_note_names_some_of_very_many() -> None:
    body = "".join(f"[x{number} a='1']" for number in range(2000))

    assert converted(body).notes[0].endswith("[x28], [x29] and 1970 more")

"""Plain strings."""

import pytest

from byline.lib.text import count_substring, grapheme_start, strip_unstorable


@pytest.mark.parametrize(
    ("text", "sub", "count"),
    [("aaaa", "aa", 2), ("abcabc", "bc", 2), ("abc", "B", 0), ("", "a", 0)],
)
def test_substrings_are_counted_without_overlaps(text: str, sub: str, count: int) -> None:
    assert count_substring(text, sub) == count


def test_an_empty_substring_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        count_substring("text", "")


def test_what_databases_refuse_is_stripped() -> None:
    assert strip_unstorable("a\x00\x08\x1b\x7f\x9f\ud800\udfff\uffffb\tc\n") == "ab\tc\n"


def test_line_ends_are_line_feeds() -> None:
    assert strip_unstorable("a\r\nb\rc") == "a\nb\nc"


@pytest.mark.parametrize(
    ("text", "index", "start"),
    [
        ("abc", 1, 1),
        ("e\u0301a", 1, 0),
        ("a👩‍💻b", 3, 1),
        ("🇵🇹🇯🇵", 1, 0),
        ("🇵🇹🇯🇵", 2, 2),
        ("🇵🇹🇯🇵", 3, 2),
        ("👍🏽", 1, 0),
        ("abc", 3, 3),
        ("\u0301\u0301", 1, 0),
    ],
)
def test_a_cut_moves_to_the_beginning_of_a_character(text: str, index: int, start: int) -> None:
    assert grapheme_start(text, index) == start

"""What two versions of a text have in common, and where they differ."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.lib.differences import MAX_CHANGED_CHARS, Passage, compare_texts, shorten

# Few different characters, so that much is repeated and little is unique.
TEXTS = st.text("ab \n", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_passages(old: str, new: str) -> None:
    passages = compare_texts(old, new)

    assert passages is not None
    assert "".join(passage.text for passage in passages if passage.kind != "added") == old
    assert "".join(passage.text for passage in passages if passage.kind != "removed") == new


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert compare_texts(text, text) == ([Passage("same", text)] if text else [])


def test_one_changed_word_is_all_that_is_marked() -> None:
    old = "First line.\nThe ferry leaves at nine.\nLast line.\n"
    new = "First line.\nThe ferry leaves at ten.\nLast line.\n"

    assert compare_texts(old, new) == [
        Passage("same", "First line.\nThe ferry leaves at "),
        Passage("removed", "nine"),
        Passage("added", "ten"),
        Passage("same", ".\nLast line.\n"),
    ]


def test_two_changed_words_are_marked_as_one() -> None:
    passages = compare_texts("Bring a coat, or wait.\n", "Bring two coats, or wait.\n")

    assert passages is not None
    assert [passage.text for passage in passages] == [
        "Bring ",
        "a coat",
        "two coats",
        ", or wait.\n",
    ]


def test_lines_that_have_nothing_in_common_are_marked_whole() -> None:
    passages = compare_texts("One, two, three.\n", "Quite another sentence: here.\n")

    assert passages == [
        Passage("removed", "One, two, three.\n"),
        Passage("added", "Quite another sentence: here.\n"),
    ]


def test_a_paragraph_that_was_put_in_between_is_added_alone() -> None:
    old = "Alpha.\n\nOmega.\n"
    new = "Alpha.\n\nBeta, which is new.\n\nOmega.\n"

    passages = compare_texts(old, new)

    assert passages is not None
    assert [passage.text for passage in passages if passage.kind == "added"] == [
        "Beta, which is new.\n\n"
    ]
    assert not [passage for passage in passages if passage.kind == "removed"]


def test_only_the_lines_around_a_change_are_shown() -> None:
    lines = [f"Line {number}.\n" for number in range(40)]
    passages = compare_texts("".join(lines), "".join([*lines[:20], "New.\n", *lines[20:]]))
    assert passages is not None

    assert shorten(passages) == [
        Passage("skipped", "", 17),
        Passage("same", "Line 17.\nLine 18.\nLine 19.\n"),
        Passage("added", "New.\n"),
        Passage("same", "Line 20.\nLine 21.\nLine 22.\n"),
        Passage("skipped", "", 17),
    ]


def _changed_here_and_there(lines: list[str]) -> list[str]:
    return [f"NEW {line}" if index % 50 == 0 else line for index, line in enumerate(lines)]


PROSE = [f"{'lorem ipsum dolor ' * 25}{number}.\n\n" for number in range(2_200)]
NUMBERS = [f"{number}\n" for number in range(150_000)]
HALVES = ["x\n", *(f"{number} a b c d e f g\n" for number in range(20_000))]
_random = random.Random(1)  # nosec B311 - the same texts each time
COSTLY = {
    "prose": ("".join(PROSE), "".join(_changed_here_and_there(PROSE))),
    "shuffled": ("".join(PROSE), "".join(_random.sample(PROSE, len(PROSE)))),
    "only line ends": ("\n" * 500_000, "a\n" + "\n" * 499_000 + "b\n"),
    "two kinds of lines": tuple(
        "".join(_random.choices(["a\n", "b\n"], k=500_000)) for _ in range(2)
    ),
    "backwards": ("".join(NUMBERS), "".join(reversed(NUMBERS))),
    "each line a little": ("".join(HALVES), "".join(HALVES).replace(" g", " h")),
    "one line": ("a b " * 250_000, "a b b " * 170_000),
    "no words": ("-" * 1_000_000, "-" * 500_000 + "+" + "-" * 500_000),
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_megabyte_is_compared_in_a_moment(name: str) -> None:
    old, new = COSTLY[name]
    start = time.process_time()

    compare_texts(old, new)

    # Under a second where the machine has nothing else to do.
    assert time.process_time() - start < 3


def test_texts_with_little_in_common_are_not_marked() -> None:
    assert compare_texts("a " * MAX_CHANGED_CHARS, "b " * MAX_CHANGED_CHARS) is None

"""Titles of tags."""

import pytest

from byline.lib.titles import InvalidTitle, TitleProblem, normalize_tag_title, title_key


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("python", "python"),
        ("  two \t\n words ", "two words"),
        ("nai\u0308ve", "naïve"),
        ("C#", "C#"),
        ("日本語", "日本語"),
        ("...", "..."),
        ("x" * 100, "x" * 100),
    ],
)
def test_a_title_is_normal(raw: str, title: str) -> None:
    assert normalize_tag_title(raw) == title


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("", TitleProblem.EMPTY),
        (" \n", TitleProblem.EMPTY),
        ("x" * 101, TitleProblem.TOO_LONG),
        ("a/b", TitleProblem.SLASH),
        (".", TitleProblem.DOTS),
        (" .. ", TitleProblem.DOTS),
        ("a\x00b", TitleProblem.CONTROL),
        ("a\x7fb", TitleProblem.CONTROL),
        ("a\ud800", TitleProblem.CONTROL),
    ],
)
def test_a_title_that_fits_no_address_is_refused(raw: str, problem: TitleProblem) -> None:
    with pytest.raises(InvalidTitle) as refused:
        normalize_tag_title(raw)

    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("one", "other"), [("Python", "PYTHON"), ("Straße", "STRASSE"), ("É", "e\u0301")]
)
def test_titles_that_differ_by_case_have_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_different_titles_have_different_keys() -> None:
    assert title_key("naive") != title_key("naïve")

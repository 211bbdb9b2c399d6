"""Titles of tags, which are also a part of an address."""

import unicodedata
from enum import StrEnum

from byline.lib.limits import MAX_TAG_CHARS


class TitleProblem(StrEnum):
    """Why a title is refused, for the caller to say in the reader's language."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    SLASH = "a slash"
    DOTS = "only dots"
    CONTROL = "control characters"


class InvalidTitle(ValueError):
    """The title cannot name a tag; `problem` says why."""

    def __init__(self, problem: TitleProblem) -> None:
        super().__init__(f"This cannot be a tag's title: {problem.value}.")
        self.problem = problem


def normalize_tag_title(raw: str) -> str:
    """Return `raw` in Unicode's NFC form with single spaces between words.

    Raises InvalidTitle for what could not stand in `/blog/tag/<title>`: nothing, more than 100
    characters, a slash, `.` and `..` (browsers resolve these two), control characters.
    """
    title = " ".join(unicodedata.normalize("NFC", raw).split())
    problem = _problem_of(title)
    if problem:
        raise InvalidTitle(problem)
    return title


def title_key(title: str) -> str:
    """Return what is equal for titles that differ by case only."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).casefold())


def _problem_of(title: str) -> TitleProblem | None:
    if not title:
        return TitleProblem.EMPTY
    if len(title) > MAX_TAG_CHARS:
        return TitleProblem.TOO_LONG
    if "/" in title:
        return TitleProblem.SLASH
    if title in {".", ".."}:
        return TitleProblem.DOTS
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in title):
        return TitleProblem.CONTROL
    return None

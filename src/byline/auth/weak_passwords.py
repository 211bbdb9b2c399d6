"""Passwords that are long enough, and yet among the first that anybody tries."""

import unicodedata
from enum import StrEnum
from functools import cache

from byline.auth.passwords import MIN_PASSWORD_CHARS


class Weakness(StrEnum):
    """Why a password is guessed; the caller says it in the reader's language."""

    COMMON = "many people use it, so it is tried first"
    USERNAME = "it is the user name"


def weakness_of(password: str, username: str) -> Weakness | None:
    """Return what makes a password easy to guess. The first call of a process takes 40 ms."""
    folded = _fold(password)
    if folded == _fold(username):
        return Weakness.USERNAME
    return Weakness.COMMON if folded in _common() else None


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


@cache
def _common() -> frozenset[str]:
    """Return passwords, words and names that many people use, as zxcvbn lists them."""
    # Half of what the library holds is wanted, and that by few processes.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(
        entry
        for entries in FREQUENCY_LISTS.values()
        for entry in entries
        if len(entry) >= MIN_PASSWORD_CHARS
    )

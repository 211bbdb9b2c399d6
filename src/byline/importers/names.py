"""Whose a post is, out of what its front matter says.

Blogs write several people into one string ("A, B, and C"), and teams whose names look like several
people ("The Design and Content Team").
"""

import re
import unicodedata

SEPARATOR = re.compile(r"\s*,\s*(?:and|&)\s+|\s*,\s*|\s+(?:and|&)\s+")
# One byline: the name and in whose name or as what.
ONE_NAME = re.compile(r"\b(?:on behalf of|in partnership with)\b", re.IGNORECASE)
GROUP = re.compile(
    r"\b(?:team|group|wg|council|committee|foundation|project|community|crew|staff|editors)$",
    re.IGNORECASE,
)
# "Jane Roe, Director of Research": the second part is what she is.
ROLE = re.compile(r"\b(?:of|at|for|from)\b")
DEGREE = re.compile(r"(?:jr|sr|ph\.?\s?d|m\.?d|esq|ii|iii|iv)\.?$", re.IGNORECASE)
EMAIL = re.compile(r"\s*<[^<>]*>")


def split_names(text: str) -> list[str]:
    """Return the people and groups that a string names, in its order."""
    text = EMAIL.sub("", text).strip(" ,")
    parts = [part.strip() for part in SEPARATOR.split(text)]
    if _is_one(text, parts):
        parts = [text]
    return [name for part in parts if (name := part.lstrip("@").strip())]


def _is_one(text: str, parts: list[str]) -> bool:
    if ONE_NAME.search(text) or not all(parts):
        return True
    if text.lower().startswith("the ") and GROUP.search(text):
        return True
    return any(ROLE.search(part) or DEGREE.fullmatch(part) for part in parts[1:])


def person_key(name: str) -> str:
    """Return what the spellings of one person's name share: case, accents and spaces aside."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())

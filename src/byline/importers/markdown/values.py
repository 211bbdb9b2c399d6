"""What front matter may hold, however it is typed."""

from collections.abc import Mapping
from typing import Any

from byline.importers.text import one_line

TRUE_WORDS = frozenset({"true", "yes", "on", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "0"})


def text_of(matter: Mapping[str, Any], name: str, notes: list[str]) -> str | None:
    """Return a field as text; numbers and dates count as what they look like."""
    value = matter.get(name)
    if value is None or value is False:
        return None
    if isinstance(value, list | dict):
        notes.append(f"{name} is not a text and was left out")
        return None
    return one_line(str(value)) or None


def texts_of(value: object, separator: str | None = None) -> list[str] | None:
    """Return a string, or a list of them, as a list; None for anything else."""
    if value is None or value == "":
        return []
    if isinstance(value, str) and separator:
        return [part for part in map(one_line, value.split(separator)) if part]
    if isinstance(value, str | int | float):
        return [one_line(str(value))]
    if not isinstance(value, list):
        return None
    texts: list[str] = []
    for one in value:
        if isinstance(one, list | dict):
            return None
        texts.append(one_line(str(one)))
    return [text for text in texts if text]


def truth_of(value: object) -> bool | None:
    """Return what a word for yes or no means; None for anything else."""
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else None
    return True if word in TRUE_WORDS else False if word in FALSE_WORDS else None


def first_of(matter: Mapping[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever was written
    """Return the first of the named values that is given."""
    return next((matter[name] for name in names if matter.get(name) not in (None, "")), None)

"""What the fields of all features share."""

from collections.abc import Iterable
from typing import Any

from flask_babel import LazyString
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not in its stubs

from byline.lib.invisible import visible_line
from byline.lib.text import strip_unstorable


def trimmed(value: str | None) -> str | None:
    """Filter: leave out spaces around a text, and what a database refuses, such as NUL."""
    return strip_unstorable(value).strip() if value else value


def one_line(value: str | None) -> str | None:
    """Filter: make a text one line of what can be seen; empty where nobody would see any of it."""
    return visible_line(value) if value else value


def select_choices(pairs: Iterable[tuple[str, str | LazyString]]) -> list[Any]:
    """Return the choices of a field, each given as its value and its label."""
    return [SelectChoice(value, label) for value, label in pairs]

"""Values out of an export, each of the type that it must have."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.dates import MAX_YEAR, MIN_YEAR

# Far from the last one that a column holds, so that the site can go on counting from there.
MAX_KEPT_ID = 2**30
MAX_SHOWN_CHARS = 60


class Fields:
    """Named values: of front matter, where all are texts, or of JSON."""

    def __init__(self, values: Mapping[str, Any], notes: list[str]) -> None:
        """What is wrong with a value that can be left out goes to `notes`."""
        self._values = values
        self.notes = notes

    def inside(self, name: str) -> "Fields":
        """Return the values below a name."""
        value = self._values.get(name)
        return Fields(value if isinstance(value, dict) else {}, self.notes)

    def has(self, name: str) -> bool:
        """Say whether there is a value of this name."""
        return self._values.get(name) is not None

    def text(self, name: str, most: int | None = None) -> str | None:
        """Return a text, None where there is none; one that is too long is left out."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self.notes.append(f"{name} is not a text and was left out")
            return None
        if most is not None and len(value) > most:
            self.notes.append(f"{name} has more than {most} characters and was left out")
            return None
        return value

    def texts(self, name: str) -> list[str]:
        """Return a list of texts; others in it are left out."""
        value = self._values.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.notes.append(f"{name} is not a list of texts; what is none was left out")
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

    def choice(self, name: str, choices: frozenset[str], default: str) -> str:
        """Return one of the choices. Raises ItemUnreadable for any other."""
        value = self._values.get(name, default)
        if not isinstance(value, str) or value not in choices:
            raise ItemUnreadable(f"its {name} {_shown(value)} is unknown")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a truth; what is none is left out."""
        value = self._values.get(name)
        if value is None:
            return default
        found = {"true": True, "false": False}.get(str(value).lower())
        if found is None:
            self.notes.append(f"{name} is neither true nor false and was left out")
        return default if found is None else found

    def row_id(self, name: str) -> int:
        """Return the number of a row. Raises ItemUnreadable for what is none."""
        number = _whole(self._values.get(name))
        if number is None or not 1 <= number <= MAX_KEPT_ID:
            shown = _shown(self._values.get(name))
            raise ItemUnreadable(f"its {name} {shown} is not a number from 1 to {MAX_KEPT_ID}")
        return number

    def number(self, name: str, default: int, *, least: int) -> int:
        """Return a number that a column holds; any other is left out."""
        value = self._values.get(name)
        if value is None:
            return default
        number = _whole(value)
        if number is None or not least <= number <= MAX_KEPT_ID:
            self.notes.append(f"{name} {_shown(value)} makes no sense and was left out")
            return default
        return number

    def moment(self, name: str) -> datetime | None:
        """Return a date; what is none is left out."""
        try:
            return self.checked_moment(name)
        except ItemUnreadable as error:
            self.notes.append(f"{error} and was left out")
            return None

    def checked_moment(self, name: str) -> datetime | None:
        """Return a date. Raises ItemUnreadable for what is none."""
        value = self._values.get(name)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise ItemUnreadable(f"{name} {_shown(value)} is not a date") from None
        if moment.tzinfo is None or not MIN_YEAR <= moment.year <= MAX_YEAR:
            raise ItemUnreadable(f"{name} {_shown(value)} is no moment that we take")
        return moment.astimezone(UTC)


def _whole(value: Any) -> int | None:  # noqa: ANN401 - whatever was written
    if isinstance(value, str):
        # A number with thousands of digits would be refused by Python itself.
        if not (value.isascii() and value.removeprefix("-").isdigit()) or len(value) > 20:
            return None
        return int(value)
    return value if type(value) is int else None


def _shown(value: object) -> str:
    return repr(value)[:MAX_SHOWN_CHARS]

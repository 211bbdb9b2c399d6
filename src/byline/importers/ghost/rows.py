"""The values of an export's rows, whatever type a version or a tool wrote them in."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from byline.importers.markdown.dates import InvalidDate, parse_date
from byline.lib.text import strip_unstorable

Row = Mapping[str, Any]

UTC_ZONE = ZoneInfo("UTC")
# Old versions count milliseconds; what is less counts seconds.
MIN_MILLISECONDS = 10**11


def text(row: Row, name: str) -> str:
    """Return a value as text, without what no database holds; empty for what is none."""
    value = row.get(name)
    if isinstance(value, str):
        return strip_unstorable(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def is_true(row: Row, name: str) -> bool:
    """Say whether a value is the database's or JSON's word for yes."""
    return row.get(name) in (True, 1, "1", "true")


def number(row: Row, name: str) -> float:
    """Return a number to sort by; 0 for what is none."""
    value = row.get(name)
    return float(value) if isinstance(value, int | float) and abs(value) < 2**53 else 0.0


def moment(row: Row, name: str, notes: list[str]) -> datetime | None:
    """Return a date, in UTC; None, with a note, for a value that is none."""
    value = row.get(name)
    if value in (None, "", 0):
        return None
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _from_number(value)
        return parse_date(value, UTC_ZONE)
    except (InvalidDate, OverflowError) as error:
        notes.append(f"{name}: {error}")
        return None


def _from_number(value: float) -> datetime:
    seconds = value / 1000 if abs(value) >= MIN_MILLISECONDS else value
    try:
        return parse_date(datetime.fromtimestamp(seconds, UTC), UTC_ZONE)
    except (ValueError, OSError) as error:
        raise InvalidDate(f"{str(value)[:60]} is not a date") from error

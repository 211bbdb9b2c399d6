"""When a post was published: from its front matter, its old address, its file's name."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

# What every supported database holds in every time zone.
MIN_YEAR = 1000
MAX_YEAR = 9998
MAX_DATE_CHARS = 64

# /2020/01/02/… or /2020-01-02-…, as a folder each or as the start of a name.
DATE_IN_PATH = re.compile(r"(?:^|/)(\d{4})[/-](\d{2})[/-](\d{2})(?=[/_.-]|$)")
DATE_PREFIX = re.compile(r"^\d{4}-\d{2}-\d{2}[_-](?=.)")
# `2020-01-02 10:00:00 +0100`, as Jekyll writes it: not ISO 8601 for the space before the offset.
SPACED_OFFSET = re.compile(r"\s+(?=(?:[+-]\d\d:?\d\d|Z)$)")
SINGLE_DIGITS = re.compile(r"(?<=-)(\d)(?=-|$|\s)")


class InvalidDate(ValueError):
    """A value that names no moment an import takes; the text says why."""


def parse_date(value: Any, zone: ZoneInfo) -> datetime:  # noqa: ANN401 - whatever was written
    """Return the moment, in UTC, that a value from front matter names.

    A date means midnight, and a time without an offset is meant, in the site's zone; of a time that
    a clock change skips the later one, of one that occurs twice the first. Raises InvalidDate.
    """
    moment = _as_datetime(value)
    if not MIN_YEAR <= moment.year <= MAX_YEAR:
        raise InvalidDate(f"the date {value} is not between the years {MIN_YEAR} and {MAX_YEAR}")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _as_datetime(value: Any) -> datetime:  # noqa: ANN401 - whatever was written
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, str) and len(value) <= MAX_DATE_CHARS:
        text = SINGLE_DIGITS.sub(r"0\1", SPACED_OFFSET.sub("", value.strip().replace("/", "-")))
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    raise InvalidDate(f"{str(value)[:60]!r} is not a date")


def find_date_in_path(path: str, zone: ZoneInfo) -> datetime | None:
    """Return the first date in a path, at midnight in the zone; None where there is none."""
    for match in DATE_IN_PATH.finditer(path):
        try:
            return parse_date(date(*map(int, match.groups())), zone)
        except ValueError:
            continue
    return None


def find_written_date(matter: Mapping[str, Any], path: str) -> datetime | None:
    """Return the date of a post in the zone of whoever wrote it, as it stands in its address."""
    try:
        return _as_datetime(matter["date"])
    except (InvalidDate, KeyError):
        return find_date_in_path(path, ZoneInfo("UTC"))


def without_date(name: str) -> str:
    """Return a file's name without the date in front."""
    return DATE_PREFIX.sub("", name)

"""Dates and times as a clock on the wall shows them, and the moments they mean."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

# What every engine stores, with room for the offset of any zone.
MIN_YEAR = 1001
MAX_YEAR = 9998

# Of `<input type="datetime-local">`: https://html.spec.whatwg.org/#local-dates-and-times
_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f")


class InvalidLocalTime(ValueError):
    """The text is no date and time, or one that cannot be stored."""


def parse_local_time(text: str) -> datetime:
    """Return the naive date and time that a form's field names. Raises InvalidLocalTime."""
    # A space instead of the T is as good, says the standard.
    normal = text.strip().replace(" ", "T", 1)
    for format_ in _FORMATS:
        try:
            found = datetime.strptime(normal, format_)  # noqa: DTZ007 - the zone comes apart
        except ValueError:
            continue
        if MIN_YEAR <= found.year <= MAX_YEAR:
            return found
    raise InvalidLocalTime(f"{text[:40]!r} is no date and time from {MIN_YEAR} to {MAX_YEAR}")


def local_to_utc(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment when clocks in `zone` show `local`, in UTC.

    A time that a clock change skips means the later one, one that occurs twice the first.
    """
    # With fold 0 Python reads both as if the clocks had not been changed yet (PEP 495): what is
    # skipped comes out as late as it would have been.
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def utc_to_local_field(moment: datetime, zone: ZoneInfo) -> str:
    """Return what the field of a form shows for a moment, to the minute."""
    local = moment.astimezone(zone)
    # `strftime` would write early years as the system likes, `isoformat` with four digits.
    return local.replace(tzinfo=None).isoformat(timespec="minutes")

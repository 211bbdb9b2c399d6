"""When something was written or published, as far as an export says."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from byline.importers.markdown.dates import InvalidDate, parse_date

_UTC = ZoneInfo("UTC")


def find_date(gmt: str, local: str, zone: ZoneInfo, rfc: str = "") -> datetime | None:
    """Return the first of these that names a moment, in UTC; None where none does.

    `gmt` and `local` are as WordPress writes them, with `0000-00-00` for none; `local` is in
    `zone`. `rfc` is a date of a feed.
    """
    for written, its_zone in ((gmt, _UTC), (local, zone)):
        try:
            return parse_date(written, its_zone)
        except (InvalidDate, OverflowError):
            continue
    try:
        return parse_date(parsedate_to_datetime(rfc), _UTC).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None

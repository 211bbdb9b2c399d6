"""Dates: what they mean in the site's time zone, and which make sense."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from byline.importers.markdown.dates import InvalidDate, find_date_in_path, parse_date

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (date(2020, 6, 1), datetime(2020, 5, 31, 23, tzinfo=UTC)),
        (datetime(2020, 1, 1, 10), datetime(2020, 1, 1, 10, tzinfo=UTC)),  # noqa: DTZ001 - as read
        ("2020-01-02", datetime(2020, 1, 2, tzinfo=UTC)),
        ("2020-1-2", datetime(2020, 1, 2, tzinfo=UTC)),
        ("2020/01/02", datetime(2020, 1, 2, tzinfo=UTC)),
        ("2020-01-02 10:30:00 +0100", datetime(2020, 1, 2, 9, 30, tzinfo=UTC)),
        ("2020-01-02T10:30:00Z", datetime(2020, 1, 2, 10, 30, tzinfo=UTC)),
        ("2020-01-02 10:30", datetime(2020, 1, 2, 10, 30, tzinfo=UTC)),
        # Skipped by the clock change: the later time. Twice: the first.
        ("2020-03-29 01:30", datetime(2020, 3, 29, 1, 30, tzinfo=UTC)),
        ("2020-10-25 01:30", datetime(2020, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_date_is_meant_in_the_site_s_zone(value: Any, moment: datetime) -> None:  # noqa: ANN401 - two types
    assert parse_date(value, LISBON) == moment


@pytest.mark.parametrize(
    "value",
    ["0000-01-01", "0001-01-01", "9999-12-31", date(9999, 12, 31), "2020-02-30", "soon", "", 2020,
     None, "2020-01-02" + " " * 50_000 + "x", datetime.max.replace(tzinfo=UTC)],
)  # fmt: skip
def test_a_value_that_is_no_date_is_refused(value: Any) -> None:  # noqa: ANN401 - on purpose
    with pytest.raises(InvalidDate):
        parse_date(value, LISBON)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2020/01/02/name", 2),
        ("inside/2020/01/02/name.html", 2),
        ("_posts/2020-01-02-name.md", 2),
        ("2020-01-02.md", 2),
        ("2020-99-99-x/2020-01-03-name.md", 3),
        ("v2020-01-02.md", None),
        ("12020/01/02/x", None),
        ("0000/01/02/x", None),
        ("name.md", None),
    ],
)
def test_a_date_is_found_in_a_path(path: str, day: int | None) -> None:
    found = find_date_in_path(path, ZoneInfo("UTC"))

    assert found == (day and datetime(2020, 1, day, tzinfo=UTC))

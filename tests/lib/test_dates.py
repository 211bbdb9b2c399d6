"""What a clock on the wall shows, and the moment it means."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from byline.lib.dates import InvalidLocalTime, local_to_utc, parse_local_time, utc_to_local_field

# Place, what the clock shows, and the moment.
MOMENTS = [
    ("Europe/Lisbon", "2026-01-15T12:00", "2026-01-15T12:00"),
    ("Europe/Lisbon", "2026-07-15T12:00", "2026-07-15T11:00"),
    # On 29 March clocks go from 1 to 2 o'clock: 01:30 never comes, and means 02:30.
    ("Europe/Lisbon", "2026-03-29T01:30", "2026-03-29T01:30"),
    ("Europe/Lisbon", "2026-03-29T01:00", "2026-03-29T01:00"),
    ("Europe/Lisbon", "2026-03-29T00:59", "2026-03-29T00:59"),
    # On 25 October 01:30 comes twice; the first is still in summer time.
    ("Europe/Lisbon", "2026-10-25T01:30", "2026-10-25T00:30"),
    ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30"),
    ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
    # Lord Howe's clocks change by half an hour only.
    ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),
    ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
    ("UTC", "2026-11-22T23:59", "2026-11-22T23:59"),
]


@pytest.mark.parametrize(("place", "shown", "moment"), MOMENTS)
def test_a_time_of_a_place_means_one_moment(place: str, shown: str, moment: str) -> None:
    found = local_to_utc(parse_local_time(shown), ZoneInfo(place))

    assert found == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("place", "skipped", "meant"),
    [
        ("Europe/Lisbon", "2026-03-29T01:30", "2026-03-29T02:30"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T03:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:45"),
    ],
)
def test_a_skipped_time_is_shown_as_the_later_one(place: str, skipped: str, meant: str) -> None:
    zone = ZoneInfo(place)

    assert utc_to_local_field(local_to_utc(parse_local_time(skipped), zone), zone) == meant


@pytest.mark.parametrize("text", ["2026-11-22T10:30", "2026-11-22 10:30", " 2026-11-22T10:30:00 "])
def test_browsers_write_a_time_in_several_ways(text: str) -> None:
    assert parse_local_time(text) == datetime(2026, 11, 22, 10, 30)  # noqa: DTZ001 - a local time


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-02-30T10:00",
        "2026-11-22",
        "2026-11-22T25:00",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "12026-01-01T00:00",
        "-2026-01-01T00:00",
        "2026-11-22T10:30Z",
        "2026-11-22T10:30\0",
        "٢٠٢٦-١١-٢٢T10:30:61",
        "9" * 10_000,
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidLocalTime):
        parse_local_time(text)


@pytest.mark.parametrize("shown", ["1001-01-01T00:00", "9998-12-31T23:59"])
@pytest.mark.parametrize("place", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_first_and_the_last_time_are_told_everywhere(place: str, shown: str) -> None:
    zone = ZoneInfo(place)

    assert utc_to_local_field(local_to_utc(parse_local_time(shown), zone), zone) == shown

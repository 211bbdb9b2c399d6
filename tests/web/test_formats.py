"""Filters of templates."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale

MOMENT = datetime(2026, 3, 1, 23, 30, 15, 999_999, tzinfo=UTC)


def show(template: str, locale: str = "en", **values: object) -> str:
    """Render a template in a language."""
    with force_locale(locale):
        return render_template_string(template, **values)


@pytest.mark.parametrize(
    ("locale", "shown"), [("en", "1 March 2026"), ("pt", "1 de março de 2026")]
)
def test_a_date_is_written_as_the_language_does(app: Flask, locale: str, shown: str) -> None:
    with app.test_request_context():
        assert show("{{ day|date }}", locale, day=MOMENT) == shown


def test_a_date_is_the_site_s_day(app: Flask) -> None:
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Tokyo"

    with app.test_request_context():
        assert show("{{ day|date }}", day=MOMENT) == "2 March 2026"


@pytest.mark.parametrize(
    ("locale", "shown"),
    [("en", "2 March 2026, 08:30"), ("pt", "2 de março de 2026, 08:30")],
)
def test_a_moment_is_the_site_s_too(app: Flask, locale: str, shown: str) -> None:
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Tokyo"

    with app.test_request_context():
        assert show("{{ moment|moment }}", locale, moment=MOMENT) == shown


@pytest.mark.parametrize("moment", [MOMENT, MOMENT.astimezone(timezone(timedelta(hours=9)))])
def test_a_machine_reads_utc(app: Flask, moment: datetime) -> None:
    with app.test_request_context():
        assert show("{{ day|isodate }}", day=moment) == "2026-03-01T23:30:15Z"


@pytest.mark.parametrize(("locale", "shown"), [("en", "12,345"), ("pt", "12 345")])
def test_a_number_is_written_as_the_language_does(app: Flask, locale: str, shown: str) -> None:
    with app.test_request_context():
        assert show("{{ 12345|number }}", locale).replace("\xa0", " ") == shown


def test_occurrences_can_be_counted(app: Flask) -> None:
    with app.test_request_context():
        assert show("{{ 'banana'|count_substring('an') }}") == "2"

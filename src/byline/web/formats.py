"""Dates and numbers as readers of the chosen language write them, in the site's time zone.

The same few are shown on page after page, so what Babel makes of them is remembered.
"""

from datetime import UTC, date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale, get_timezone

from byline.lib.text import count_substring

# By itself, "en" is American in CLDR; Byline's English, like its Portuguese, is the European one.
_DATE_LOCALES = {"en": "en_GB"}

# Babel's plain `pt` writes as Brazil does; ours is European.
_REGIONS = {"pt": "pt_PT"}


def format_day(moment: datetime) -> str:
    """Return the day of a moment, such as "21 November 2026"."""
    return _day(moment.astimezone(get_timezone()).date(), _locale())


def format_moment(moment: datetime) -> str:
    """Return a moment to the minute, such as "21 November 2026, 14:05"."""
    return f"{format_day(moment)}, {moment.astimezone(get_timezone()):%H:%M}"


def format_number(number: int) -> str:
    """Return a whole number with its thousands apart."""
    return _number(number, _locale())


def iso_moment(moment: datetime) -> str:
    """Return a moment for `<time datetime>`, in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def init_app(app: Flask) -> None:
    """Give templates `date`, `moment`, `isodate`, `number` and `count_substring`, all filters."""
    app.add_template_filter(format_day, "date")
    app.add_template_filter(format_moment, "moment")
    app.add_template_filter(iso_moment, "isodate")
    app.add_template_filter(format_number, "number")
    app.add_template_filter(count_substring, "count_substring")


def _locale() -> str:
    code = str(get_locale())
    return _REGIONS.get(code, code)


@lru_cache(maxsize=4096)
def _day(day: date, locale: str) -> str:
    return format_date(day, "long", locale=_DATE_LOCALES.get(locale, locale))


@lru_cache(maxsize=4096)
def _number(number: int, locale: str) -> str:
    return format_decimal(number, locale=locale)

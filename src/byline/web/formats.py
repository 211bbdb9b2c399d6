"""Dates and numbers as readers of the chosen language write them, in the site's time zone."""

from datetime import datetime

from flask import Flask
from flask_babel import format_date, format_number

from byline.lib.text import count_substring


def format_day(moment: datetime) -> str:
    """Return the day of a moment, such as "21 November 2026"."""
    return format_date(moment, "long")


def iso_moment(moment: datetime) -> str:
    """Return a moment for `<time datetime>`, in UTC to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def init_app(app: Flask) -> None:
    """Give templates the filters `date`, `isodate`, `number` and `count_substring`."""
    app.add_template_filter(format_day, "date")
    app.add_template_filter(iso_moment, "isodate")
    app.add_template_filter(format_number, "number")
    app.add_template_filter(count_substring, "count_substring")

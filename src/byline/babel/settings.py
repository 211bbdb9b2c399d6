"""What an administrator sets about language and time."""

from importlib.resources import files
from typing import Any

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from byline.babel.locales import supported_locales
from byline.settings import SiteSetting, declare_setting
from byline.settings.queries import site_settings
from byline.web.fields import select_choices

GROUP = _l("Language and time")


def declare_settings(app: Flask) -> None:
    """Declare the language of those who prefer none we have, and the time zone."""
    declare_setting(
        app,
        SiteSetting(
            "language",
            lambda app: app.config["BABEL_DEFAULT_LOCALE"],
            GROUP,
            SelectField(
                _l("Language"),
                description=_l("For readers whose browser asks for none that the site speaks."),
                choices=_languages,
            ),
        ),
    )
    declare_setting(
        app,
        SiteSetting(
            "time_zone",
            lambda app: app.config["BABEL_DEFAULT_TIMEZONE"],
            GROUP,
            SelectField(
                _l("Time zone"),
                description=_l("Dates are shown, and times typed, in this zone."),
                choices=_time_zones,
            ),
        ),
    )


def _languages() -> list[Any]:
    return select_choices((tag.replace("-", "_"), name) for tag, name in supported_locales())


def _time_zones() -> list[Any]:
    """Return a zone for each region of the world that has its own, by its name in the database."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    # Beside the list: what the operator or somebody before has set, such as Etc/GMT+1.
    known = {current_app.config["BABEL_DEFAULT_TIMEZONE"], site_settings()["time_zone"], "UTC"}
    names = known | {row[2] for row in rows}
    return select_choices((name, name.replace("_", " ")) for name in sorted(names))

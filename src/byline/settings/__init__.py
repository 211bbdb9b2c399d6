"""What an administrator sets for the site: each feature declares its settings here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.validators import DataRequired, Length

from byline.lib.limits import MAX_NAME_CHARS
from byline.settings.navigation import navigation_field
from byline.web.fields import one_line, trimmed

EXTENSION = "byline-settings"


@dataclass(frozen=True)
class SiteSetting:
    """A setting of the site: its name, what it is until somebody sets it, and how it is asked for.

    `field` is the field of the settings page, with label, remark and validators, as in a
    form's class; settings of one `group` stand together there.
    """

    name: str
    default: Callable[[Flask], Any]
    group: LazyString
    field: Field


def declare_setting(app: Flask, setting: SiteSetting) -> None:
    """Make a setting known. Raises ValueError for a name declared twice."""
    declared: dict[str, SiteSetting] = app.extensions.setdefault(EXTENSION, {})
    if setting.name in declared:
        raise ValueError(f"the setting {setting.name!r} is declared twice")
    declared[setting.name] = setting


SITE = _l("Site")


def create_module(app: Flask) -> None:
    """Declare what every site has."""
    declare_setting(
        app,
        SiteSetting(
            "site_name",
            lambda app: app.config["SITE_NAME"],
            SITE,
            StringField(
                _l("Name of the blog"),
                description=_l("On every page."),
                filters=[trimmed, one_line],
                validators=[DataRequired(), Length(max=MAX_NAME_CHARS)],
            ),
        ),
    )
    declare_setting(
        app,
        SiteSetting(
            "site_description",
            lambda _app: "",
            SITE,
            StringField(
                _l("Description"),
                description=_l("What the blog is about, in a line."),
                filters=[trimmed],
                validators=[Length(max=MAX_NAME_CHARS)],
            ),
        ),
    )
    declare_setting(app, SiteSetting("navigation", lambda _app: "", SITE, navigation_field()))

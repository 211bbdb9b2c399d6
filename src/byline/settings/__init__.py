"""What an administrator sets for the site: each feature declares its settings here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask

EXTENSION = "byline-settings"


@dataclass(frozen=True)
class SiteSetting:
    """A setting of the site: its name, what it is until somebody sets it, and a remark."""

    name: str
    default: Callable[[Flask], Any]
    remark: str


def declare_setting(app: Flask, setting: SiteSetting) -> None:
    """Make a setting known. Raises ValueError for a name declared twice."""
    declared: dict[str, SiteSetting] = app.extensions.setdefault(EXTENSION, {})
    if setting.name in declared:
        raise ValueError(f"the setting {setting.name!r} is declared twice")
    declared[setting.name] = setting


def create_module(app: Flask) -> None:
    """Declare what every site has."""
    declare_setting(
        app,
        SiteSetting(
            "site_name", lambda app: app.config["SITE_NAME"], "Name of the blog, on every page."
        ),
    )
    declare_setting(
        app, SiteSetting("site_description", lambda _app: "", "What the blog is about, in a line.")
    )

"""Change the site's settings."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, g
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from byline.extensions import db
from byline.settings import EXTENSION, SiteSetting
from byline.settings.errors import UnknownSetting
from byline.settings.models import Setting
from byline.settings.queries import default_settings


def change_setting(name: str, value: Any) -> None:  # noqa: ANN401 - whatever the setting holds
    """Set a declared setting; one that has its default needs no row, and follows the default.

    Raises UnknownSetting for any other.
    """
    declared: dict[str, SiteSetting] = current_app.extensions[EXTENSION]
    if name not in declared:
        raise UnknownSetting(name)
    if value == default_settings()[name]:
        db.session.execute(delete(Setting).where(Setting.name == name))
    elif not _update(name, value):
        _add(name, value)
    g.pop("site_settings", None)


def change_settings(values: Mapping[str, Any]) -> None:
    """Set several settings by name. Raises UnknownSetting for one that nobody has declared."""
    # In one order always, so that two who do it at once do not wait for each other.
    for name in sorted(values):
        change_setting(name, values[name])


def _update(name: str, value: Any) -> bool:  # noqa: ANN401 - whatever the setting holds
    query = update(Setting).where(Setting.name == name).values(value=value)
    return bool(db.session.execute(query).rowcount)  # type: ignore[attr-defined]  # of a cursor


def _add(name: str, value: Any) -> None:  # noqa: ANN401 - whatever the setting holds
    try:
        with db.session.begin_nested():
            db.session.add(Setting(name=name, value=value))
    except IntegrityError:
        # Somebody else has set it first; the later one holds.
        _update(name, value)

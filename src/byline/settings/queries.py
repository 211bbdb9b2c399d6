"""Read the site's settings."""

from typing import Any

from flask import current_app, g
from sqlalchemy import select

from byline.extensions import db
from byline.settings import EXTENSION, SiteSetting
from byline.settings.models import Setting


def default_settings() -> dict[str, Any]:
    """Return what the settings are before anybody sets them; runs no query."""
    declared: dict[str, SiteSetting] = current_app.extensions[EXTENSION]
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    return {name: setting.default(app) for name, setting in declared.items()}


def site_settings() -> dict[str, Any]:
    """Return all settings by name; one query a request."""
    if "site_settings" not in g:
        rows = db.session.execute(select(Setting.name, Setting.value))
        g.site_settings = default_settings() | dict(rows.all())
    settings: dict[str, Any] = g.site_settings
    return settings

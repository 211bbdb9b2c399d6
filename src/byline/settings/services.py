"""Change the site's settings."""

from typing import Any

from flask import current_app, g

from byline.extensions import db
from byline.settings import EXTENSION
from byline.settings.errors import UnknownSetting
from byline.settings.models import Setting


def change_setting(name: str, value: Any) -> None:  # noqa: ANN401 - whatever the setting holds
    """Set a declared setting. Raises UnknownSetting for any other."""
    if name not in current_app.extensions[EXTENSION]:
        raise UnknownSetting(name)
    db.session.merge(Setting(name=name, value=value))
    db.session.flush()
    g.pop("site_settings", None)

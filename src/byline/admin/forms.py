"""The form of all settings that features have declared."""

import json
from typing import Any

from flask import current_app
from wtforms import Field, HiddenField

from byline.settings import EXTENSION, SiteSetting
from byline.settings.queries import site_settings
from byline.web.base_form import BaseForm


class SettingsForm(BaseForm):
    """The settings, and how they were when the form was shown.

    Only what differs from that is changed: meanwhile somebody else may have changed the rest.
    """

    shown = HiddenField()

    def changes(self) -> dict[str, Any]:
        """Return the settings that were changed in the form, by name."""
        shown = self._shown()
        typed = {name: self[name].data for name in _declared()}
        return {name: value for name, value in typed.items() if value != shown[name]}

    def groups(self) -> list[tuple[str, list[Field]]]:
        """Return the fields under the headings of their groups, in the order of declaration."""
        groups: dict[str, list[Field]] = {}
        for name, setting in _declared().items():
            groups.setdefault(str(setting.group), []).append(self[name])
        return list(groups.items())

    def _shown(self) -> dict[str, Any]:
        """Return what the form came with; of what it does not tell, what holds now."""
        try:
            shown = json.loads(self.shown.data or "{}")
        except (ValueError, RecursionError):
            shown = {}
        return site_settings() | (shown if isinstance(shown, dict) else {})


def settings_form(**options: Any) -> SettingsForm:  # noqa: ANN401 - a form's own
    """Return the form of the declared settings, filled with what they are."""
    fields = {name: setting.field for name, setting in _declared().items()}
    form_class = type("DeclaredSettingsForm", (SettingsForm,), fields)
    settings = site_settings()
    form: SettingsForm = form_class(data=settings | {"shown": json.dumps(settings)}, **options)
    return form


def _declared() -> dict[str, SiteSetting]:
    declared: dict[str, SiteSetting] = current_app.extensions[EXTENSION]
    return declared

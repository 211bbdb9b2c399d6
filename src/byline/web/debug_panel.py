"""A panel of the debug toolbar; apart from `debug`, since the toolbar is an extra."""

from flask import current_app
from flask_debugtoolbar.panels.config_vars import ConfigVarsDebugPanel

from byline.lib.redaction import redact


class RedactedConfigPanel(ConfigVarsDebugPanel):
    """The configuration without its secrets: screens are shared and photographed."""

    def content(self) -> str:
        """Return the panel's table."""
        context = self.context.copy()
        context["config"] = {
            name: redact(value, name) for name, value in current_app.config.items()
        }
        return self.render("panels/config_vars.html", context)

"""Bring a blog in from elsewhere."""

from flask import Blueprint, Flask

# Known from the start: a migration would otherwise find that no model has these tables.
from byline.importers import models as models
from byline.importers.audit.cli import audit
from byline.importers.cli import imports


def create_module(app: Flask) -> None:
    """Add the `import` commands, and the page that one of them writes."""
    imports.add_command(audit)
    app.cli.add_command(imports)
    app.register_blueprint(Blueprint("importers", __name__, template_folder="templates"))

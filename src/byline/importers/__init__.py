"""Bring a blog in from elsewhere."""

from flask import Flask

# Known from the start: a migration would otherwise find that no model has these tables.
from byline.importers import models as models
from byline.importers.cli import imports


def create_module(app: Flask) -> None:
    """Add the `import` commands."""
    app.cli.add_command(imports)

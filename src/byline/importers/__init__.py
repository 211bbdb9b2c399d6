"""Bring a blog in from elsewhere."""

from flask import Flask

from byline.importers.cli import imports


def create_module(app: Flask) -> None:
    """Add the `import` commands."""
    app.cli.add_command(imports)

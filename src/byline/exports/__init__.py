"""Take a blog out, in a form that other programs and people can read."""

from flask import Flask

from byline.exports.cli import export


def create_module(app: Flask) -> None:
    """Add the `export` command."""
    app.cli.add_command(export)

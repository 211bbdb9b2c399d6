"""Uploaded and imported files: checked, stored by their content, served for ever."""

from flask import Flask

from byline.media.views import blueprint


def create_module(app: Flask) -> None:
    """Add the feature to the application."""
    app.register_blueprint(blueprint)

"""Bring a blog in from elsewhere."""

from flask import Flask


def create_module(app: Flask) -> None:
    """Add the `import` commands."""

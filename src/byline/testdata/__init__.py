"""A blog to look at: people, posts, pages and comments for development and demonstrations."""

from flask import Flask

from byline.testdata import cli


def create_module(app: Flask) -> None:
    """Add the command `test-data`."""
    app.cli.add_command(cli.test_data_command)

"""The whole site in one file, and back."""

from flask import Flask

from byline.backups.cli import backup_command, restore_command


def create_module(app: Flask) -> None:
    """Add the commands `backup` and `restore`."""
    app.cli.add_command(backup_command)
    app.cli.add_command(restore_command)

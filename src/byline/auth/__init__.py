"""Accounts: people, their roles, and the ways in."""

from flask import Flask

from byline.auth import cli, views


def create_module(app: Flask) -> None:
    """Add the pages and commands of accounts."""
    app.register_blueprint(views.bp)
    for command in (cli.create_user_command, cli.create_admin_command, cli.list_users_command):
        app.cli.add_command(command)

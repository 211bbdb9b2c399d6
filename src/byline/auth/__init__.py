"""Accounts: people, their roles, and the ways in."""

from flask import Flask
from flask_wtf.csrf import CSRFError

from byline.auth import cli, permissions, registration, security, views
from byline.auth.missing_token import answer_missing_token
from byline.auth.navigation import account_links
from byline.web.navigation import register_navigation


def create_module(app: Flask) -> None:
    """Know who is signed in and what they may do; add the pages and commands of accounts."""
    security.init_app(app)
    permissions.init_app(app)
    registration.init_app(app)
    app.register_error_handler(CSRFError, answer_missing_token)
    app.register_blueprint(views.bp)
    register_navigation(app, account_links, area="account")
    for command in (cli.create_user_command, cli.create_admin_command, cli.list_users_command):
        app.cli.add_command(command)

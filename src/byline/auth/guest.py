"""Whoever is not signed in."""

from typing import Any

from flask_login import AnonymousUserMixin


class Guest(AnonymousUserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A visitor without an account, asked the same things as a user: they may only read."""

    id = None
    username = ""
    display_name = ""
    roles: tuple[Any, ...] = ()

    def has_role(self, *names: str) -> bool:
        """Say no: roles come with an account."""
        return False

"""The pages of accounts."""

from byline.auth.views import account, first_run, invitations, kept_forms, login, people, register
from byline.auth.views.blueprint import bp

__all__ = ["account", "bp", "first_run", "invitations", "kept_forms", "login", "people", "register"]

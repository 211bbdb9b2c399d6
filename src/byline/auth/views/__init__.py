"""The pages of accounts."""

from byline.auth.views import first_run, login
from byline.auth.views.blueprint import bp

__all__ = ["bp", "first_run", "login"]

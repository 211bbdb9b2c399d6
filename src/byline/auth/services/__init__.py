"""Create and change accounts."""

from byline.auth.services.kept_forms import drop_kept_form, keep_form
from byline.auth.services.sessions import add_session, end_session, end_sessions, see_session
from byline.auth.services.users import create_user, normalize_username

__all__ = [
    "add_session",
    "create_user",
    "drop_kept_form",
    "end_session",
    "end_sessions",
    "keep_form",
    "normalize_username",
    "see_session",
]

"""Find people, their roles, and where they are signed in."""

from byline.auth.queries.kept_forms import find_kept_form
from byline.auth.queries.sessions import find_signed_in, sessions_of
from byline.auth.queries.users import (
    all_users,
    find_by_login_name,
    find_user,
    get_roles,
    has_active_admin,
    hold_roles,
)

__all__ = [
    "all_users",
    "find_by_login_name",
    "find_kept_form",
    "find_signed_in",
    "find_user",
    "get_roles",
    "has_active_admin",
    "hold_roles",
    "sessions_of",
]

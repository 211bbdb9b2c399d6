"""Find people, their roles, their invitations, and where they are signed in."""

from byline.auth.queries.invitations import (
    all_invitations,
    find_invitation,
    find_unused_invitation,
    get_invitation,
    hold_invitation,
)
from byline.auth.queries.kept_forms import find_kept_form
from byline.auth.queries.sessions import count_sessions, find_session, find_signed_in, sessions_of
from byline.auth.queries.users import (
    all_users,
    find_by_login_name,
    find_unverified_email,
    find_user,
    find_user_by_id,
    get_roles,
    has_active_admin,
    hold_epoch,
    hold_roles,
)

__all__ = [
    "all_invitations",
    "all_users",
    "count_sessions",
    "find_by_login_name",
    "find_invitation",
    "find_kept_form",
    "find_session",
    "find_signed_in",
    "find_unused_invitation",
    "find_unverified_email",
    "find_user",
    "find_user_by_id",
    "get_invitation",
    "get_roles",
    "has_active_admin",
    "hold_epoch",
    "hold_invitation",
    "hold_roles",
    "sessions_of",
]

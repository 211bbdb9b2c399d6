"""Create and change accounts."""

from byline.auth.services.account import (
    change_password,
    end_other_sessions,
    end_session_by_id,
    rename_user,
)
from byline.auth.services.hashes import replace_hash
from byline.auth.services.invitations import invite, withdraw_invitation
from byline.auth.services.kept_forms import drop_kept_forms, keep_form
from byline.auth.services.people import block_user, set_roles, unblock_user
from byline.auth.services.registration import register_user
from byline.auth.services.sessions import add_session, end_session, end_sessions, see_session
from byline.auth.services.users import check_email, create_user, normalize_username

__all__ = [
    "add_session",
    "block_user",
    "change_password",
    "check_email",
    "create_user",
    "drop_kept_forms",
    "end_other_sessions",
    "end_session",
    "end_session_by_id",
    "end_sessions",
    "invite",
    "keep_form",
    "normalize_username",
    "register_user",
    "rename_user",
    "replace_hash",
    "see_session",
    "set_roles",
    "unblock_user",
    "withdraw_invitation",
]

"""Make accounts for people who ask for one themselves."""

from datetime import datetime

from byline.auth.models import UnverifiedEmail, User
from byline.auth.queries import hold_invitation
from byline.auth.services.users import check_email, create_user
from byline.extensions import db


def register_user(
    username: str,
    *,
    password_hash: str,
    email: str | None,
    invitation_token: str | None = None,
    now: datetime,
) -> User:
    """Add a user with the role `default`, and that of the invitation, which is used up by it.

    The address is not known to be theirs: it waits until it is, whoever else has it.
    Raises InvitationGone and what `create_user` raises.
    """
    invitation = None if invitation_token is None else hold_invitation(invitation_token, now)
    roles = [] if invitation is None else [invitation.role.name]
    user = create_user(username, password_hash=password_hash, roles=roles)
    if email:
        db.session.add(UnverifiedEmail(user=user, email=check_email(email)))
    if invitation is not None:
        invitation.accepted_by = user
        invitation.accepted_at = now
    db.session.flush()
    return user

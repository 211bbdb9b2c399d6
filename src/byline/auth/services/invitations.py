"""Invite people, by links that make one account each."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from byline.auth.errors import InvitationDiffers
from byline.auth.models import Invitation, User
from byline.auth.queries import find_invitation, get_roles
from byline.extensions import db
from byline.lib.tokens import hash_token


def invite(token: str, role: str, *, created_by: User, expires_at: datetime) -> None:
    """Let whoever carries `token` make an account with a role.

    With a token that is in use nothing changes: the same form was sent twice. Raises
    InvitationDiffers where it was filled in otherwise the first time.
    """
    invitation = Invitation(
        token_hash=hash_token(token),
        role=get_roles([role])[0],
        created_by=created_by,
        expires_at=expires_at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(invitation)
    except IntegrityError:
        made = find_invitation(token)
        if made is None:
            raise
        if (made.role.name, made.expires_at) != (role, expires_at):
            raise InvitationDiffers("The link has been made, for something else.") from None


def withdraw_invitation(invitation_id: int) -> None:
    """Delete an invitation, unless somebody was faster and has used it."""
    db.session.execute(
        delete(Invitation).where(Invitation.id == invitation_id, Invitation.accepted_at.is_(None))
    )


def withdraw_invitations_of(user: User) -> None:
    """Delete what a user has invited to, and nobody has used."""
    db.session.execute(
        delete(Invitation).where(
            Invitation.created_by_id == user.id, Invitation.accepted_at.is_(None)
        )
    )

"""Find invitations, and say whether they are any good."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from byline.auth.errors import InvitationExpired, InvitationUnknown, InvitationUsed
from byline.auth.models import Invitation
from byline.extensions import db
from byline.lib.tokens import hash_token


def all_invitations() -> Select[Invitation]:
    """Select all invitations with their roles and people, the newest first."""
    return (
        select(Invitation)
        .options(
            joinedload(Invitation.role),
            joinedload(Invitation.created_by),
            joinedload(Invitation.accepted_by),
        )
        .order_by(Invitation.id.desc())
    )


def find_unused_invitation(invitation_id: int) -> Invitation | None:
    """Return an invitation that nobody has used, though its date may be over."""
    query = select(Invitation).where(
        Invitation.id == invitation_id, Invitation.accepted_at.is_(None)
    )
    return db.session.execute(query).scalar_one_or_none()


def find_invitation(token: str) -> Invitation | None:
    """Return the invitation of a link, whether or not it is any good."""
    query = select(Invitation).where(Invitation.token_hash == hash_token(token))
    return db.session.execute(query).scalar_one_or_none()


def get_invitation(token: str, now: datetime) -> Invitation:
    """Return the invitation that a link is. Raises the InvitationGone that fits."""
    return _usable(find_invitation(token), now)


def hold_invitation(token: str, now: datetime) -> Invitation:
    """Return the invitation, which nobody else can use until the transaction ends.

    Raises the InvitationGone that fits.
    """
    query = (
        select(Invitation)
        .where(Invitation.token_hash == hash_token(token))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return _usable(db.session.execute(query).scalar_one_or_none(), now)


def _usable(invitation: Invitation | None, now: datetime) -> Invitation:
    if invitation is None:
        raise InvitationUnknown("No invitation has this link.")
    if invitation.accepted_at is not None:
        raise InvitationUsed("Somebody has used this invitation.")
    if invitation.expires_at <= now:
        raise InvitationExpired("The date of this invitation is over.")
    return invitation

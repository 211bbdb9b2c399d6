"""Find who is signed in, and where."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import contains_eager

from byline.auth.models import User, UserSession
from byline.extensions import db
from byline.lib.database import UtcDateTime

# Asked on every page of somebody signed in, so everything comes in one query.
_SIGNED_IN = (
    select(UserSession)
    .join(UserSession.user)
    .where(
        UserSession.token_hash == bindparam("token_hash"),
        UserSession.expires_at > bindparam("now", type_=UtcDateTime()),
        User.fs_uniquifier == bindparam("epoch"),
        User.active,
    )
    .options(contains_eager(UserSession.user).joinedload(User.roles))
)


def find_signed_in(token_hash: str, epoch: str, now: datetime) -> UserSession | None:
    """Return the session with its user and their roles, unless it or the user's epoch is over.

    One query. Nothing is found for a user who is blocked.
    """
    values = {"token_hash": token_hash, "epoch": epoch, "now": now}
    return db.session.execute(_SIGNED_IN, values).unique().scalar_one_or_none()


def sessions_of(user: User, now: datetime, *, limit: int) -> Sequence[UserSession]:
    """Return where a user is signed in, the last seen first."""
    query = (
        select(UserSession)
        .where(UserSession.user_id == user.id, UserSession.expires_at > now)
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
        .limit(limit)
    )
    return db.session.execute(query).scalars().all()


def count_sessions(user: User, now: datetime) -> int:
    """Return in how many browsers a user is signed in."""
    query = select(func.count()).where(UserSession.user_id == user.id, UserSession.expires_at > now)
    return db.session.execute(query).scalar_one()


def find_session(session_id: int) -> UserSession | None:
    """Return a session, whosever it is."""
    return db.session.get(UserSession, session_id)

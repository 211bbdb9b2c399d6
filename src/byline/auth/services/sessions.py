"""Begin and end sessions: each is a row, and each names the epoch of its user."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from byline.auth.models import User, UserSession
from byline.auth.models.sessions import MAX_USER_AGENT_CHARS
from byline.extensions import db
from byline.lib.database import short_write
from byline.lib.outages import is_outage
from byline.lib.text import strip_unstorable
from byline.lib.tokens import hash_token

# When a session is seen is written down no more often than this.
SEEN_EVERY = timedelta(minutes=10)
# A page does not wait longer for the database to be free for it.
SEEN_PATIENCE_MS = 100


def add_session(
    user: User,
    token: str,
    *,
    user_agent: str,
    remembered: bool,
    lifetime: timedelta,
    now: datetime,
) -> UserSession:
    """Let whoever carries `token` be this user; sessions that are over go."""
    db.session.execute(delete(UserSession).where(UserSession.expires_at <= now))
    session = UserSession(
        user=user,
        token_hash=hash_token(token),
        user_agent=strip_unstorable(user_agent)[:MAX_USER_AGENT_CHARS],
        remembered=remembered,
        created_at=now,
        last_seen_at=now,
        expires_at=now + lifetime,
    )
    db.session.add(session)
    db.session.flush()
    return session


def end_session(token: str) -> None:
    """Sign out the browser that carries `token`."""
    db.session.execute(delete(UserSession).where(UserSession.token_hash == hash_token(token)))


def end_sessions(user: User) -> None:
    """Sign a user out everywhere, and begin a new epoch: what is of the old one opens nothing."""
    db.session.execute(delete(UserSession).where(UserSession.user_id == user.id))
    user.fs_uniquifier = secrets.token_hex(16)
    db.session.flush()


def see_session(session: UserSession, now: datetime) -> None:
    """Write down that a session is used, in a transaction of its own: the page only reads.

    While the database is busy it is left for a later page.
    """
    if now - session.last_seen_at < SEEN_EVERY:
        return
    own = UserSession.id == session.id
    free = select(UserSession.id).where(own).with_for_update(skip_locked=True)
    try:
        with short_write(db.engine, SEEN_PATIENCE_MS) as connection:
            if connection.execute(free).first():
                connection.execute(update(UserSession).where(own).values(last_seen_at=now))
    except SQLAlchemyError as error:
        if not is_outage(error):
            raise

"""What people change about their own account."""

from sqlalchemy import delete

from byline.auth.models import User, UserSession
from byline.auth.queries import hold_epoch
from byline.auth.services.sessions import end_sessions
from byline.extensions import db
from byline.lib.tokens import hash_token


def rename_user(user: User, display_name: str) -> None:
    """Change the name that is shown above what a user writes."""
    user.display_name = display_name
    db.session.flush()


def change_password(user: User, password_hash: str, *, epoch: str) -> None:
    """Change the password; who signed in with the one before is signed out, everywhere.

    Raises EpochOver where that has happened since the password before was asked for.
    """
    hold_epoch(user, epoch)
    user.password = password_hash
    end_sessions(user)


def end_session_by_id(session_id: int) -> None:
    """Sign the browser of a session out."""
    db.session.execute(delete(UserSession).where(UserSession.id == session_id))


def end_other_sessions(user: User, token: str) -> None:
    """Sign a user out everywhere but in the browser that carries `token`."""
    db.session.execute(
        delete(UserSession).where(
            UserSession.user_id == user.id, UserSession.token_hash != hash_token(token)
        )
    )

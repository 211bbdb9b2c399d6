"""Who has written before, and what."""

from sqlalchemy import bindparam, select

from byline.comments.models import Comment
from byline.extensions import db

_comment = Comment.__table__.c
_APPROVED = select(_comment.id).where(_comment.status == "approved").limit(1)
_OF_GUEST = _APPROVED.where(_comment.guest_key == bindparam("guest_key"))
_OF_USER = _APPROVED.where(_comment.user_id == bindparam("user_id"))


def is_known_guest(guest_key: str) -> bool:
    """Say whether a comment of this guest has been approved, and stands."""
    return db.session.execute(_OF_GUEST, {"guest_key": guest_key}).first() is not None


def is_known_user(user_id: int) -> bool:
    """Say whether a comment of this user has been approved, and stands."""
    return db.session.execute(_OF_USER, {"user_id": user_id}).first() is not None


def find_submission(submission_key: str) -> Comment | None:
    """Return the comment that a form has made, if it was sent before."""
    query = select(Comment).where(Comment.submission_key == submission_key)
    return db.session.execute(query).scalar_one_or_none()

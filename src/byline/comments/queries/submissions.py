"""What was sent before, and by whom."""

from sqlalchemy import select

from byline.comments.models import Comment
from byline.extensions import db


def find_submission(key: str) -> Comment | None:
    """Return the comment that a form made when it was sent before."""
    query = select(Comment).where(Comment.submission_key == key)
    return db.session.execute(query).scalar_one_or_none()


def is_known_user(user_id: int) -> bool:
    """Say whether a comment of this user has been approved, and stands."""
    query = select(Comment.id).where(Comment.user_id == user_id, Comment.status == "approved")
    return db.session.execute(query.limit(1)).first() is not None

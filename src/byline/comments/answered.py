"""The comment that another one answers."""

from byline.comments.models import Comment
from byline.extensions import db
from byline.lib.limits import MAX_ID

_MAX_ID_DIGITS = len(str(MAX_ID))


def find_answered(given: str | None, post_id: int) -> Comment | None:
    """Return the comment of this post, by its id as it was sent, if it can be answered."""
    comment = find_comment(given)
    if comment is None or comment.post_id != post_id or comment.status != "approved":
        return None
    return comment


def find_comment(comment_id: str | int | None) -> Comment | None:
    """Return a comment that has not been deleted, by its id or what was sent for one."""
    digits = str(comment_id or "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _MAX_ID_DIGITS:
        return None
    comment = db.session.get(Comment, int(digits)) if int(digits) <= MAX_ID else None
    return None if comment is None or comment.deleted_at is not None else comment

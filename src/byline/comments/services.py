"""Write comments."""

from datetime import datetime

from sqlalchemy import update

from byline.auth.models import User
from byline.blog.models import Post
from byline.comments.models import Comment
from byline.extensions import db
from byline.lib.database import utcnow


def add_comment(
    post: Post,
    *,
    text: str,
    name: str,
    user: User | None = None,
    parent: Comment | None = None,
    status: str = "pending",
    created_at: datetime | None = None,
) -> Comment:
    """Add a comment by a guest or a user, counted under its post once it is approved."""
    comment = Comment(
        post_id=post.id,
        user_id=user and user.id,
        parent_id=parent and parent.id,
        name=name,
        text=text,
        status=status,
        created_at=created_at or utcnow(),
    )
    # Counted first: on MariaDB a new comment holds its post, which two processes would then both
    # wait to count.
    if status == "approved":
        _count(post.id, 1)
    db.session.add(comment)
    db.session.flush()
    return comment


def detach_replies(post_id: int) -> None:
    """Make every comment of a post a thread of its own, so that it can be deleted with the post.

    InnoDB follows a chain of rows to delete for 15 of them only
    (https://dev.mysql.com/doc/refman/8.0/en/ansi-diff-foreign-keys.html).
    """
    db.session.execute(
        update(Comment)
        .where(Comment.post_id == post_id, Comment.parent_id.is_not(None))
        .values(parent_id=None)
        .execution_options(synchronize_session=False)
    )


def _count(post_id: int, change: int) -> None:
    """Count in the database, where no other process's count is lost; the version stays."""
    db.session.execute(
        update(Post)
        .where(Post.id == post_id)
        .values(comment_count=Post.comment_count + change)
        .execution_options(synchronize_session=False)
    )

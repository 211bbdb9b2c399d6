"""Write comments, and keep the number of those that readers see under their post.

Whoever changes a comment holds its post first, so two who moderate at the same time come one after
the other, and each finds what the other has done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.queries import PostPage
from byline.comments.errors import CommentGone, ParentElsewhere, ParentHidden, PostGone
from byline.comments.models import Comment
from byline.comments.paths import path_of
from byline.comments.queries import find_submission
from byline.extensions import db
from byline.lib.database import utcnow


def add_comment(
    post: Post | PostPage,
    *,
    text: str,
    name: str,
    user: User | None = None,
    parent: Comment | None = None,
    status: str = "pending",
    submission_key: str | None = None,
    guest_key: str | None = None,
    created_at: datetime | None = None,
) -> Comment:
    """Add a comment by a guest or a user, counted under its post once it is approved.

    A form that was sent before is known by its `submission_key`: the comment it made is returned.
    Raises ParentElsewhere and ParentHidden for a parent that cannot be answered here, PostGone
    for a post that is no longer there.
    """
    if not _hold_post(post.id, Post.deleted_at.is_(None)):
        raise PostGone(f"post {post.id} is gone")
    parent_path = None if parent is None else _answered_path(parent.id, post.id)
    comment = Comment(
        post_id=post.id,
        user_id=user and user.id,
        parent_id=parent and parent.id,
        name=name,
        text=text,
        status=status,
        submission_key=submission_key,
        guest_key=guest_key,
        created_at=created_at or utcnow(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(comment)
    except IntegrityError:
        sent_before = submission_key and find_submission(submission_key)
        if not sent_before:
            raise
        return sent_before
    comment.path = path_of(comment.id, parent_path)
    if status == "approved":
        _count(post.id, 1)
    db.session.flush()
    return comment


@dataclass(frozen=True, kw_only=True)
class WrittenComment:
    """A comment that was written elsewhere, for `add_written_comments`."""

    name: str
    text: str
    created_at: datetime
    status: str = "pending"
    user_id: int | None = None
    # What it answers: a comment under the post, or the place of an earlier one in the same list.
    parent_id: int | None = None
    parent_index: int | None = None


def add_written_comments(post_id: int, written: Sequence[WrittenComment]) -> list[int]:
    """Add comments that come from elsewhere, in this order, and return their ids.

    A reply that readers see to a comment that they do not see begins a thread of its own. A few
    statements, whatever their number. Raises PostGone.
    """
    if not _hold_post(post_id, Post.deleted_at.is_(None)):
        raise PostGone(f"post {post_id} is gone")
    # Their paths are made of their ids.
    comments = [
        Comment(
            post_id=post_id,
            user_id=one.user_id,
            name=one.name,
            text=one.text,
            status=one.status,
            created_at=one.created_at,
        )
        for one in written
    ]
    db.session.add_all(comments)
    db.session.flush()
    known = _find_comments({one.parent_id for one in written if one.parent_id}, post_id)
    for comment, one in zip(comments, written, strict=True):
        parent = known.get(one.parent_id or 0)
        if one.parent_index is not None:
            parent = comments[one.parent_index]
        if parent is not None and not _may_answer(comment, parent):
            parent = None
        comment.parent_id = parent.id if parent else None
        comment.path = path_of(comment.id, parent.path if parent else None)
    if shown := sum(one.status == "approved" for one in written):
        _count(post_id, shown)
    db.session.flush()
    return [comment.id for comment in comments]


def _find_comments(ids: set[int], post_id: int) -> dict[int, Comment]:
    if not ids:
        return {}
    query = select(Comment).where(Comment.id.in_(ids), Comment.post_id == post_id)
    return {comment.id: comment for comment in db.session.scalars(query)}


def _may_answer(comment: Comment, parent: Comment) -> bool:
    return parent.status in ("approved", comment.status)


def approve_comment(comment_id: int) -> None:
    """Show a comment to readers. Raises CommentGone."""
    _change_status(comment_id, "approved")


def mark_spam(comment_id: int) -> None:
    """Take a comment away from readers, and keep it to learn from. Raises CommentGone."""
    _change_status(comment_id, "spam")


def delete_comment(comment_id: int) -> None:
    """Delete a comment; where there are replies to it, only that it was there remains.

    What is gone already stays gone.
    """
    comment = _hold_comment(comment_id)
    if comment is None or comment.deleted_at is not None:
        return
    if comment.status == "approved":
        _count(comment.post_id, -1)
    if _has_replies(comment.id):
        _empty(comment)
        db.session.flush()
    else:
        _remove_branch(comment)


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


def _hold_post(post_id: int, *conditions: ColumnElement[bool]) -> bool:
    """Keep others from changing the comments of a post; say whether it is there and meets these."""
    query = select(Post.id).where(Post.id == post_id, *conditions).with_for_update()
    return db.session.execute(query).first() is not None


def _hold_comment(comment_id: int) -> Comment | None:
    """Hold the post of a comment, and return the comment as it is then."""
    query = select(Comment.post_id).where(Comment.id == comment_id)
    post_id = db.session.execute(query).scalar_one_or_none()
    if post_id is None or not _hold_post(post_id):
        return None
    return db.session.get(Comment, comment_id, populate_existing=True)


def _answered_path(parent_id: int, post_id: int) -> str:
    query = select(Comment.post_id, Comment.path, Comment.status, Comment.deleted_at)
    parent = db.session.execute(query.where(Comment.id == parent_id)).one_or_none()
    if parent is None:
        raise ParentHidden(f"comment {parent_id} is gone")
    if parent.post_id != post_id:
        raise ParentElsewhere(f"comment {parent_id} is not under post {post_id}")
    if parent.status != "approved" or parent.deleted_at is not None:
        raise ParentHidden(f"comment {parent_id} is not shown")
    return str(parent.path)


def _change_status(comment_id: int, status: str) -> None:
    comment = _hold_comment(comment_id)
    if comment is None or comment.deleted_at is not None:
        raise CommentGone(f"comment {comment_id} is gone")
    change = (status == "approved") - (comment.status == "approved")
    comment.status = status
    if change:
        _count(comment.post_id, change)
    db.session.flush()


def _has_replies(comment_id: int) -> bool:
    query = select(Comment.id).where(Comment.parent_id == comment_id).limit(1)
    return db.session.execute(query).first() is not None


def _empty(comment: Comment) -> None:
    """Leave only the place of a comment; it is shown, so that its replies have one."""
    comment.name = comment.text = ""
    comment.user_id = comment.guest_key = None
    comment.status = "approved"
    comment.deleted_at = utcnow()


def _remove_branch(comment: Comment | None) -> None:
    """Remove a comment without replies, and what was kept for the sake of it alone."""
    while comment is not None:
        parent_id = comment.parent_id
        db.session.delete(comment)
        db.session.flush()
        if parent_id is None or _has_replies(parent_id):
            return
        parent = db.session.get(Comment, parent_id, populate_existing=True)
        comment = parent if parent is not None and parent.deleted_at is not None else None


def _count(post_id: int, change: int) -> None:
    """Count in the database, where no other process's count is lost; the version stays."""
    db.session.execute(
        update(Post)
        .where(Post.id == post_id)
        .values(comment_count=Post.comment_count + change)
        .execution_options(synchronize_session=False)
    )

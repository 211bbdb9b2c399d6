"""A post's discussion, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from byline.auth.models import author_path
from byline.blog.models import Post
from byline.blog.queries import PostPage, is_visible
from byline.comments.models import Comment
from byline.comments.paths import depth_of
from byline.comments.queries.viewers import Viewer, viewer
from byline.extensions import db
from byline.lib.database import utcnow
from byline.web.pagination import MAX_PAGE

COMMENTS_PER_PAGE = 20


@dataclass(slots=True)
class ShownComment:
    """A comment on a page of its post's discussion."""

    id: int
    # How many levels down, from 0.
    depth: int
    # Empty, as the text is, for a comment that was removed.
    name: str
    text: str
    created_at: datetime
    # `approved`, or `pending` for those who may see it.
    status: str
    is_removed: bool
    by_author: bool
    # Of whoever was signed in.
    username: str | None
    parent_id: int | None
    # Who wrote what it answers; empty where that was removed.
    parent_name: str | None
    # Whether what it answers is shown, on this page or another.
    parent_is_shown: bool = False

    @property
    def user_url(self) -> str | None:
        """The path of the page of whoever was signed in."""
        return self.username and author_path(self.username)


@dataclass(slots=True)
class CommentPage:
    """A page of a discussion: the newest thread first, in it every reply after what it answers."""

    comments: list[ShownComment]
    page: int
    pages: int


def comment_page(
    post: PostPage,
    page: int = 1,
    *,
    with_pending: bool = False,
    guest_key: str | None = None,
    user_id: int | None = None,
) -> CommentPage | None:
    """Return a page of a post's comments, or None past the end; one query, none without comments.

    `with_pending` shows what waits for approval; without it, `user_id` or else `guest_key` shows
    what the user or the guest wrote of that.
    """
    if not 1 <= page <= MAX_PAGE:
        return None
    who = viewer(with_pending=with_pending, guest_key=guest_key, user_id=user_id)
    rows = _rows(who, post, page, guest_key, user_id)
    if not rows:
        return CommentPage([], 1, 1) if page == 1 else None
    removed, waiting = rows[0][-2:]
    total = post.comment_count + waiting + removed
    comments = _comments(rows, {author.id for author in post.authors}, who)
    return CommentPage(comments, page, -(-total // COMMENTS_PER_PAGE))


def _rows(
    who: Viewer, post: PostPage, page: int, guest_key: str | None, user_id: int | None
) -> Sequence[Sequence[Any]]:
    if who.sees_only_approved and not post.comment_count:
        return []
    end = page * COMMENTS_PER_PAGE
    values = {
        "post_id": post.id,
        "start": end - COMMENTS_PER_PAGE,
        "size": COMMENTS_PER_PAGE,
        "end": end,
        "guest_key": guest_key,
        "user_id": user_id,
    }
    return db.session.execute(who.page, values).all()


def _comments(rows: Sequence[Sequence[Any]], authors: set[int], who: Viewer) -> list[ShownComment]:
    on_page = {row[0] for row in rows}
    return [
        ShownComment(
            id=comment_id,
            depth=depth_of(path),
            name=name,
            text=text,
            created_at=created_at,
            status=status,
            is_removed=deleted_at is not None,
            by_author=user_id in authors,
            username=username,
            parent_id=parent_id,
            parent_name=parent_name,
            parent_is_shown=parent_id in on_page or parent_status in who.statuses,
        )
        for (
            comment_id,
            path,
            name,
            text,
            created_at,
            status,
            deleted_at,
            user_id,
            username,
            parent_id,
            parent_status,
            parent_name,
            *_counts,
        ) in rows
    ]


@dataclass(frozen=True, slots=True)
class CommentPlace:
    """Where a comment is shown."""

    post_id: int
    slug: str
    page: int


_comment = Comment.__table__.c
_post = Post.__table__.c
_PLACE = (
    select(
        _comment.post_id,
        _post.slug,
        _comment.path,
        _comment.status,
        _comment.guest_key,
        _comment.user_id,
    )
    .join_from(Comment.__table__, Post.__table__, _post.id == _comment.post_id)
    .where(_comment.id == bindparam("comment_id"), is_visible())
)


def page_of_comment(
    comment_id: int,
    *,
    with_pending: bool = False,
    guest_key: str | None = None,
    user_id: int | None = None,
) -> CommentPlace | None:
    """Return where a comment stands for whoever asks, or None where it is not shown; two queries.

    The post must be visible to readers; the other arguments are those of `comment_page`.
    """
    found = db.session.execute(_PLACE, {"comment_id": comment_id, "now": utcnow()}).one_or_none()
    if found is None:
        return None
    who = viewer(with_pending=with_pending, guest_key=guest_key, user_id=user_id)
    is_own = (
        found.user_id == user_id if user_id else bool(guest_key) and found.guest_key == guest_key
    )
    if found.status not in who.statuses and not (found.status == "pending" and is_own):
        return None
    values = {
        "post_id": found.post_id,
        "path": found.path,
        "guest_key": guest_key,
        "user_id": user_id,
    }
    before: int = db.session.execute(who.before, values).scalar_one()
    return CommentPlace(found.post_id, found.slug, before // COMMENTS_PER_PAGE + 1)

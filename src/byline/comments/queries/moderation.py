"""What waits for those who moderate: editors all of it, others what is under their own posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from byline.auth.models import User
from byline.blog.models import Post, PostAuthor
from byline.blog.models.posts import post_path
from byline.comments.models import Comment
from byline.comments.queries.viewers import LONG_AGO
from byline.extensions import db
from byline.web.pagination import MAX_PAGE

COMMENTS_PER_PAGE = 20
# Nobody needs to know how many more wait.
MOST_COUNTED = 100

_comment = Comment.__table__.c
_post = Post.__table__.c
_link = PostAuthor.__table__.c
_user = User.__table__.c


@dataclass(slots=True)
class QueuedComment:
    """A comment in the list of those who moderate."""

    id: int
    parent_id: int | None
    name: str
    text: str
    created_at: datetime
    status: str
    # Of whoever was signed in.
    username: str | None
    post_id: int
    post_title: str
    post_slug: str

    @property
    def post_url(self) -> str:
        """The path of the post's address."""
        return post_path(self.post_id, self.post_slug)


@dataclass(slots=True)
class ModerationPage:
    """A page of the comments of one status, the newest first."""

    comments: list[QueuedComment]
    page: int
    has_next: bool


def moderation_page(user: User, status: str, page: int = 1) -> ModerationPage | None:
    """Return a page of what `user` moderates, or None past the end; one query."""
    if not 1 <= page <= MAX_PAGE:
        return None
    values = {"status": status, "start": (page - 1) * COMMENTS_PER_PAGE, "user_id": user.id}
    rows = db.session.execute(_QUEUES[_moderates_all(user)], values).all()
    if not rows and page > 1:
        return None
    return ModerationPage(_queued(rows), page, len(rows) > COMMENTS_PER_PAGE)


def count_pending(user: User) -> int:
    """Return how many comments wait for `user`, MOST_COUNTED where there are more; one query."""
    values = {"user_id": user.id}
    return int(db.session.execute(_COUNTS[_moderates_all(user)], values).scalar_one())


def _queued(rows: Sequence[Sequence[Any]]) -> list[QueuedComment]:
    return [QueuedComment(*row) for row in rows[:COMMENTS_PER_PAGE]]


def _moderates_all(user: User) -> bool:
    return user.has_role("editor", "admin")


# What is under a deleted post waits with it.
_OF_DELETED = select(_post.id).where(_post.deleted_at > LONG_AGO)
_EVERYWHERE = select(_comment.id).where(
    _comment.deleted_at.is_(None), _comment.post_id.not_in(_OF_DELETED)
)
_UNDER_OWN = _EVERYWHERE.where(
    _comment.post_id.in_(select(_link.post_id).where(_link.user_id == bindparam("user_id")))
)


def _queue(ids: Select[Any]) -> Select[Any]:
    """Select a page and one more; the rest of the rows is read for those ids only."""
    newest_first = _comment.created_at.desc(), _comment.id.desc()
    shown = (
        ids.where(_comment.status == bindparam("status"))
        .order_by(*newest_first)
        .limit(COMMENTS_PER_PAGE + 1)
        .offset(bindparam("start"))
        .subquery("shown")
    )
    rows = (
        shown.join(Comment.__table__, _comment.id == shown.c.id)
        .join(Post.__table__, _post.id == _comment.post_id)
        .outerjoin(User.__table__, _user.id == _comment.user_id)
    )
    return (
        select(
            _comment.id,
            _comment.parent_id,
            func.coalesce(_user.display_name, _comment.name),
            _comment.text,
            _comment.created_at,
            _comment.status,
            _user.username,
            _post.id,
            _post.title,
            _post.slug,
        )
        .select_from(rows)
        .order_by(*newest_first)
    )


def _count(ids: Select[Any]) -> Select[Any]:
    waiting = ids.where(_comment.status == "pending").limit(MOST_COUNTED)
    return select(func.count()).select_from(waiting.subquery())


# By whether all posts are looked after.
_QUEUES = {True: _queue(_EVERYWHERE), False: _queue(_UNDER_OWN)}
_COUNTS = {True: _count(_EVERYWHERE), False: _count(_UNDER_OWN)}

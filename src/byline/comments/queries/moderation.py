"""What those see who moderate: the comments of the whole site, and what waits under some posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from byline.auth.models import User
from byline.blog.models import Post
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


@dataclass(slots=True)
class WaitingComments:
    """How many comments wait under a post, and which one was the first."""

    post_id: int
    number: int
    first_id: int


def moderation_page(status: str, page: int = 1) -> ModerationPage | None:
    """Return a page of the comments of a status, or None past the end; one query."""
    if not 1 <= page <= MAX_PAGE:
        return None
    values = {"status": status, "start": (page - 1) * COMMENTS_PER_PAGE}
    rows = db.session.execute(_PAGE, values).all()
    if not rows and page > 1:
        return None
    return ModerationPage(_queued(rows), page, len(rows) > COMMENTS_PER_PAGE)


def count_pending() -> int:
    """Return how many comments wait, MOST_COUNTED where there are more; one query."""
    return int(db.session.execute(_COUNT).scalar_one())


def waiting_under(post_ids: Sequence[int]) -> list[WaitingComments]:
    """Return what waits under each of these posts where something does; one query."""
    rows = db.session.execute(_UNDER_POSTS, {"post_ids": post_ids})
    return [WaitingComments(*row) for row in rows]


def _queued(rows: Sequence[Sequence[Any]]) -> list[QueuedComment]:
    return [QueuedComment(*row) for row in rows[:COMMENTS_PER_PAGE]]


# What is under a deleted post waits with it.
_OF_DELETED = select(_post.id).where(_post.deleted_at > LONG_AGO)
_IDS = select(_comment.id).where(
    _comment.deleted_at.is_(None), _comment.post_id.not_in(_OF_DELETED)
)


def _page() -> Select[Any]:
    """Select a page and one more; the rest of the rows is read for those ids only."""
    newest_first = _comment.created_at.desc(), _comment.id.desc()
    shown = (
        _IDS.where(_comment.status == bindparam("status"))
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


_PAGE = _page()
_WAITING = _IDS.where(_comment.status == "pending").limit(MOST_COUNTED)
_COUNT = select(func.count()).select_from(_WAITING.subquery())
_UNDER_POSTS = (
    select(_comment.post_id, func.count(), func.min(_comment.id))
    .where(
        _comment.post_id.in_(bindparam("post_ids", expanding=True)), _comment.status == "pending"
    )
    .group_by(_comment.post_id)
)

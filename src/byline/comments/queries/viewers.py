"""Which comments somebody sees: what is approved, and of what waits, everything or their own.

For each kind of viewer there are statements, built once. What is approved and what waits are read
apart and then merged: an index gives each in the order of the paths, and none gives both together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    bindparam,
    func,
    literal,
    select,
    true,
    union_all,
)

from byline.auth.models import User
from byline.comments.models import Comment
from byline.lib.database import UtcDateTime

_comment = Comment.__table__.c
_parent = Comment.__table__.alias("parent")
_user = User.__table__.c

_OF_POST = _comment.post_id == bindparam("post_id")
_APPROVED = _OF_POST & (_comment.status == "approved")
_PENDING = _OF_POST & (_comment.status == "pending")
# By comparison: SQLite does not search an index for what is not NULL.
LONG_AGO = bindparam("long_ago", datetime(1, 1, 1, tzinfo=UTC), UtcDateTime())
_REMOVED = _OF_POST & (_comment.deleted_at > LONG_AGO)

Shown = Sequence[ColumnElement[bool]]


@dataclass(frozen=True)
class Viewer:
    """The statements for those who see the same share of what waits."""

    # Of the comments that such a viewer sees, whoever wrote them.
    statuses: frozenset[str]
    sees_only_approved: bool
    # A page of comments; each row ends with how many were removed, and how many wait and are shown.
    page: Select[Any]
    # How many comments stand before a path.
    before: Select[Any]


def _viewer(*waiting: ColumnElement[bool], statuses: tuple[str, ...] = ("approved",)) -> Viewer:
    shown: Shown = [
        _APPROVED,
        *(_OF_POST & (_comment.status == "pending") & one for one in waiting),
    ]
    return Viewer(frozenset(statuses), not waiting, _page(shown), _before(shown))


def _page(shown: Shown) -> Select[Any]:
    ids = _ids(shown)
    waiting = _count(shown[1]) if len(shown) > 1 else literal(0)
    rows = (
        ids.join(Comment.__table__, _comment.id == ids.c.id)
        .outerjoin(User.__table__, _user.id == _comment.user_id)
        .outerjoin(_parent, _parent.c.id == _comment.parent_id)
    )
    return (
        select(
            _comment.id,
            _comment.path,
            func.coalesce(_user.display_name, _comment.name),
            _comment.text,
            _comment.created_at,
            _comment.status,
            _comment.deleted_at,
            _comment.user_id,
            _user.username,
            _comment.parent_id,
            _parent.c.status,
            _parent.c.name,
            _count(_REMOVED),
            waiting,
        )
        .select_from(rows)
        .order_by(_comment.path)
    )


def _ids(shown: Shown) -> FromClause:
    """Select the ids of a page, so that no other row is read but by its index."""
    parts = [select(_comment.id, _comment.path).where(one).order_by(_comment.path) for one in shown]
    if len(parts) > 1:
        # None of them can have more of the page than all its rows and those before it.
        heads = [part.limit(bindparam("end")).subquery() for part in parts]
        merged = union_all(*(select(head) for head in heads)).subquery()
        parts = [select(merged.c.id, merged.c.path).order_by(merged.c.path)]
    return parts[0].limit(bindparam("size")).offset(bindparam("start")).subquery("shown")


def _before(shown: Shown) -> Select[Any]:
    earlier = _comment.path < bindparam("path")
    first, *others = (_count(condition & earlier) for condition in shown)
    return select(sum(others, first))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    counted = select(func.count()).select_from(Comment.__table__).where(condition)
    return counted.correlate(None).scalar_subquery()


_EVERYBODY = _viewer()
_GUEST = _viewer(_comment.guest_key == bindparam("guest_key"))
_USER = _viewer(_comment.user_id == bindparam("user_id"))
_MODERATOR = _viewer(true(), statuses=("approved", "pending"))


def viewer(*, with_pending: bool, guest_key: str | None, user_id: int | None) -> Viewer:
    """Return the statements for one who sees all that waits, or only what is their own."""
    if with_pending:
        return _MODERATOR
    if user_id:
        return _USER
    return _GUEST if guest_key else _EVERYBODY

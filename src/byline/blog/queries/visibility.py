"""Which posts readers see: those published, and those scheduled whose date is reached."""

from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Subquery,
    bindparam,
    func,
    select,
)

from byline.blog.models import Post
from byline.blog.models.counters import PUBLISHED_POSTS, Counter
from byline.extensions import db
from byline.lib.database import UtcDateTime

# The present moment, in statements that are built before it is known.
NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime())


def is_visible(
    visible_from: ColumnElement[datetime | None] = Post.__table__.c.visible_from,
    now: datetime | BindParameter[datetime] = NOW,
) -> ColumnElement[bool]:
    """Say which rows readers see at `now`, by the column that tells since when."""
    return visible_from <= now


def is_seen(visible_from: datetime | None, now: datetime) -> bool:
    """Say of one row, by the same column, whether readers see it at `now`."""
    return visible_from is not None and visible_from <= now


# Seen, but not yet among the published: the totals that are kept do not have them.
IS_DUE = (Post.__table__.c.status == "scheduled") & (Post.__table__.c.publish_date <= NOW)

_COUNT = select(
    select(Counter.__table__.c.total)
    .where(Counter.__table__.c.name == PUBLISHED_POSTS)
    .scalar_subquery()
    + select(func.count()).select_from(Post.__table__).where(IS_DUE).scalar_subquery()
)


def count_visible(now: datetime) -> int:
    """Return how many posts readers see."""
    return int(db.session.execute(_COUNT, {"now": now}).scalar_one())


def due_totals(links: FromClause, key: ColumnElement[int]) -> Subquery:
    """Count what is due by a column of `links`, the table of the posts' tags or authors."""
    posts = Post.__table__.join(links, Post.__table__.c.id == links.c.post_id)
    return (
        select(key.label("id"), func.count().label("total"))
        .select_from(posts)
        .where(IS_DUE)
        .group_by(key)
        .subquery("due")
    )

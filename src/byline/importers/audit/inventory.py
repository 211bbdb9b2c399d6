"""What this site has, read once: an audit asks about each of a hundred thousand addresses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from byline.auth.models import User
from byline.blog.models import Page, Post, PostAuthor, PostTag, Redirect, Tag
from byline.blog.queries import count_visible, is_seen
from byline.blog.queries.visibility import due_totals
from byline.comments.models import Comment
from byline.extensions import db
from byline.importers.audit.report import Kind
from byline.lib.database import utcnow
from byline.media.models import MediaFile

# The post, page or tag that a redirect names, or its path.
RedirectRow = tuple[int | None, int | None, int | None, str | None]


@dataclass(frozen=True)
class Inventory:
    """The rows that addresses lead to, by what stands in the addresses; nine queries."""

    visible_posts: int
    # Why readers do not see a post, None where they do.
    posts: dict[int, Kind | None]
    # By their slugs.
    pages: dict[str, int]
    # Their ids and the number of their posts, by their keys and by user names.
    tags: dict[str, tuple[int, int]]
    authors: dict[str, tuple[int, int]]
    redirects: dict[str, RedirectRow]
    # The names of files.
    media: frozenset[str]
    # The post of each that is approved.
    comments: dict[int, int]


def take_inventory() -> Inventory:
    """Read what the site has, as readers see it at this moment."""
    now = utcnow()
    redirects = select(
        Redirect.path, Redirect.post_id, Redirect.page_id, Redirect.tag_id, Redirect.target
    )
    comments = select(Comment.id, Comment.post_id).where(Comment.status == "approved")
    files = select(MediaFile.digest, MediaFile.extension)
    return Inventory(
        visible_posts=count_visible(now),
        posts=_posts(now),
        pages={slug: page_id for page_id, slug in db.session.execute(select(Page.id, Page.slug))},
        tags=_totals(Tag.__table__, "title_key", PostTag.__table__.c.tag_id, now),
        authors=_totals(User.__table__, "username", PostAuthor.__table__.c.user_id, now),
        redirects={row[0]: row[1:] for row in db.session.execute(redirects)},
        media=frozenset(f"{digest}.{ending}" for digest, ending in db.session.execute(files)),
        comments=dict(db.session.execute(comments).all()),
    )


def _posts(now: datetime) -> dict[int, Kind | None]:
    query = select(Post.id, Post.visible_from, Post.deleted_at)
    return {
        post_id: Kind.DELETED if deleted_at else _hidden_by(visible_from, now)
        for post_id, visible_from, deleted_at in db.session.execute(query)
    }


def _hidden_by(visible_from: datetime | None, now: datetime) -> Kind | None:
    if is_seen(visible_from, now):
        return None
    return Kind.DRAFT if visible_from is None else Kind.SCHEDULED


def _totals(table: Any, key: str, link: Any, now: datetime) -> dict[str, tuple[int, int]]:  # noqa: ANN401 - tables and columns
    """Return the ids of tags or authors and how many of their posts readers see, by a column."""
    due = due_totals(link.table, link)
    query = select(
        table.c[key], table.c.id, table.c.post_count + func.coalesce(due.c.total, 0)
    ).outerjoin(due, due.c.id == table.c.id)
    rows = db.session.execute(query, {"now": now})
    return {name: (row_id, total) for name, row_id, total in rows}

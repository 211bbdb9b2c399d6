"""What writers see: posts to change, and their lists, which have drafts and deleted posts too.

Each list goes along an index that has its order, and reads the rows of its page alone: the
authors' links have the dates too. What is deleted is little, and left out by its ids. Only where
an engine finds no order among the NULLs of an index, drafts and deleted posts are sorted.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from byline.blog.models import Post, PostAuthor, PostTag
from byline.blog.models.posts import post_path
from byline.blog.queries.lists import Slice
from byline.blog.queries.people_and_tags import AuthorLink, authors_of
from byline.blog.queries.visibility import is_seen
from byline.extensions import db
from byline.lib.limits import MAX_ID

# What a post is to its writers; one whose date is reached is published, whatever its status.
State = Literal["draft", "scheduled", "published", "deleted"]
STATES: tuple[State, ...] = get_args(State)

_post = Post.__table__.c
_link = PostAuthor.__table__.c
_gone = Post.__table__.alias("gone")
_DELETED = select(_gone.c.id).where(_gone.c.deleted_at.is_not(None))


@dataclass(slots=True)
class WrittenPost:
    """What a writers' list shows of a post."""

    id: int
    title: str
    slug: str
    language: str | None
    publish_date: datetime | None
    visible_from: datetime | None
    updated_at: datetime
    deleted_at: datetime | None
    authors: list[AuthorLink] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The path of the post's address."""
        return post_path(self.id, self.slug)

    def state(self, now: datetime) -> State:
        """Return what the post is at `now`."""
        if self.deleted_at:
            return "deleted"
        if self.visible_from is None:
            return "draft"
        return "published" if is_seen(self.visible_from, now) else "scheduled"


_COLUMNS = (
    _post.id,
    _post.title,
    _post.slug,
    _post.language,
    _post.publish_date,
    _post.visible_from,
    _post.updated_at,
    _post.deleted_at,
)


def written_posts_page(
    state: State | None, author_id: int | None, now: datetime, part: Slice
) -> list[WrittenPost]:
    """Return a page of the posts in a state, or of all but the deleted, newest first; two queries.

    Of one author, or of everybody where `author_id` is None.
    """
    ids = _ids(state, author_id, now).limit(part.limit).offset(part.offset).subquery("page")
    # The rows of the page alone are sorted again.
    query = select(*_COLUMNS).join_from(Post.__table__, ids, ids.c.id == _post.id)
    rows = db.session.execute(query.order_by(*_order(state, _post.visible_from, _post.id)))
    posts = [WrittenPost(*row) for row in rows]
    if posts:
        authors = authors_of([post.id for post in posts])
        for post in posts:
            post.authors = authors[post.id]
    return posts


def _ids(state: State | None, author_id: int | None, now: datetime) -> Select[Any]:
    """Select the ids of a list in its order, along the index that has it."""
    if state == "deleted":
        return _deleted_ids(author_id)
    if author_id is None:
        post_id, visible_from = _post.id, _post.visible_from
        query = select(post_id)
    else:
        post_id, visible_from = _link.post_id, _link.visible_from
        query = select(post_id.label("id")).where(_link.user_id == author_id)
    # By ids: asked of two columns of a post, MariaDB intersects two indexes.
    is_there = post_id.not_in(_DELETED)
    match state:
        case "draft":
            query = query.where(visible_from.is_(None), is_there)
        case "scheduled":
            query = query.where(visible_from > now)
        case "published":
            query = query.where(visible_from <= now)
        case None if author_id is None:
            query = query.where(_post.deleted_at.is_(None))
        case None:
            query = query.where(is_there)
    return query.order_by(*_order(state, visible_from, post_id))


def _deleted_ids(author_id: int | None) -> Select[Any]:
    query = select(_post.id).where(_post.deleted_at.is_not(None))
    if author_id is not None:
        # Its links are those of a draft, so that what the author has published is not looked at.
        query = query.join(PostAuthor.__table__, _post.id == _link.post_id).where(
            _link.user_id == author_id, _link.visible_from.is_(None)
        )
    return query.order_by(*_order("deleted", _post.visible_from, _post.id))


def _order(
    state: State | None, visible_from: ColumnElement[Any], post_id: ColumnElement[int]
) -> list[ColumnElement[Any]]:
    match state:
        case "deleted":
            return [_post.deleted_at.desc(), post_id.desc()]
        case None:
            return [post_id.desc()]
        case _:
            return [visible_from.desc(), post_id.desc()]


def find_editable_post(post_id: int) -> Post | None:
    """Return a post to change, unless it is deleted, with its text, authors, tags and pictures.

    Whoever may change it; three queries.
    """
    return _find(post_id, Post.deleted_at.is_(None))


def find_deleted_post(post_id: int) -> Post | None:
    """Return a deleted post, with its authors; three queries."""
    return _find(post_id, Post.deleted_at.is_not(None))


def find_any_post(post_id: int) -> Post | None:
    """Return a post, deleted or not; three queries."""
    return _find(post_id)


def _find(post_id: int, *conditions: ColumnElement[bool]) -> Post | None:
    if post_id > MAX_ID:
        return None
    query = (
        select(Post)
        .where(Post.id == post_id, *conditions)
        .options(
            undefer(Post.source),
            undefer(Post.summary_source),
            joinedload(Post.cover),
            joinedload(Post.image),
            selectinload(Post.post_authors).joinedload(PostAuthor.user),
            selectinload(Post.post_tags).joinedload(PostTag.tag),
        )
    )
    return db.session.execute(query).scalar_one_or_none()


def deleted_before(moment: datetime) -> list[int]:
    """Return the ids of the posts that were deleted before, those first that were first."""
    query = select(_post.id).where(_post.deleted_at < moment).order_by(_post.deleted_at, _post.id)
    return list(db.session.scalars(query))

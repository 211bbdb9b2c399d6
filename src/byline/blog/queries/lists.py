"""The lists of posts: all, a tag's, an author's, page by page, newest first.

The order of each list stands in an index that ends with the post's id. A page takes its ids from
there and then their posts, so that the rows it skips are never read.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from byline.blog.models import Post, PostAuthor, PostTag
from byline.blog.queries.cards import PostCard, load_cards, select_cards
from byline.blog.queries.visibility import is_visible

_post = Post.__table__.c
_mark = PostTag.__table__.c
_link = PostAuthor.__table__.c


@dataclass(frozen=True)
class Slice:
    """The part of a list that a page shows: so many rows after so many others."""

    limit: int
    offset: int


def newest_posts_page(now: datetime, part: Slice) -> list[PostCard]:
    """Return a page of all posts; three queries."""
    return load_cards(_ALL, {"now": now, **asdict(part)})


def tag_posts_page(tag_id: int, now: datetime, part: Slice) -> list[PostCard]:
    """Return a page of a tag's posts; three queries."""
    return load_cards(_OF_TAG, {"now": now, "tag_id": tag_id, **asdict(part)})


def author_posts_page(user_id: int, now: datetime, part: Slice) -> list[PostCard]:
    """Return a page of an author's posts; three queries."""
    return load_cards(_OF_AUTHOR, {"now": now, "user_id": user_id, **asdict(part)})


def _page_of(
    post_id: ColumnElement[int],
    visible_from: ColumnElement[datetime | None],
    *conditions: ColumnElement[bool],
) -> Select[Any]:
    page = (
        select(post_id.label("post_id"), visible_from.label("visible_from"))
        .where(is_visible(visible_from), *conditions)
        .order_by(visible_from.desc(), post_id.desc())
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
        .subquery("page")
    )
    posts = page.join(Post.__table__, _post.id == page.c.post_id)
    return select_cards(posts).order_by(page.c.visible_from.desc(), page.c.post_id.desc())


_ALL = _page_of(_post.id, _post.visible_from)
_OF_TAG = _page_of(_mark.post_id, _mark.visible_from, _mark.tag_id == bindparam("tag_id"))
_OF_AUTHOR = _page_of(_link.post_id, _link.visible_from, _link.user_id == bindparam("user_id"))

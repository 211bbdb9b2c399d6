"""What stands beside every reading page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from byline.blog.models import Post, Tag
from byline.blog.models.posts import post_path
from byline.blog.models.tags import tag_path
from byline.blog.queries.visibility import is_visible
from byline.extensions import db

NEWEST_POSTS = 5
TOP_TAGS = 5

_post = Post.__table__.c
_tag = Tag.__table__.c
_NEWEST = (
    select(_post.id, _post.title, _post.slug)
    .where(is_visible())
    .order_by(_post.visible_from.desc(), _post.id.desc())
    .limit(NEWEST_POSTS)
)
_TOP_TAGS = (
    select(_tag.title, _tag.post_count)
    .where(_tag.post_count > 0)
    .order_by(_tag.post_count.desc(), _tag.title.desc())
    .limit(TOP_TAGS)
)


@dataclass(frozen=True, slots=True)
class PostLink:
    """A post to go to."""

    id: int
    title: str
    slug: str

    @property
    def url(self) -> str:
        """The path of the post's address."""
        return post_path(self.id, self.slug)


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many published posts it has."""

    title: str
    post_count: int

    @property
    def url(self) -> str:
        """The path of the tag's list."""
        return tag_path(self.title)


def newest_links(now: datetime) -> list[PostLink]:
    """Return the newest posts that readers see."""
    return [PostLink(*row) for row in db.session.execute(_NEWEST, {"now": now})]


def top_tags() -> list[TagCount]:
    """Return the most used tags."""
    return [TagCount(*row) for row in db.session.execute(_TOP_TAGS)]

"""What stands beside every reading page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from byline.blog.models import Post, PostTag, Tag
from byline.blog.models.posts import post_path
from byline.blog.models.tags import tag_path
from byline.blog.queries.visibility import due_totals, is_visible
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
# The tags that can be among the most used: by the totals kept, or because posts of theirs are due.
_due = due_totals(PostTag.__table__, PostTag.__table__.c.tag_id)
_most_used = (
    select(_tag.id)
    .where(_tag.post_count > 0)
    .order_by(_tag.post_count.desc(), _tag.title.desc())
    .limit(TOP_TAGS)
    .subquery("most_used")
)
_candidates = select(_most_used.c.id).union(select(_due.c.id)).subquery("candidates")
_total = (_tag.post_count + func.coalesce(_due.c.total, 0)).label("total")
_TOP_TAGS = (
    select(_tag.title, _total)
    .join_from(_candidates, Tag.__table__, _tag.id == _candidates.c.id)
    .outerjoin(_due, _due.c.id == _tag.id)
    .order_by(_total.desc(), _tag.title.desc())
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
    """A tag and how many of its posts readers see."""

    title: str
    post_count: int

    @property
    def url(self) -> str:
        """The path of the tag's list."""
        return tag_path(self.title)


def newest_links(now: datetime) -> list[PostLink]:
    """Return the newest posts that readers see."""
    return [PostLink(*row) for row in db.session.execute(_NEWEST, {"now": now})]


def top_tags(now: datetime) -> list[TagCount]:
    """Return the tags under which readers see the most posts."""
    return [TagCount(*row) for row in db.session.execute(_TOP_TAGS, {"now": now})]

"""Whom and what posts stand under, for all posts of a page in one query each."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from byline.auth.models import User, author_path
from byline.blog.models import PostAuthor, PostTag, Tag
from byline.blog.models.tags import tag_path
from byline.extensions import db

_link = PostAuthor.__table__.c
_user = User.__table__.c
_AUTHORS = (
    select(_link.post_id, _user.id, _user.username, _user.display_name)
    .join_from(PostAuthor.__table__, User.__table__, _user.id == _link.user_id)
    .where(_link.post_id.in_(bindparam("posts", expanding=True)))
    .order_by(_link.post_id, _link.position)
)

_mark = PostTag.__table__.c
_tag = Tag.__table__.c
_TAGS = (
    select(_mark.post_id, _tag.title)
    .join_from(PostTag.__table__, Tag.__table__, _tag.id == _mark.tag_id)
    .where(_mark.post_id.in_(bindparam("posts", expanding=True)))
    .order_by(_mark.post_id, _mark.position)
)


@dataclass(frozen=True, slots=True)
class AuthorLink:
    """An author of a post."""

    id: int
    username: str
    display_name: str

    @property
    def url(self) -> str:
        """The path of the list of the author's posts."""
        return author_path(self.username)


@dataclass(frozen=True, slots=True)
class TagLink:
    """A tag of a post."""

    title: str

    @property
    def url(self) -> str:
        """The path of the tag's list."""
        return tag_path(self.title)


def authors_of(post_ids: Collection[int]) -> dict[int, list[AuthorLink]]:
    """Return the authors of each post in their order, by the post's id; one query."""
    found: dict[int, list[AuthorLink]] = defaultdict(list)
    for post_id, *author in db.session.execute(_AUTHORS, {"posts": list(post_ids)}):
        found[post_id].append(AuthorLink(*author))
    return found


def tags_of(post_ids: Collection[int]) -> dict[int, list[TagLink]]:
    """Return the tags of each post in their order, by the post's id; one query."""
    found: dict[int, list[TagLink]] = defaultdict(list)
    for post_id, title in db.session.execute(_TAGS, {"posts": list(post_ids)}):
        found[post_id].append(TagLink(title))
    return found

"""A tag or an author by name, with how many of their posts readers see."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from byline.auth.models import User, author_path
from byline.blog.models import Post, PostAuthor, PostTag, Tag
from byline.blog.models.tags import tag_path
from byline.blog.queries.visibility import IS_DUE
from byline.extensions import db
from byline.lib.titles import title_key

_post = Post.__table__.c
_tag = Tag.__table__.c
_mark = PostTag.__table__.c
_user = User.__table__.c
_link = PostAuthor.__table__.c


@dataclass(frozen=True, slots=True)
class FoundTag:
    """A tag and the number of its posts."""

    id: int
    title: str
    total: int

    @property
    def url(self) -> str:
        """The path of the tag's list."""
        return tag_path(self.title)


@dataclass(frozen=True, slots=True)
class FoundAuthor:
    """An author and the number of their posts."""

    id: int
    username: str
    display_name: str
    total: int

    @property
    def url(self) -> str:
        """The path of the author's list."""
        return author_path(self.username)


_TAG = select(
    _tag.id,
    _tag.title,
    _tag.post_count
    + select(func.count())
    .select_from(Post.__table__.join(PostTag.__table__, _mark.post_id == _post.id))
    .where(IS_DUE, _mark.tag_id == _tag.id)
    .correlate(Tag.__table__)
    .scalar_subquery(),
).where(_tag.title_key == bindparam("key"))

_AUTHOR = select(
    _user.id,
    _user.username,
    _user.display_name,
    _user.post_count
    + select(func.count())
    .select_from(Post.__table__.join(PostAuthor.__table__, _link.post_id == _post.id))
    .where(IS_DUE, _link.user_id == _user.id)
    .correlate(User.__table__)
    .scalar_subquery(),
).where(_user.username == bindparam("name"))


def find_tag(title: str, now: datetime) -> FoundTag | None:
    """Return the tag of this title, in any case and with any spaces."""
    key = title_key(" ".join(title.split()))
    row = db.session.execute(_TAG, {"key": key, "now": now}).one_or_none()
    return row and FoundTag(*row)


def find_author(username: str, now: datetime) -> FoundAuthor | None:
    """Return the user of this name, in any case."""
    row = db.session.execute(_AUTHOR, {"name": username.lower(), "now": now}).one_or_none()
    return row and FoundAuthor(*row)

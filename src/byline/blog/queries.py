"""What readers may see, and the lists of it.

A list shows posts in the order of `visible_from`, which stands beside each tag and author too, so
that one index gives a page of any list, however long it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import ColumnElement, ScalarSelect, Select, Subquery, func, select
from sqlalchemy.orm import joinedload, load_only, selectinload, undefer

from byline.auth.models import User
from byline.blog.models import Page, Post, PostAuthor, PostTag, Redirect, Tag
from byline.blog.models.counters import PUBLISHED_POSTS, Counter
from byline.blog.models.posts import post_path
from byline.extensions import db
from byline.lib.titles import title_key

NEWEST_POSTS = 5
TOP_TAGS = 5


def is_visible(now: datetime) -> ColumnElement[bool]:
    """Say which posts readers see at `now`: published, or scheduled with the date reached."""
    return Post.visible_from <= now


def visible_posts(now: datetime) -> Select[Post]:
    """Select the posts that readers see, newest first."""
    return select(Post).where(is_visible(now)).order_by(Post.visible_from.desc(), Post.id.desc())


@dataclass(frozen=True)
class Slice:
    """The part of a list that a page shows: so many rows after so many others."""

    limit: int
    offset: int


def newest_posts_page(now: datetime, part: Slice) -> Sequence[Post]:
    """Return a page of all posts; three queries."""
    ids = (
        select(Post.id.label("post_id"), Post.visible_from)
        .where(is_visible(now))
        .order_by(Post.visible_from.desc(), Post.id.desc())
    )
    return _posts_of(_sliced(ids, part))


def tag_posts_page(tag_id: int, now: datetime, part: Slice) -> Sequence[Post]:
    """Return a page of a tag's posts; three queries."""
    ids = (
        select(PostTag.post_id, PostTag.visible_from)
        .where(PostTag.tag_id == tag_id, PostTag.visible_from <= now)
        .order_by(PostTag.visible_from.desc(), PostTag.post_id.desc())
    )
    return _posts_of(_sliced(ids, part))


def author_posts_page(user_id: int, now: datetime, part: Slice) -> Sequence[Post]:
    """Return a page of an author's posts; three queries."""
    ids = (
        select(PostAuthor.post_id, PostAuthor.visible_from)
        .where(PostAuthor.user_id == user_id, PostAuthor.visible_from <= now)
        .order_by(PostAuthor.visible_from.desc(), PostAuthor.post_id.desc())
    )
    return _posts_of(_sliced(ids, part))


def _sliced(ids: Select[int, datetime | None], part: Slice) -> Subquery:
    return ids.limit(part.limit).offset(part.offset).subquery("page")


def _posts_of(page: Subquery) -> Sequence[Post]:
    """Load what a list shows of the posts. The ids come first: skipped rows are read in the index
    alone, never their bodies."""
    query = (
        select(Post)
        .join(page, page.c.post_id == Post.id)
        .order_by(page.c.visible_from.desc(), page.c.post_id.desc())
        .options(
            joinedload(Post.cover),
            joinedload(Post.image),
            selectinload(Post.post_authors).joinedload(PostAuthor.user).load_only(*_AUTHOR_COLUMNS),
            selectinload(Post.post_tags).joinedload(PostTag.tag),
        )
    )
    return db.session.execute(query).scalars().all()


_AUTHOR_COLUMNS = (User.id, User.username, User.display_name)


def find_post(post_id: int) -> Post | None:
    """Return a post with all that its page shows, whoever may see it; three queries."""
    query = (
        select(Post)
        .where(Post.id == post_id)
        .options(
            undefer(Post.html),
            joinedload(Post.cover),
            joinedload(Post.image),
            selectinload(Post.post_authors).joinedload(PostAuthor.user).load_only(*_AUTHOR_COLUMNS),
            selectinload(Post.post_tags).joinedload(PostTag.tag),
        )
    )
    return db.session.execute(query).scalar_one_or_none()


def count_visible(now: datetime) -> int:
    """Return how many posts readers see."""
    published = select(Counter.total).where(Counter.name == PUBLISHED_POSTS).scalar_subquery()
    return int(db.session.execute(select(published + _due(now))).scalar_one())


def _due(now: datetime) -> ScalarSelect[int]:
    """Count the scheduled posts whose date is reached: seen, but not yet among the published."""
    due = Post.status == "scheduled", Post.publish_date <= now
    return select(func.count()).select_from(Post).where(*due).scalar_subquery()


def find_tag(title: str, now: datetime) -> tuple[Tag, int] | None:
    """Return the tag of this title, in any case, and how many of its posts readers see."""
    due = (
        select(func.count())
        .select_from(Post)
        .join(PostTag, PostTag.post_id == Post.id)
        .where(Post.status == "scheduled", Post.publish_date <= now, PostTag.tag_id == Tag.id)
        .scalar_subquery()
    )
    query = select(Tag, Tag.post_count + due).where(Tag.title_key == title_key(title))
    return db.session.execute(query).tuples().one_or_none()


def find_author(username: str, now: datetime) -> tuple[User, int] | None:
    """Return the user of this name, in any case, and how many of their posts readers see."""
    due = (
        select(func.count())
        .select_from(Post)
        .join(PostAuthor, PostAuthor.post_id == Post.id)
        .where(Post.status == "scheduled", Post.publish_date <= now, PostAuthor.user_id == User.id)
        .scalar_subquery()
    )
    query = select(User, User.post_count + due).where(User.username == username.lower())
    return db.session.execute(query).tuples().one_or_none()


@dataclass(frozen=True)
class PostLink:
    """A post in the sidebar."""

    id: int
    title: str
    slug: str

    @cached_property
    def url(self) -> str:
        """The path of the post's address."""
        return post_path(self.id, self.slug)


def newest_links(now: datetime) -> list[PostLink]:
    """Return the newest posts that readers see, for the sidebar."""
    query = (
        select(Post.id, Post.title, Post.slug)
        .where(is_visible(now))
        .order_by(Post.visible_from.desc(), Post.id.desc())
        .limit(NEWEST_POSTS)
    )
    return [PostLink(*row) for row in db.session.execute(query).tuples()]


def top_tags() -> Sequence[Tag]:
    """Return the most used tags, for the sidebar."""
    query = used_tags().limit(TOP_TAGS)
    return db.session.execute(query).scalars().all()


def used_tags() -> Select[Tag]:
    """Select the tags that have posts, the most used first."""
    return select(Tag).where(Tag.post_count > 0).order_by(Tag.post_count.desc(), Tag.title)


def archived_posts(now: datetime) -> Select[Post]:
    """Select what the archive shows of the posts that readers see, newest first."""
    return visible_posts(now).options(
        load_only(Post.id, Post.type, Post.title, Post.slug, Post.publish_date)
    )


def authors() -> Select[User]:
    """Select the users who have published, those with the most posts first."""
    return select(User).where(User.post_count > 0).order_by(User.post_count.desc(), User.username)


def navigation_pages() -> Sequence[Page]:
    """Return the pages that the navigation links to, without their bodies."""
    query = (
        select(Page)
        .where(Page.in_navigation)
        .order_by(Page.position, Page.id)
        .options(load_only(Page.id, Page.slug, Page.title))
    )
    return db.session.execute(query).scalars().all()


def find_page(slug: str) -> Page | None:
    """Return the page of this slug."""
    return db.session.execute(select(Page).where(Page.slug == slug)).scalar_one_or_none()


def find_redirect(path: str) -> Redirect | None:
    """Return where an old address leads now, with the row it names; one query."""
    query = (
        select(Redirect)
        .where(Redirect.path == path)
        .options(
            joinedload(Redirect.post).load_only(Post.id, Post.type, Post.slug, Post.visible_from),
            joinedload(Redirect.page).load_only(Page.slug),
            joinedload(Redirect.tag).load_only(Tag.title),
        )
    )
    return db.session.execute(query).scalar_one_or_none()

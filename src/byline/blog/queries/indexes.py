"""The indexes: which rows the archive, the tags and the authors pages list."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import load_only

from byline.auth.models import User
from byline.blog.models import Post, Tag
from byline.blog.queries.visibility import is_visible


def archived_posts(now: datetime) -> Select[Post]:
    """Select what the archive shows of the posts that readers see, newest first."""
    return (
        select(Post)
        .where(is_visible(now=now))
        .order_by(Post.visible_from.desc(), Post.id.desc())
        .options(load_only(Post.id, Post.type, Post.title, Post.slug, Post.publish_date))
    )


def used_tags() -> Select[Tag]:
    """Select the tags that have posts, the most used first."""
    return select(Tag).where(Tag.post_count > 0).order_by(Tag.post_count.desc(), Tag.title.desc())


def authors() -> Select[User]:
    """Select the users who have published, those with the most posts first."""
    return (
        select(User)
        .where(User.post_count > 0)
        .order_by(User.post_count.desc(), User.username.desc())
        .options(load_only(User.id, User.username, User.display_name, User.post_count))
    )

"""The indexes: which rows the archive, the tags and the authors pages list.

Tags and authors stand in the order of the totals that are kept, which an index gives; what is due
is added to the number that is shown.
"""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import load_only, with_expression

from byline.auth.models import User
from byline.blog.models import Post, PostAuthor, PostTag, Tag
from byline.blog.queries.visibility import due_totals, is_visible


def archived_posts(now: datetime) -> Select[Post]:
    """Select what the archive shows of the posts that readers see, newest first."""
    return (
        select(Post)
        .where(is_visible(now=now))
        .order_by(Post.visible_from.desc(), Post.id.desc())
        .options(load_only(Post.id, Post.type, Post.title, Post.slug, Post.publish_date))
    )


def used_tags(now: datetime) -> Select[Tag]:
    """Select the tags of posts that readers see, with their number, the most used first."""
    due = due_totals(PostTag.__table__, PostTag.__table__.c.tag_id)
    total = Tag.post_count + func.coalesce(due.c.total, 0)
    return (
        select(Tag)
        .outerjoin(due, due.c.id == Tag.id)
        .where(Tag.post_count > 0)
        .order_by(Tag.post_count.desc(), Tag.title.desc())
        .options(with_expression(Tag.visible_posts, total))
        .params(now=now)
    )


def authors(now: datetime) -> Select[User]:
    """Select the authors of posts that readers see, with their number, those with most first."""
    due = due_totals(PostAuthor.__table__, PostAuthor.__table__.c.user_id)
    total = User.post_count + func.coalesce(due.c.total, 0)
    return (
        select(User)
        .outerjoin(due, due.c.id == User.id)
        .where(User.post_count > 0)
        .order_by(User.post_count.desc(), User.username.desc())
        .options(
            load_only(User.id, User.username, User.display_name),
            with_expression(User.visible_posts, total),
        )
        .params(now=now)
    )

"""Where old addresses lead."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from byline.blog.models import Page, Post, Redirect, Tag
from byline.extensions import db


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

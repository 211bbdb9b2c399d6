"""What somebody writes on the new site."""

import sqlalchemy as sa

from byline.auth.models import User
from byline.auth.services import create_user
from byline.blog.models import Tag
from byline.blog.services import (
    PageContent,
    PostContent,
    create_page,
    create_post,
    prepare_page,
    prepare_post,
)
from byline.comments.services import add_comment
from byline.extensions import db, write_unit


def add_owner(username: str) -> User:
    """Add whoever looks after the new site."""
    with write_unit():
        return create_user(username, password_hash="x", roles=["admin"])


def write_more() -> tuple[int, int, int, int]:
    """Write a post with a comment and a tag, and a page; return their ids, the tag's last."""
    prepared = prepare_post(
        PostContent(title="More", source="x", status="published", tags=["more"])
    )
    page = prepare_page(PageContent(title="More", source="x"))
    author = add_owner("somebody-new")
    with write_unit():
        post = create_post(prepared, [author])
        comment = add_comment(post, text="More", name="R")
        tag_id = db.session.scalars(sa.select(Tag.id).where(Tag.title == "more")).one()
        return post.id, comment.id, create_page(page).id, tag_id

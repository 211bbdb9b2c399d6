"""What is exported as JSON: comments, authors, tags, redirects and the list of media files."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from byline.auth.models import User
from byline.blog.models import Page, Post, PostAuthor, Redirect, Tag
from byline.blog.models.pages import page_path
from byline.blog.models.posts import post_path
from byline.blog.models.tags import tag_path
from byline.comments.models import Comment
from byline.exports.snapshot import rows_of
from byline.media.models import MediaFile

Record = dict[str, Any]


def commented_posts(session: Session) -> Iterator[int]:
    """Yield the ids of the posts that have comments."""
    query = select(Post.id).where(
        Post.deleted_at.is_(None), exists().where(Comment.post_id == Post.id)
    )
    for row in rows_of(session, query, Post.id):
        yield row.id


def read_comments(session: Session, post_id: int) -> Iterator[Record]:
    """Yield the comments under a post, whatever their status, by their ids.

    What tells who a guest was, or names the form that was sent, stays here.
    """
    query = (
        select(
            Comment.id,
            Comment.parent_id,
            User.username,
            Comment.name,
            Comment.text,
            Comment.status,
            Comment.created_at,
            Comment.deleted_at,
        )
        .outerjoin(User, User.id == Comment.user_id)
        .where(Comment.post_id == post_id)
    )
    for row in rows_of(session, query, Comment.id, size=200):
        yield {
            "id": row.id,
            "parent": row.parent_id,
            "user": row.username,
            "name": row.name,
            "text": row.text,
            "status": row.status,
            "created_at": moment(row.created_at),
            "deleted_at": moment(row.deleted_at),
        }


def read_authors(session: Session) -> Iterator[Record]:
    """Yield who wrote a post or, signed in, a comment that is exported."""
    wrote = exists().where(
        PostAuthor.user_id == User.id, Post.id == PostAuthor.post_id, Post.deleted_at.is_(None)
    )
    commented = exists().where(
        Comment.user_id == User.id, Post.id == Comment.post_id, Post.deleted_at.is_(None)
    )
    query = select(User.username, User.display_name, User.id).where(or_(wrote, commented))
    for row in rows_of(session, query, User.username):
        yield {"username": row.username, "name": row.display_name}


def read_tags(session: Session) -> Iterator[Record]:
    """Yield all tags, those that no post has too."""
    for row in rows_of(session, select(Tag.id, Tag.title), Tag.id):
        yield {"id": row.id, "title": row.title}


def read_redirects(session: Session) -> Iterator[Record]:
    """Yield all old addresses: what answers for each, and the address of that."""
    query = (
        select(
            Redirect.path,
            Redirect.target,
            Redirect.post_id,
            Redirect.page_id,
            Post.slug.label("post_slug"),
            Page.slug.label("page_slug"),
            Tag.title,
        )
        .outerjoin(Post, Post.id == Redirect.post_id)
        .outerjoin(Page, Page.id == Redirect.page_id)
        .outerjoin(Tag, Tag.id == Redirect.tag_id)
        .where(or_(Redirect.post_id.is_(None), Post.deleted_at.is_(None)))
    )
    for row in rows_of(session, query, Redirect.path):
        yield {"path": row.path, **_target(row)}


def _target(row: Any) -> Record:  # noqa: ANN401 - of the query above
    if row.post_id:
        return {"post": row.post_id, "address": post_path(row.post_id, row.post_slug)}
    if row.page_id:
        return {"page": row.page_id, "address": page_path(row.page_slug)}
    if row.title:
        return {"tag": row.title, "address": tag_path(row.title)}
    return {"address": row.target}


def read_media(session: Session) -> Iterator[Any]:
    """Yield the rows of all stored files."""
    query = select(
        MediaFile.digest,
        MediaFile.id,
        MediaFile.extension,
        MediaFile.media_type,
        MediaFile.byte_size,
        MediaFile.width,
        MediaFile.height,
        MediaFile.original_name,
        MediaFile.created_at,
    )
    return rows_of(session, query, MediaFile.digest)


def media_record(row: Any) -> Record:  # noqa: ANN401 - of the query above
    """Return what the list of media files says of one."""
    return {
        "file": f"{row.digest}.{row.extension}",
        "name": row.original_name,
        "type": row.media_type,
        "bytes": row.byte_size,
        "width": row.width,
        "height": row.height,
        "created_at": moment(row.created_at),
    }


def moment(value: datetime | None) -> str | None:
    """Return a moment as JSON has it: ISO 8601 with its offset."""
    return value.isoformat() if value else None

"""Make again what is made from the sources, after the rules of cleaning or rendering changed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, update

from byline.blog.models import Page, Post
from byline.blog.services.counters import recount_posts
from byline.blog.services.posts import rendered_values
from byline.extensions import db, write_unit
from byline.lib.render import render
from byline.lib.reshape import PictureSize

BATCH_ROWS = 50


def rebuild_posts(picture_size: PictureSize) -> Iterator[int]:
    """Render every post again, yielding the id of each; then count anew.

    Each post is its own transaction, and one that is saved in the meantime keeps what its writer
    made of it: an interrupted run is simply run again. Neither version nor dates change.
    """
    columns = (Post.id, Post.version, Post.source, Post.format, Post.summary_source)
    last_id = 0
    while rows := _rows_after(last_id, *columns):
        for post_id, version, source, source_format, summary in rows:
            rendered = render(source, source_format, summary=summary, picture_size=picture_size)
            _store(Post, post_id, version, rendered_values(rendered))
            yield post_id
        last_id = rows[-1][0]
    with write_unit():
        recount_posts()


def rebuild_pages(picture_size: PictureSize) -> Iterator[int]:
    """Render every static page again, yielding the id of each, in the same way."""
    columns = (Page.id, Page.version, Page.source, Page.format)
    last_id = 0
    while rows := _rows_after(last_id, *columns):
        for page_id, version, source, source_format in rows:
            rendered = render(source, source_format, picture_size=picture_size)
            _store(Page, page_id, version, {"html": rendered.html, "text": rendered.text})
            yield page_id
        last_id = rows[-1][0]


def _rows_after(last_id: int, *columns: Any) -> list[Any]:  # noqa: ANN401 - columns of two models
    key = columns[0]
    query = select(*columns).where(key > last_id).order_by(key).limit(BATCH_ROWS)
    return list(db.session.execute(query))


def _store(model: type[Post | Page], row_id: int, version: int, values: dict[str, Any]) -> None:
    with write_unit() as session:
        session.execute(
            update(model).where(model.id == row_id, model.version == version).values(**values)
        )

"""The posts and pages that imports made, with their bodies, a few at a time in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import aliased

from byline.blog.models import Page, Post
from byline.blog.models.pages import page_path
from byline.blog.models.posts import post_path
from byline.extensions import db
from byline.importers.audit.references import Reference, What
from byline.importers.models import ImportIdentity
from byline.media.models import MediaFile, media_path

ROWS_AT_A_TIME = 50
Type = Literal["post", "page"]


@dataclass(frozen=True, slots=True)
class Item:
    """An imported post or page that is still here, whatever its status."""

    type: Type
    id: int
    title: str
    # Its path on this site.
    url: str
    # As in the identities.
    source: str
    original_id: str

    @property
    def key(self) -> tuple[Type, int]:
        """What tells it from all others."""
        return self.type, self.id

    @property
    def edit_url(self) -> str:
        """The path of the page where it is edited; of a page that has none, its own."""
        return f"/blog/edit/{self.id}" if self.type == "post" else self.url


@dataclass(frozen=True, slots=True)
class Body:
    """What an item shows: its HTML, and what stands beside that, its cover or its picture."""

    html: str
    beside: tuple[Reference, ...] = ()


def imported_items(source: str | None = None) -> Iterator[tuple[Item, Body]]:
    """Yield what came from a source, or from all; two queries, read as they are used."""
    yield from _posts(source)
    yield from _pages(source)


def _posts(source: str | None) -> Iterator[tuple[Item, Body]]:
    cover, image = aliased(MediaFile), aliased(MediaFile)
    post = Post.__table__
    query = (
        select(
            *_identity(),
            *(post.c.id, post.c.title, post.c.slug, post.c.html),
            *(cover.digest, cover.extension, image.digest, image.extension),
        )
        .join(post, post.c.id == ImportIdentity.post_id)
        .outerjoin(cover, cover.id == post.c.cover_id)
        .outerjoin(image, image.id == post.c.image_id)
        .where(post.c.deleted_at.is_(None))
        .order_by(post.c.id, ImportIdentity.id)
    )
    for row in _rows(query, source):
        key, original_id, post_id, title, slug, html, *files = row
        item = Item("post", post_id, title, post_path(post_id, slug), key, original_id)
        yield item, Body(html, tuple(_beside(*files)))


def _pages(source: str | None) -> Iterator[tuple[Item, Body]]:
    query = (
        select(*_identity(), Page.id, Page.title, Page.slug, Page.html)
        .join(Page, Page.id == ImportIdentity.page_id)
        .order_by(Page.id, ImportIdentity.id)
    )
    for key, original_id, page_id, title, slug, html in _rows(query, source):
        yield Item("page", page_id, title, page_path(slug), key, original_id), Body(html)


def _beside(*files: str | None) -> Iterator[Reference]:
    """Yield a cover and a picture, each of a digest and an extension, as far as they are there."""
    whats: tuple[What, What] = ("cover", "picture")
    for what, digest, extension in zip(whats, files[::2], files[1::2], strict=True):
        if digest and extension:
            yield Reference(what, media_path(digest, extension))


def _identity() -> tuple[Any, ...]:
    return ImportIdentity.source, ImportIdentity.original_id


def _rows(query: Any, source: str | None) -> Iterator[Any]:  # noqa: ANN401 - of several columns
    """Yield the rows, each post or page once though it came from two sources."""
    if source is not None:
        query = query.where(ImportIdentity.source == source)
    last = None
    for row in db.session.execute(query.execution_options(yield_per=ROWS_AT_A_TIME)):
        if row[2] != last:
            yield row
        last = row[2]

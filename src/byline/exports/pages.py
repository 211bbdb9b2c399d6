"""The static pages of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from byline.blog.models import Page, Redirect
from byline.exports.format import PAGES_FOLDER, aliases, entry_name
from byline.exports.matter import front_matter
from byline.exports.posts import read_aliases
from byline.exports.snapshot import batches

_QUERY = select(
    Page.id,
    Page.slug,
    Page.title,
    Page.source,
    Page.format,
    Page.language,
    Page.in_navigation,
    Page.position,
    Page.version,
    Page.created_at,
    Page.updated_at,
    Page.html,
)


@dataclass(frozen=True)
class ExportedPage:
    """A page and what belongs to it."""

    # Its columns, by their names.
    row: Any
    # Old addresses, decoded.
    aliases: list[str]

    @property
    def name(self) -> str:
        """Its path in an export."""
        return entry_name(PAGES_FOLDER, self.row.id, self.row.slug, self.row.format)

    @property
    def text(self) -> str:
        """What its file holds: front matter and source."""
        row = self.row
        fields = {
            "title": row.title,
            "date": row.created_at,
            "lastmod": row.updated_at,
            "slug": row.slug,
            "lang": row.language,
            "aliases": aliases(self.aliases),
        }
        own = {
            "id": row.id,
            "in_navigation": row.in_navigation,
            "position": row.position,
            "version": row.version,
        }
        return f"{front_matter(fields, own)}{row.source}"


def read_pages(session: Session) -> Iterator[ExportedPage]:
    """Yield all pages, by their ids."""
    for rows in batches(session, _QUERY, Page.id):
        aliases = read_aliases(session, Redirect.page_id, [row.id for row in rows])
        for row in rows:
            yield ExportedPage(row, aliases[row.id])

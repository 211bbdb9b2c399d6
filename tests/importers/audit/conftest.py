"""Imported posts with the links that a test is about."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.blog.models import Page, Post
from byline.extensions import write_unit
from byline.importers.audit.report import Audit
from byline.importers.audit.services import audit_imports
from byline.importers.models import ImportIdentity, ImportSource
from tests.support.factories import MakePage, MakePost

SOURCE = "markdown:test"
OLD_BLOG = "https://old.example/blog"

MakeImported = Callable[..., Post]
MakeImportedPage = Callable[..., Page]


@pytest.fixture
def mark_imported(app: Flask) -> Callable[[Post | Page], None]:
    """Give a post or page an identity, as an import of it would."""

    def mark(row: Post | Page) -> None:
        key = "page_id" if isinstance(row, Page) else "post_id"
        with write_unit() as session:
            session.merge(ImportSource(source=SOURCE, kind="markdown", site_url=OLD_BLOG))
            identity = ImportIdentity(
                source=SOURCE, original_id=f"{key}-{row.id}.md", digest="0" * 64, version=1
            )
            setattr(identity, key, row.id)
            session.add(identity)

    return mark


@pytest.fixture
def make_imported(make_post: MakePost, mark_imported: Callable[[Post], None]) -> MakeImported:
    """Make an imported post: `make_imported("/blog/", "/nowhere")`, with a link to each address."""

    def make(*addresses: str, html: str = "", **fields: Any) -> Post:  # noqa: ANN401 - fields
        links = "".join(f'<p><a href="{address}">there</a></p>' for address in addresses)
        row = make_post(**{"source": f"{links}{html}" or "<p>Text</p>", "format": "html", **fields})
        mark_imported(row)
        return row

    return make


@pytest.fixture
def make_imported_page(
    make_page: MakePage, mark_imported: Callable[[Page], None]
) -> MakeImportedPage:
    """Make an imported page: `make_imported_page(title="About", source="…")`."""

    def make(**fields: Any) -> Page:  # noqa: ANN401 - fields
        row = make_page(format="html", **fields)
        mark_imported(row)
        return row

    return make


def problems_of(audit: Audit) -> Mapping[str, str]:
    """Return what is wrong with each address."""
    return {problem.address: problem.kind.value for problem in audit.problems}


def find_problems() -> Mapping[str, str]:
    """Audit, and return what is wrong with each address."""
    return problems_of(audit_imports())


def store_html(post: Post, html: str) -> None:
    """Give a post HTML that was not cleaned by what cleans it today."""
    with write_unit() as session:
        session.execute(sa.update(Post).where(Post.id == post.id).values(html=html))

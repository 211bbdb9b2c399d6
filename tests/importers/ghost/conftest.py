"""Small exports for the tests, and ways to import them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.blog.models import Page, Post
from byline.extensions import db
from byline.importers.ghost.services import import_ghost
from byline.importers.models import ImportIdentity
from byline.importers.report import Report

Row = dict[str, Any]
WriteExport = Callable[..., Path]
ImportGhost = Callable[..., Report]
FindEntry = Callable[[str], Any]


def entry(slug: str = "first", html: str | None = "<p>Some text.</p>", **more: Any) -> Row:  # noqa: ANN401 - any column
    """Return a row of `posts`; its id is that of its slug."""
    row: Row = {
        "id": f"id-{slug}",
        "uuid": f"uuid-{slug}",
        "title": slug.capitalize(),
        "slug": slug,
        "html": html,
        "type": "post",
        "status": "published",
        "visibility": "public",
        "published_at": "2020-01-02 03:04:05",
        "updated_at": "2020-02-02 03:04:05",
    }
    return row | more


def export_of(*posts: Row, **tables: list[Row]) -> Row:
    """Return an export of Ghost 6 that holds posts, and other tables by their names."""
    meta = {"exported_on": 1600000000000, "version": "6.65.0"}
    return {"db": [{"meta": meta, "data": {"posts": list(posts), **tables}}]}


@pytest.fixture
def write_export(tmp_path: Path) -> WriteExport:
    """Write an export: `write_export(entry(…), tags=[…])`."""

    def write(*posts: Row, **tables: list[Row]) -> Path:
        path = tmp_path / "export.json"
        path.write_text(json.dumps(export_of(*posts, **tables)))
        return path

    return write


@pytest.fixture
def import_rows(app: Flask, write_export: WriteExport) -> ImportGhost:
    """Import an export of some rows: `import_rows(entry(…), tags=[…])`."""

    def run(*posts: Row, **tables: list[Row]) -> Report:
        report = import_ghost(write_export(*posts, **tables))
        db.session.rollback()
        return report

    return run


@pytest.fixture
def find_post(app: Flask) -> FindEntry:
    """Return the post that an entry became, by its slug there."""

    def find(slug: str) -> Post:
        query = sa.select(Post).join(ImportIdentity)
        return db.session.scalars(query.where(ImportIdentity.original_id == f"id-{slug}")).one()

    return find


@pytest.fixture
def find_page(app: Flask) -> FindEntry:
    """Return the page that an entry became, by its slug there."""

    def find(slug: str) -> Page:
        query = sa.select(Page).join(ImportIdentity)
        return db.session.scalars(query.where(ImportIdentity.original_id == f"id-{slug}")).one()

    return find

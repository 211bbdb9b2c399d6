"""Ways to import an export of WordPress, and to find what became of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.blog.models import Page, Post
from byline.extensions import db
from byline.importers.models import ImportIdentity
from byline.importers.report import Report
from byline.importers.wordpress.services import import_wordpress
from tests.importers.wordpress.exports import export

Import = Callable[..., Report]
FindPost = Callable[[object], Post]


@pytest.fixture
def export_file(tmp_path: Path) -> Path:
    """Return where the file is, in a folder of its own."""
    folder = tmp_path / "old"
    folder.mkdir()
    return folder / "export.xml"


@pytest.fixture
def run_import(app: Flask, export_file: Path) -> Import:
    """Import items: `run_import(item(1), item(2))`, or a whole file as `whole=…`."""

    def run(
        *items: str,
        whole: str | bytes | None = None,
        path: Path | None = None,
        dry_run: bool = False,
        head: str = "",
        version: str = "1.2",
        site: str = "https://old.example",
    ) -> Report:
        content = export(*items, head=head, version=version, site=site) if whole is None else whole
        export_file.write_bytes(content.encode() if isinstance(content, str) else content)
        try:
            return import_wordpress(path or export_file, dry_run=dry_run)
        finally:
            db.session.rollback()

    return run


@pytest.fixture
def find_post(app: Flask) -> FindPost:
    """Return the post that an item became, by its id there."""

    def find(original_id: object) -> Post:
        query = (
            sa.select(Post)
            .join(ImportIdentity)
            .where(ImportIdentity.original_id == str(original_id))
        )
        return db.session.scalars(query).one()

    return find


@pytest.fixture
def find_page(app: Flask) -> Callable[[object], Page]:
    """Return the page that an item became, by its id there."""

    def find(original_id: object) -> Page:
        query = (
            sa.select(Page)
            .join(ImportIdentity)
            .where(ImportIdentity.original_id == str(original_id))
        )
        return db.session.scalars(query).one()

    return find

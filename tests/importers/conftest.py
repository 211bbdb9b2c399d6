"""Small blogs for the tests, and ways to import them."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image

from byline.blog.models import Post
from byline.extensions import db
from byline.importers.markdown.services import import_markdown
from byline.importers.models import ImportIdentity
from byline.importers.report import Report

Write = Callable[[str, str | bytes], Path]
Import = Callable[..., Report]
FindPost = Callable[[str], Post]
Pack = Callable[[Path], Path]


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """Return the folder of a blog, empty."""
    folder = tmp_path / "blog"
    folder.mkdir()
    return folder


@pytest.fixture
def write(blog: Path) -> Write:
    """Write a file of the blog: `write("first.md", "+++\\n…")`."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = blog / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def run_import(app: Flask, blog: Path) -> Import:
    """Import the blog: `run_import(dry_run=True)`, or another place by its path."""

    def run(path: Path | None = None, *, dry_run: bool = False) -> Report:
        report = import_markdown(path or blog, dry_run=dry_run)
        db.session.rollback()
        return report

    return run


@pytest.fixture
def find_post(app: Flask) -> FindPost:
    """Return the post that a file became, by the file's path in the content folder."""

    def find(original_id: str) -> Post:
        query = (
            sa.select(Post).join(ImportIdentity).where(ImportIdentity.original_id == original_id)
        )
        return db.session.scalars(query).one()

    return find


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Pack a folder into an archive with the folder's own name in front, compressed."""

    def pack_folder(folder: Path) -> Path:
        path = tmp_path / f"{folder.name}.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            archive.add(folder, folder.name)
        return path

    return pack_folder


def picture(colour: str = "teal", *, size: tuple[int, int] = (4, 3)) -> bytes:
    """Return a small PNG."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def post_text(title: str, date: str, body: str = "Some text.", **more: str) -> str:
    """Return a Markdown file with TOML front matter; `more` are lines of it, values as in TOML."""
    lines = [f'title = "{title}"', f"date = {date}", *(f"{k} = {v}" for k, v in more.items())]
    return "\n".join(["+++", *lines, "+++", body, ""])

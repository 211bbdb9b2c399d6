"""Sites to back up, and all that is in them in a form that can be compared."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.blog.models import Page
from byline.extensions import Base, db, write_unit
from byline.media.services import media_folder, path_in_folder
from tests.migrations.rows import NOON, ROWS, Row, reflect
from tests.support.application import application
from tests.support.engines import EMPTY

LONG_TEXT = "Olá 🌻\r\n" * 500_000
DEEP = 20
FILES = (b"a picture", b"", b"\0" * 3_000_000)

SETTINGS: list[Row] = [
    {"name": "name", "value": "Zoé’s 🌻"},
    {"name": "nothing", "value": None},
    {"name": "nested", "value": {"a": [1, 2.5, True, None, "é"]}},
]


def fill_site() -> None:
    """Give the current site rows in each table, odd ones among them, and files."""
    rows = ROWS | {
        "media_files": [keep_file(number, content) for number, content in enumerate(FILES, 1)],
        "site_settings": [],
        "pages": [
            *ROWS["pages"],
            {**ROWS["pages"][0], "id": 7, "slug": "long", "source": LONG_TEXT, "html": LONG_TEXT,
             "in_navigation": False, "language": "pt"},
        ],
        "comments": [*ROWS["comments"], *_deep_thread()],
    }  # fmt: skip
    with db.engine.begin() as connection:
        tables = reflect(connection)
        for name, some in rows.items():
            for row in some:
                connection.execute(tables[name].insert().values(row))
        connection.execute(Base.metadata.tables["site_settings"].insert(), SETTINGS)
        # An answer that is older than what it answers.
        connection.execute(
            sa.update(tables["comments"]).where(tables["comments"].c.id == 3).values(parent_id=4)
        )


def keep_file(number: int, content: bytes) -> Row:
    """Put a file into the store of the current site, and return its row."""
    digest = hashlib.sha256(content).hexdigest()
    path = media_folder() / path_in_folder(f"{digest}.pdf")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    size = {"byte_size": len(content), "width": None, "height": None}
    return {**ROWS["media_files"][0], "id": number, "digest": digest, "extension": "pdf", **size}


def _deep_thread() -> list[Row]:
    """Return a comment, and below each one the next."""
    first = {
        "id": 3,
        "post_id": 1,
        "parent_id": None,
        "name": "Ana",
        "text": "",
        "created_at": NOON,
    }
    second = {**first, "id": 4}
    return [first, second, *({**first, "id": n, "parent_id": n - 1} for n in range(5, DEEP + 5))]


def write_a_page(number: int | None = None) -> None:
    """Add a page to the current site, by the number that its database gives it unless one is."""
    with write_unit() as session:
        session.add(Page(id=number, slug="new", title="New", source="", html="", text=""))


def contents() -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables of the current site."""
    with db.engine.connect() as connection:
        return {
            table.name: sorted(map(dict, connection.execute(sa.select(table)).mappings()), key=repr)
            for table in Base.metadata.sorted_tables
        }


def files() -> dict[str, bytes]:
    """Return the files of the current site's store."""
    return {path.name: path.read_bytes() for path in media_folder().glob("??/*")}


@contextmanager
def other_site(data: Path, database: str | None = None) -> Iterator[Flask]:
    """Make another site for the time of the block, without tables unless `database` has some."""
    with application(data, database) as app:
        yield app


@contextmanager
def empty_site(engine: str, data: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Make a site on an engine, whose database has no tables; what a server held is gone."""
    address = None if engine == "sqlite" else request.getfixturevalue(engine)
    with other_site(data, address) as app:
        if address is not None:
            with db.engine.begin() as connection:
                for statement in EMPTY[engine]:
                    connection.execute(sa.text(statement))
            # MariaDB forgets which database a connection was on when that is dropped.
            db.engine.dispose()
        yield app

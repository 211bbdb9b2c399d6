"""A row for each table, as a DBA could have written it: no model and no default of Python's."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

NOON = datetime(2026, 3, 29, 12, 30, 15, 123456)  # noqa: DTZ001 - as it is stored
DIGEST = "ab" * 32

Row = dict[str, Any]

# In an order in which no row names a later one. Tables that migrations fill themselves have their
# rows already; they stand here empty.
ROWS: dict[str, list[Row]] = {
    "roles": [],
    "counters": [],
    "users": [
        {
            "id": 1,
            "username": "zoé",
            "display_name": "Zoé 🌻",
            "fs_uniquifier": "1",
            "created_at": NOON,
        }
    ],
    "user_roles": [{"user_id": 1, "role_id": 1}],
    "user_sessions": [
        {
            "id": 1,
            "user_id": 1,
            "token_hash": DIGEST,
            "created_at": NOON,
            "last_seen_at": NOON,
            "expires_at": NOON,
        }
    ],
    "invitations": [
        {
            "id": 1,
            "token_hash": DIGEST,
            "role_id": 1,
            "created_by_id": 1,
            "created_at": NOON,
            "expires_at": NOON,
        }
    ],
    "unverified_emails": [{"user_id": 1, "email": "zoé@example.org", "created_at": NOON}],
    "kept_forms": [
        {
            "id": 1,
            "token_hash": DIGEST,
            "path": "/blog/new",
            "fields": '[["title", "Olá 🌻"]]',
            "created_at": NOON,
            "expires_at": NOON,
        }
    ],
    "site_settings": [{"name": "name", "value": '"Zoé’s 🌻"'}],
    "media_files": [
        {
            "id": 1,
            "digest": DIGEST,
            "extension": "png",
            "media_type": "image/png",
            "byte_size": 20_000,
            "width": 1200,
            "height": 800,
            "original_name": "été.png",
            "created_at": NOON,
        }
    ],
    "tags": [{"id": 1, "title": "naïve", "title_key": "naïve"}],
    "pages": [
        {
            "id": 1,
            "slug": "about",
            "title": "About",
            "source": "# 日本語",
            "html": "<h1>日本語</h1>",
            "text": "日本語",
            "version": 1,
            "created_at": NOON,
            "updated_at": NOON,
        }
    ],
    "posts": [
        {
            "id": 1,
            "title": "Hello 🌻",
            "slug": "hello",
            "status": "published",
            "publish_date": NOON,
            "visible_from": NOON,
            "source": "Hello",
            "html": "<p>Hello</p>",
            "text": "Hello",
            "summary": "Hello",
            "cover_id": 1,
            "version": 1,
            "created_at": NOON,
            "updated_at": NOON,
        }
    ],
    "post_authors": [{"post_id": 1, "user_id": 1, "position": 0, "visible_from": NOON}],
    "post_tags": [{"post_id": 1, "tag_id": 1, "position": 0, "visible_from": NOON}],
    "redirects": [{"id": 1, "path": "/2026/hello", "post_id": 1}],
    "comments": [
        {
            "id": 1,
            "post_id": 1,
            "name": "Ana",
            "text": "Olá!",
            "status": "approved",
            "created_at": NOON,
        },
        {
            "id": 2,
            "post_id": 1,
            "parent_id": 1,
            "name": "Zoé",
            "text": "Olá, Ana",
            "created_at": NOON,
        },
    ],
    "import_sources": [{"source": "wordpress:1", "kind": "wordpress", "imported_at": NOON}],
    "import_identities": [
        {
            "id": 1,
            "source": "markdown",
            "original_id": "posts/hello.md",
            "digest": DIGEST,
            "imported_at": NOON,
            "post_id": 1,
        }
    ],
}


def reflect(connection: sa.Connection) -> dict[str, sa.Table]:
    """Return the tables that are there now, by name, without Alembic's own."""
    metadata = sa.MetaData()
    metadata.reflect(connection)
    return {name: table for name, table in metadata.tables.items() if name != "alembic_version"}


def fill(connection: sa.Connection, table_names: set[str]) -> None:
    """Insert the rows of these tables."""
    tables = reflect(connection)
    for name in ROWS:
        if name in table_names:
            for row in ROWS[name]:
                connection.execute(tables[name].insert().values(row))


def contents(connection: sa.Connection) -> dict[str, list[Row]]:
    """Return all rows of all tables."""
    return {
        name: sorted(map(dict, connection.execute(sa.select(table)).mappings()), key=repr)
        for name, table in reflect(connection).items()
    }


def part_of(contents: dict[str, list[Row]], whole: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return what `whole` says of the tables and columns that `contents` has."""
    return {
        name: sorted(({column: row[column] for column in rows[0]} for row in whole[name]), key=repr)
        for name, rows in contents.items()
        if rows
    }

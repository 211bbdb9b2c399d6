"""What an import came to, so that one which was killed on its way can be compared."""

import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from byline.extensions import Base, db
from byline.lib.files import sha256_of

Rows = dict[str, list[dict[str, Any]]]

# Columns that are not compared, with the reason.
NOT_COMPARED = {
    ("users", "created_at"): "of the account: when the import ran",
    ("users", "fs_uniquifier"): "random: a secret of the login",
    ("media_files", "created_at"): "when the file came here",
    ("pages", "created_at"): "when the import ran",
    ("pages", "updated_at"): "when the import ran",
    ("import_sources", "imported_at"): "when the import ran",
    ("import_identities", "imported_at"): "when the import ran",
}
# What tells a row whatever its id is.
NAMES = {
    "users": "username",
    "tags": "title_key",
    "media_files": "digest",
    "pages": "slug",
    "posts": "title",
    "comments": "text",
}
# The address of a post holds its id.
POST_ADDRESS = re.compile(r"(?<=/blog/post/)(\d+)(?=/)")


def read_rows() -> Rows:
    """Return every row of every table, ids and all."""
    rows = {table.name: _read(table) for table in Base.metadata.sorted_tables}
    db.session.rollback()
    return rows


def _read(table: sa.Table) -> list[dict[str, Any]]:
    columns = [one for one in table.columns if (table.name, one.name) not in NOT_COMPARED]
    rows = db.session.execute(sa.select(*columns)).mappings()
    return sorted(map(dict, rows), key=repr)


def with_names(rows: Rows) -> Rows:
    """Return rows that name one another instead of by ids, which a server never gives twice."""
    names = {
        table: {row["id"]: f"{table} {row[column]}" for row in rows[table]}
        for table, column in NAMES.items()
    }
    return {
        table.name: sorted((_named(table, row, names) for row in rows[table.name]), key=repr)
        for table in Base.metadata.sorted_tables
    }


def _named(
    table: sa.Table, row: dict[str, Any], names: dict[str, dict[int, str]]
) -> dict[str, Any]:
    named = {}
    for column in table.columns:
        # Where a comment stands is told by what it answers; its path is made of ids.
        if column.name == "id" or (table.name, column.name) == ("comments", "path"):
            continue
        if column.name not in row:
            continue
        value = row[column.name]
        for key in column.foreign_keys:
            value = names.get(key.column.table.name, {}).get(value, value)
        if isinstance(value, str):
            value = POST_ADDRESS.sub(lambda found: names["posts"][int(found[1])], value)
        named[column.name] = value
    return named


def read_files(data: Path) -> dict[str, str]:
    """Return the digests of what is in the media folder, by the files' places."""
    folder = data / "media"
    return {
        str(path.relative_to(folder)): sha256_of(path)
        for path in folder.rglob("*")
        if path.is_file()
    }

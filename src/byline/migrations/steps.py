"""Steps that migrations share: each can be run again after an interruption.

MySQL and Oracle commit after every DDL statement, so an upgrade that was cut off has done a part of
its migration, and starts again at the beginning of it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import mysql

TABLE_OPTIONS = {
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}


def moment() -> sa.types.TypeEngine[Any]:
    """Return the column type of a UTC date and time, to the microsecond on every engine."""
    return sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def long_text() -> sa.types.TypeEngine[Any]:
    """Return the column type of a body; MySQL's own TEXT ends at 64 kB."""
    return sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def create_table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Create a table unless it is there."""
    op.create_table(name, *parts, if_not_exists=True, **TABLE_OPTIONS)


def drop_table(name: str) -> None:
    """Drop a table, with its indexes, if it is there."""
    op.drop_table(name, if_exists=True)


def create_index(table: str, *columns: str) -> None:
    """Create the index of these columns, named by the pattern of `byline.extensions.Base`.

    MySQL cannot be told to leave an index that exists, so there the live schema is looked at.
    """
    name = f"ix_{table}_{'_'.join(columns)}"
    if op.get_context().dialect.name != "mysql":
        op.create_index(name, table, list(columns), if_not_exists=True)
    elif context.is_offline_mode() or name not in _indexes(table):
        op.create_index(name, table, list(columns))


def _indexes(table: str) -> set[str | None]:
    return {index["name"] for index in sa.inspect(op.get_bind()).get_indexes(table)}


def insert_missing(table: sa.TableClause, key: str, rows: list[dict[str, Any]]) -> None:
    """Insert the rows whose `key` the table does not have yet."""
    for row in rows:
        known = sa.exists().where(table.c[key] == row[key])
        values = sa.select(*(sa.literal(value) for value in row.values())).where(~known)
        op.execute(table.insert().from_select(list(row), values))

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

# The others are not to be told "unless it is there" of a column.
_CONDITIONAL_COLUMNS = frozenset({"postgresql", "mariadb"})


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


def create_index(table: str, *columns: str, unique: bool = False) -> None:
    """Create the index of these columns unless it is there, named as `byline.extensions.Base` does.

    MySQL allows no condition on it, so there the live schema is looked at.
    """
    name = _index_name(table, columns)
    if _dialect() != "mysql":
        op.create_index(name, table, list(columns), unique=unique, if_not_exists=True)
    elif not _is_there(name, "get_indexes", table):
        op.create_index(name, table, list(columns), unique=unique)


def drop_index(table: str, *columns: str) -> None:
    """Drop the index of these columns if it is there."""
    name = _index_name(table, columns)
    if _dialect() != "mysql":
        op.drop_index(name, table, if_exists=True)
    elif _is_there(name, "get_indexes", table, offline=True):
        op.drop_index(name, table)


def add_column(table: str, column: sa.Column[Any]) -> None:
    """Add a column unless it is there: one that may be NULL, or has a default in the database.

    SQLite takes no foreign key along with it.
    """
    if _dialect() in _CONDITIONAL_COLUMNS:
        op.add_column(table, column, if_not_exists=True)
    elif not _is_there(column.name, "get_columns", table):
        op.add_column(table, column)


def drop_column(table: str, name: str) -> None:
    """Drop a column if it is there; on SQLite its indexes must be gone."""
    if _dialect() in _CONDITIONAL_COLUMNS:
        op.drop_column(table, name, if_exists=True)
    elif _is_there(name, "get_columns", table, offline=True):
        op.drop_column(table, name)


def _index_name(table: str, columns: tuple[str, ...]) -> str:
    return f"ix_{table}_{'_'.join(columns)}"


def _dialect() -> str:
    return op.get_context().dialect.name


def _is_there(name: str, kind: str, table: str, *, offline: bool = False) -> bool:
    """Say whether a table has an index or column now; `offline` is taken for what nobody sees."""
    if context.is_offline_mode():
        return offline
    found = getattr(sa.inspect(op.get_bind()), kind)(table)
    return name in {part["name"] for part in found}


def insert_missing(table: sa.TableClause, key: str, rows: list[dict[str, Any]]) -> None:
    """Insert the rows whose `key` the table does not have yet."""
    for row in rows:
        known = sa.exists().where(table.c[key] == row[key])
        values = sa.select(*(sa.literal(value) for value in row.values())).where(~known)
        op.execute(table.insert().from_select(list(row), values))

"""Copy the rows of all tables from one database to another, of any two engines.

The tables are read from the SQLite database in a backup, whose column types keep the names that the
migrations gave them: nothing here knows a model, so that a backup of an older schema is read too.
"""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

# What is fetched and what is sent at a time, so that the memory it takes does not grow.
FETCHED_ROWS = 100
BATCH_ROWS = 500
BATCH_CHARS = 4 * 2**20
REVISION_TABLE = "alembic_version"

Progress = Callable[[int], object]


def reflect_tables(connection: sa.Connection) -> list[sa.Table]:
    """Return the tables of a SQLite database with types for any engine.

    Those that others name come first; Alembic's own is left out.
    """
    metadata = sa.MetaData()

    @sa.event.listens_for(metadata, "column_reflect")
    def generalise(_inspector: object, _table: object, column: dict[str, Any]) -> None:
        column["type"] = column["type"].as_generic()
        if isinstance(column["type"], sa.JSON):
            # Where both may stand, no value and JSON's `null` could not be told apart.
            column["type"] = sa.JSON(none_as_null=column["nullable"])

    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != REVISION_TABLE]


def count_rows(connection: sa.Connection, tables: list[sa.Table]) -> dict[str, int]:
    """Return the number of rows of each table."""
    count = sa.select(sa.func.count())
    return {table.name: connection.scalar(count.select_from(table)) or 0 for table in tables}


def delete_rows(connection: sa.Connection, tables: list[sa.Table]) -> None:
    """Delete all rows of all tables."""
    mysql = connection.dialect.name in ("mysql", "mariadb")
    if mysql:
        # Rows that name rows of their own table would go one by one, and only fifteen deep.
        connection.exec_driver_sql("SET SESSION foreign_key_checks = 0")
    for table in reversed(tables):
        connection.execute(table.delete())
    if mysql:
        connection.exec_driver_sql("SET SESSION foreign_key_checks = 1")


def copy_rows(
    source: sa.Connection, target: sa.Connection, tables: list[sa.Table], progress: Progress
) -> None:
    """Copy all rows, in an order in which none names a later one.

    `progress` is told how many more are there.
    """
    for table in tables:
        rows = _parents_first(table)
        result = source.execute(rows, execution_options={"yield_per": FETCHED_ROWS})
        for batch in _batches(result.mappings()):
            target.execute(table.insert(), batch)
            progress(len(batch))


def continue_numbering(connection: sa.Connection, tables: list[sa.Table]) -> None:
    """Let the next new row have a free id; PostgreSQL alone does not see to that by itself.

    Numbers only rise here: were the transaction undone, they would not be.
    """
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        if "id" not in table.columns:
            continue
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        highest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
        following = sa.func.greatest(sa.func.nextval(sa.cast(sequence, sa.Text)), highest)
        connection.execute(sa.select(sa.func.setval(sa.cast(sequence, sa.Text), following, False)))


def _parents_first(table: sa.Table) -> sa.Select[Any]:
    """Select all rows; those that another row of the same table is named by come before it."""
    keys = [key for key in table.foreign_key_constraints if key.referred_table is table]
    if not keys:
        return sa.select(table).order_by(*table.primary_key)
    (key,) = keys
    pairs = [(element.parent, element.column) for element in key.elements]
    primary = list(table.primary_key)
    names_none = sa.or_(*(column.is_(None) for column, _named in pairs))
    roots = sa.select(*primary, sa.literal(0).label("depth")).where(names_none)
    depths = roots.cte("depths", recursive=True)
    parent = table.alias()
    step = (
        sa.select(*primary, depths.c.depth + 1)
        .select_from(table)
        .join(parent, sa.and_(*(column == parent.c[named.name] for column, named in pairs)))
        .join(
            depths, sa.and_(*(depths.c[column.name] == parent.c[column.name] for column in primary))
        )
    )
    depths = depths.union_all(step)
    same = sa.and_(*(depths.c[column.name] == column for column in primary))
    return sa.select(table).join(depths, same).order_by(depths.c.depth, *primary)


def _batches(rows: sa.engine.MappingResult) -> Iterator[list[dict[str, Any]]]:
    """Yield rows by as many as are sent at a time."""
    batch: list[dict[str, Any]] = []
    chars = 0
    for row in rows:
        batch.append(dict(row))
        chars += sum(len(value) for value in row.values() if isinstance(value, str))
        if len(batch) >= BATCH_ROWS or chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch

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
# How long a restore waits for somebody who has begun to write.
LOCK_SECONDS = 10

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


def lock_rows(connection: sa.Connection, tables: list[sa.Table]) -> None:
    """Let nobody else write to any table until the transaction ends; they may go on reading.

    Raises OperationalError where somebody who has begun to write does not finish in time.
    """
    match connection.dialect.name:
        case "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            names = ", ".join(
                connection.dialect.identifier_preparer.format_table(t) for t in tables
            )
            connection.exec_driver_sql(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
        case "mysql" | "mariadb":
            # `LOCK TABLES` would end the transaction and keep readers out. Here each statement
            # locks what it reads, the gaps between rows and behind the last one included.
            connection.exec_driver_sql(f"SET SESSION innodb_lock_wait_timeout = {LOCK_SECONDS}")
            for table in tables:
                count = sa.select(sa.func.count()).select_from(table).with_for_update()
                connection.execute(count.with_hint(table, "FORCE INDEX (PRIMARY)"))


def delete_rows(connection: sa.Connection, tables: list[sa.Table]) -> None:
    """Delete all rows of all tables."""
    for table in reversed(tables):
        own = _own_reference(table)
        if own is not None:
            # A row takes along those that name it, and those that name them: no server and no
            # SQLite follows a thread to any depth.
            connection.execute(table.update().values({own[0]: None}))
        connection.execute(table.delete())


def copy_rows(
    source: sa.Connection, target: sa.Connection, tables: list[sa.Table], progress: Progress
) -> None:
    """Copy all rows by their keys, so that none names one that is not there yet.

    A row that names a later one of its own table, or itself, gets that name when all are there.
    `progress` is told how many more are there.
    """
    for table in tables:
        own = _own_reference(table)
        for batch in _read(source, _earlier_names_only(table, own)):
            target.execute(table.insert(), batch)
            progress(len(batch))
        if own is not None:
            _name_later_rows(source, target, table, own)


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


def _own_reference(table: sa.Table) -> tuple[sa.Column[Any], sa.Column[Any]] | None:
    """Return the column that names another row of the same table, and the key it names it by."""
    return next(
        (
            (element.parent, element.column)
            for key in table.foreign_key_constraints
            if key.referred_table is table
            for element in key.elements
            if element.column.primary_key
        ),
        None,
    )


def _earlier_names_only(
    table: sa.Table, own: tuple[sa.Column[Any], sa.Column[Any]] | None
) -> sa.Select[Any]:
    """Select all rows in the order of their keys, without the names of later rows."""
    if own is None:
        return sa.select(table).order_by(*table.primary_key)
    name, key = own
    earlier = sa.case((name < key, name), else_=None).label(name.name)
    columns = (earlier if column is name else column for column in table.columns)
    return sa.select(*columns).order_by(*table.primary_key)


def _name_later_rows(
    source: sa.Connection,
    target: sa.Connection,
    table: sa.Table,
    own: tuple[sa.Column[Any], sa.Column[Any]],
) -> None:
    name, key = own
    later = sa.select(key.label("row"), name.label("named")).where(name >= key).order_by(key)
    update = (
        table.update()
        .where(key == sa.bindparam("row"))
        .values({name: sa.bindparam("named", type_=name.type)})
    )
    for batch in _read(source, later):
        target.execute(update, batch)


def _read(source: sa.Connection, rows: sa.Select[Any]) -> Iterator[list[dict[str, Any]]]:
    result = source.execute(rows, execution_options={"yield_per": FETCHED_ROWS})
    return _batches(result.mappings())


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

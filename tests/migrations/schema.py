"""What a database looks like, in a form that can be compared."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa


def describe(engine: sa.Engine) -> set[str]:
    """Return a line for each column, key, check and index of each table, without Alembic's own."""
    inspector = sa.inspect(engine)
    tables = set(inspector.get_table_names()) - {"alembic_version"}
    return {line for table in tables for line in _describe_table(inspector, table)}


def _describe_table(inspector: sa.Inspector, table: str) -> Iterator[str]:
    parts: dict[str, list[Any]] = {
        "column": [
            {**column, "type": repr(column["type"])} for column in inspector.get_columns(table)
        ],
        "primary key": [inspector.get_pk_constraint(table)],
        "foreign key": inspector.get_foreign_keys(table),
        "unique": inspector.get_unique_constraints(table),
        "check": inspector.get_check_constraints(table),
        "index": inspector.get_indexes(table),
        "options": [inspector.get_table_options(table)],
    }
    for kind, found in parts.items():
        for part in found:
            yield f"{table}: {kind} {sorted(part.items())}"

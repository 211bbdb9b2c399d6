"""What a database looks like, in a form that can be compared."""

from typing import Any

import sqlalchemy as sa


def describe(engine: sa.Engine) -> dict[str, dict[str, Any]]:
    """Return the columns, keys, checks and indexes of each table, without Alembic's own."""
    inspector = sa.inspect(engine)
    return {
        name: {
            "columns": [_column(column) for column in inspector.get_columns(name)],
            "key": inspector.get_pk_constraint(name),
            "foreign keys": _by_name(inspector.get_foreign_keys(name)),
            "unique": _by_name(inspector.get_unique_constraints(name)),
            "checks": _by_name(inspector.get_check_constraints(name)),
            "indexes": _by_name(inspector.get_indexes(name)),
            "options": inspector.get_table_options(name),
        }
        for name in sorted(inspector.get_table_names())
        if name != "alembic_version"
    }


def _column(column: Any) -> dict[str, Any]:  # noqa: ANN401 - a mapping with a type of its own per engine
    return {**column, "type": repr(column["type"])}


def _by_name(parts: Any) -> list[Any]:  # noqa: ANN401 - mappings with types of their own
    return sorted(parts, key=lambda part: str(part["name"]))

"""Are the values in a backup's database such as the site's own columns hold?

SQLite keeps whatever it is given in whatever column, and a table that somebody else has made has
none of the site's constraints.
"""

from typing import Any

import sqlalchemy as sa

from byline.backups.errors import ArchiveRefused
from byline.extensions import Base

# How SQLite stores the values of a column. A number in JSON is a number there.
STORED_AS: dict[type[sa.types.TypeEngine[Any]], tuple[str, ...]] = {
    sa.Boolean: ("integer",),
    sa.Integer: ("integer",),
    sa.String: ("text",),
    sa.DateTime: ("text",),
    sa.JSON: ("text", "integer", "real"),
}


def check_values(connection: sa.Connection) -> None:
    """Check each value against its column's type and its table's constraints.

    The schema is the code's. Raises ArchiveRefused.
    """
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            _refuse(connection, table, column.name, _is_odd(column))
        for constraint in table.constraints:
            if isinstance(constraint, sa.CheckConstraint):
                broken = sa.text(f"NOT ({constraint.sqltext})")
                _refuse(connection, table, str(constraint.name), broken)


def _is_odd(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    kind = getattr(column.type, "impl_instance", column.type)
    stored_as = next(how for known, how in STORED_AS.items() if isinstance(kind, known))
    odd: sa.ColumnElement[bool] = sa.func.typeof(column).not_in(("null", *stored_as))
    if isinstance(kind, sa.Boolean):
        odd = sa.or_(odd, sa.cast(column, sa.Integer).not_in((0, 1)))
    return odd


def _refuse(
    connection: sa.Connection,
    table: sa.Table,
    what: str,
    odd: sa.ColumnElement[bool] | sa.TextClause,
) -> None:
    if connection.execute(sa.select(sa.literal(1)).select_from(table).where(odd).limit(1)).first():
        raise ArchiveRefused(
            f"The database in the backup is damaged: {table.name} has a row whose {what} is none"
            " that Byline writes."
        )

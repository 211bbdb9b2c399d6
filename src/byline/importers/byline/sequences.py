"""Ids that rows bring along, and the counting of ids that goes on after them."""

from sqlalchemy import func, select

from byline.extensions import Base, db


def raise_sequence(model: type[Base]) -> None:
    """Let PostgreSQL count on from the greatest id; the other engines do so by themselves."""
    if db.engine.dialect.name != "postgresql":
        return
    table = model.__table__
    sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
    greatest = select(func.max(table.c.id)).scalar_subquery()
    db.session.execute(
        select(func.setval(sequence, func.greatest(greatest, func.nextval(sequence))))
    )

"""Reading the site as it is at one moment, however long that takes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import InstrumentedAttribute, Session

from byline.extensions import db

# As many rows at a time as are in memory; on no engine do they need a cursor that stays open.
BATCH_ROWS = 50


@contextmanager
def snapshot() -> Iterator[Session]:
    """Yield a session that sees what is committed now, and nothing that is written later."""
    options = {} if db.engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with (
        db.engine.connect().execution_options(**options) as connection,
        connection.begin(),
        Session(connection) as session,
    ):
        yield session


def batches(
    session: Session,
    query: Any,  # noqa: ANN401 - of any columns
    key: InstrumentedAttribute[Any],
    *,
    size: int = BATCH_ROWS,
) -> Iterator[Sequence[Any]]:
    """Yield the rows of a query in batches, ordered by a key that it selects as its first column.

    The key is a number or a text that no two rows share. One query for each batch.
    """
    last = "" if isinstance(key.type, String) else 0
    while rows := session.execute(query.where(key > last).order_by(key).limit(size)).all():
        yield rows
        last = rows[-1][0]


def rows_of(
    session: Session,
    query: Any,  # noqa: ANN401 - of any columns
    key: InstrumentedAttribute[Any],
    *,
    size: int = 20 * BATCH_ROWS,
) -> Iterator[Any]:
    """Yield the rows of a query one by one, in the same way; for rows without long texts."""
    for batch in batches(session, query, key, size=size):
        yield from batch

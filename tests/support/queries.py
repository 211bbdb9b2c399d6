"""See which statements a block runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

# What the engine says on its own: not a cost of the page.
HOUSEKEEPING = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """Yield a list that takes each statement that is run, on whichever engine.

    A test compares its length, and sees the statements themselves when that fails.
    """
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: Any) -> None:  # noqa: ANN401 - the event's other arguments
        if not statement.startswith(HOUSEKEEPING):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)

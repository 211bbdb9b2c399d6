"""A migration that was cut off goes on from where it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask

from byline.extensions import Base, db
from tests.migrations.rows import reflect
from tests.support.engines import every_engine

CHANGES = ("CREATE", "DROP", "ALTER", "INSERT", "UPDATE", "DELETE")


class PulledPlug(Exception):
    """The power went away."""


@contextmanager
def power_for(changes: int) -> Iterator[None]:
    """Let so many changing statements through, and no more."""
    left = changes

    def check(_connection: object, _cursor: object, statement: str, *_rest: Any) -> None:  # noqa: ANN401 - the event's other arguments
        nonlocal left
        if statement.lstrip().startswith(CHANGES):
            if left == 0:
                raise PulledPlug
            left -= 1

    event = (db.engine, "before_cursor_execute", check)
    sa.event.listen(*event)
    try:
        yield
    finally:
        sa.event.remove(*event)


def run_interrupted(migrate: Callable[[], None]) -> int:
    """Run until it is done, a statement further each time; return how often that took."""
    for changes in range(1000):
        try:
            with power_for(changes):
                migrate()
        except PulledPlug:
            continue
        return changes
    pytest.fail("it never ends")


@every_engine
def test_an_interrupted_upgrade_can_be_run_again(unmigrated_app: Flask) -> None:
    runs = run_interrupted(flask_migrate.upgrade)

    assert runs > 10
    with db.engine.connect() as connection:
        tables = reflect(connection)
        assert set(tables) == set(Base.metadata.tables)
        roles = connection.scalar(sa.select(sa.func.count()).select_from(tables["roles"]))
    assert roles == 4


@every_engine
def test_an_interrupted_downgrade_can_be_run_again(unmigrated_app: Flask) -> None:
    flask_migrate.upgrade()

    runs = run_interrupted(lambda: flask_migrate.downgrade(revision="base"))

    assert runs > 2
    with db.engine.connect() as connection:
        assert reflect(connection) == {}

"""Each migration, up and down, with rows in every table."""

import flask_migrate
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Flask

from byline.extensions import Base, db
from byline.lib.database import WRITES
from byline.migrations import DIRECTORY
from tests.migrations.rows import ROWS, contents, fill, part_of, reflect
from tests.support.engines import every_engine


def revisions() -> list[str]:
    """Return the migrations, oldest first."""
    script = ScriptDirectory(DIRECTORY)
    return [step.revision for step in reversed(list(script.walk_revisions()))]


def writing() -> sa.Connection:
    """Return a connection whose transaction may write."""
    return db.engine.connect().execution_options(**{WRITES: True})


def upgrade_with_rows() -> None:
    """Take every step up; fill each table as soon as it is there."""
    known: set[str] = set()
    for revision in revisions():
        flask_migrate.upgrade(revision=revision)
        with writing() as connection:
            tables = set(reflect(connection))
            fill(connection, tables - known)
            connection.commit()
        known = tables


@every_engine
def test_every_step_up_keeps_the_rows_there_are(unmigrated_app: Flask) -> None:
    upgrade_with_rows()

    with db.engine.connect() as connection:
        rows = contents(connection)
    assert {name: len(rows[name]) for name in ROWS if ROWS[name]} == {
        name: len(ROWS[name]) for name in ROWS if ROWS[name]
    }
    assert len(rows["roles"]) == 4
    assert len(rows["counters"]) == 1


@every_engine
def test_every_step_down_keeps_the_rows_of_what_stays(unmigrated_app: Flask) -> None:
    upgrade_with_rows()

    for _step in revisions():
        with db.engine.connect() as connection:
            before = contents(connection)
        flask_migrate.downgrade()

        with db.engine.connect() as connection:
            after = contents(connection)
        assert {name: len(after[name]) for name in after} == {
            name: len(before[name]) for name in after
        }
        assert part_of(after, after) == part_of(after, before)
    assert after == {}


@every_engine
def test_all_the_way_down_and_up_again_ends_at_the_same_tables(unmigrated_app: Flask) -> None:
    upgrade_with_rows()
    flask_migrate.downgrade(revision="base")

    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        assert set(reflect(connection)) == set(Base.metadata.tables)


def test_every_table_has_a_row_to_migrate() -> None:
    assert set(ROWS) == set(Base.metadata.tables)

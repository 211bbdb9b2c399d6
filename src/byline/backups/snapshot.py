"""The database as it is at one moment, while the site goes on, as a SQLite file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from byline.backups.errors import BackupFailed
from byline.backups.rows import copy_rows, count_rows, delete_rows, reflect_tables
from byline.backups.scratch import filling, migrate, settle
from byline.extensions import db

Progress = Callable[[int], object]


def take_snapshot(target: Path, progress: Progress) -> None:
    """Copy all rows to a new SQLite database at the same revision.

    Raises BackupFailed where the copy has not as many as the site.
    """
    if db.engine.dialect.name == "sqlite":
        _copy_file(target)
    else:
        _copy_server(target, progress)


def _copy_file(target: Path) -> None:
    """Copy the file by SQLite's own backup, which waits for nobody and misses nothing."""
    with (
        closing(sqlite3.connect(db.engine.url.database or "")) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    settle(target)


def _copy_server(target: Path, progress: Progress) -> None:
    """Read a server's database in one transaction, which shows all tables as at its beginning."""
    with db.engine.connect() as source:
        source.execution_options(isolation_level="REPEATABLE READ")
        # The first statement is the moment.
        revision = source.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        migrate(target, revision)
        with filling(target) as copy:
            tables = reflect_tables(copy)
            delete_rows(copy, tables)
            copy_rows(source, copy, tables, progress)
            # Of the same moment as what was copied.
            if count_rows(source, tables) != count_rows(copy, tables):
                raise BackupFailed("The database gave other rows than it counts; back up again.")
    settle(target)

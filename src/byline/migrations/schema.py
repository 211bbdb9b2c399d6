"""Is the database at the schema that this code was written for, and bring it there."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from enum import Enum
from functools import cache, wraps
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect

from byline.extensions import db
from byline.lib.database import make_private_file, utcnow
from byline.lib.files import make_private_folder, move_into_place, temporary_file
from byline.migrations import DIRECTORY


class SchemaError(RuntimeError):
    """The database does not fit the code; the message says what to do."""


class Schema(Enum):
    """How the database's schema stands to the code's."""

    EMPTY = "empty"
    OLD = "old"
    CURRENT = "current"
    NEW = "new"


def schema_state() -> Schema:
    """Compare the database's revision with the migrations of the code."""
    # Alembic is loaded by those who ask, not by every web process.
    from alembic.runtime.migration import MigrationContext

    if not _is_there():
        return Schema.EMPTY
    # Its remarks on how it works are for those who migrate by hand.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with db.engine.connect() as connection:
        found = set(MigrationContext.configure(connection).get_current_heads())
    if not found:
        return Schema.EMPTY
    heads, known = _revisions()
    if found == heads:
        return Schema.CURRENT
    return Schema.OLD if found <= known else Schema.NEW


def find_tables() -> set[str]:
    """Return the names of all tables in the database but Alembic's own, whoever made them."""
    if not _is_there():
        return set()
    with db.engine.connect() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _is_there() -> bool:
    """Say whether there is a database to connect to: SQLite makes one for whoever asks."""
    name = db.engine.url.database or ""
    if db.engine.dialect.name != "sqlite" or name in ("", ":memory:") or name.startswith("file:"):
        return True
    return Path(name).exists()


@cache
def _revisions() -> tuple[frozenset[str], frozenset[str]]:
    """Return the newest revisions of the code and all of them; reads their files once."""
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(DIRECTORY)
    known = frozenset(revision.revision for revision in script.walk_revisions())
    return frozenset(script.get_heads()), known


def known_revisions() -> frozenset[str]:
    """Return all revisions that the code's migrations lead over."""
    return _revisions()[1]


def prepare_database() -> None:
    """Make sure that the schema is the code's.

    SQLite is migrated here, after a copy of the file; on a server the operator decides when.
    Raises SchemaError with the sentence to print.
    """
    make_data_folder()
    state = schema_state()
    if state is Schema.NEW:
        raise SchemaError(
            "The database was written by a newer version of Byline."
            " Install that version, or restore an older backup."
        )
    if state is Schema.CURRENT:
        return
    if db.engine.dialect.name != "sqlite":
        raise SchemaError("The database needs an upgrade. Back it up, then run: byline db upgrade")
    if state is Schema.OLD:
        _copy_database()
    _upgrade()


def with_database(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the application, and a database that fits it."""

    @with_appcontext
    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the command takes
        try:
            prepare_database()
        except SchemaError as error:
            raise click.ClickException(str(error)) from error
        return command(*args, **kwargs)

    return run


def make_data_folder() -> None:
    """Make the folder in which a SQLite database lies. Raises SchemaError."""
    try:
        make_private_folder(Path(current_app.config["DATA"]))
    except OSError as error:
        raise SchemaError(f"The data folder cannot be made: {error}") from error


def _upgrade() -> None:
    import flask_migrate

    flask_migrate.upgrade(directory=DIRECTORY)


def _copy_database() -> None:
    """Copy the SQLite file by SQLite's own backup, which waits for nobody and misses nothing.

    Raises SchemaError when the copy, and so the database, is damaged.
    """
    folder = Path(current_app.config["DATA"]) / "backups"
    target = folder / f"before-upgrade-{utcnow():%Y%m%dT%H%M%SZ}.sqlite3"
    make_private_folder(folder)
    with temporary_file(folder) as temporary:
        make_private_file(temporary)
        with (
            closing(sqlite3.connect(db.engine.url.database or "")) as source,
            closing(sqlite3.connect(temporary)) as copy,
        ):
            source.backup(copy)
            _check_copy(copy)
        move_into_place(temporary, target)


def _check_copy(copy: sqlite3.Connection) -> None:
    integrity = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    if integrity != ["ok"] or copy.execute("PRAGMA foreign_key_check").fetchone():
        raise SchemaError(
            "The database is damaged and has not been upgraded. Restore a backup of it."
        )

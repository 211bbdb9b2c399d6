"""The SQLite database in a backup: made, opened without trust, checked, brought up to date."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from byline.backups.errors import ArchiveRefused
from byline.backups.rows import count_rows, reflect_tables
from byline.backups.values import check_values
from byline.extensions import Base
from byline.lib.database import prepare_sqlite
from byline.lib.database_address import sqlite_uri
from byline.migrations import DIRECTORY
from byline.migrations.schema import known_revisions

MEDIA_TABLE = "media_files"


def migrate(path: Path, revision: str = "head") -> None:
    """Bring a SQLite database, or a new one, up to a revision by Byline's own migrations."""
    from alembic import command
    from alembic.config import Config

    engine = sa.create_engine(sqlite_uri(path), poolclass=sa.NullPool)
    prepare_sqlite(engine)
    config = Config(attributes={"engine": engine})
    config.set_main_option("script_location", DIRECTORY)
    command.upgrade(config, revision)
    engine.dispose()
    settle(path)


def settle(path: Path) -> None:
    """Put all of a database into the one file that is copied."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def reading(path: Path) -> Iterator[sa.Connection]:
    """Open a database in which nothing can be changed, and nothing it brings along is run."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        return connection

    with _connection(connect) as connection:
        yield connection


@contextmanager
def filling(path: Path) -> Iterator[sa.Connection]:
    """Open a database to put rows into it, in any order; all of them are there at the end.

    Should the power fail, there is no backup, so nothing waits for the disk.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    with _connection(connect) as connection:
        yield connection
        connection.commit()


def check_database(path: Path) -> dict[str, int]:
    """Check a database from bottom to top, and return how many rows each table has.

    Raises ArchiveRefused with what is wrong.
    """
    try:
        with reading(path) as connection:
            _check_schema(connection)
            _check_content(connection)
            return count_rows(connection, reflect_tables(connection))
    except (sa.exc.DBAPIError, sqlite3.DatabaseError) as error:
        raise ArchiveRefused(f"The database in the backup is damaged: {_cause(error)}.") from error


def bring_up_to_date(path: Path) -> None:
    """Run over a checked database the migrations that are newer than it.

    Raises ArchiveRefused where it is not made as they make it, or holds what they do not allow.
    """
    try:
        migrate(path)
        with reading(path) as connection:
            own_tables(connection)
            check_values(connection)
    except (sa.exc.SQLAlchemyError, sqlite3.DatabaseError) as error:
        raise ArchiveRefused(f"The backup cannot be brought up to date: {_cause(error)}") from error


def own_tables(connection: sa.Connection) -> list[sa.Table]:
    """Return the tables of the code's schema, those that others name first.

    Others may have been added to a database by hand. Raises ArchiveRefused for one that lacks
    some, or has other columns.
    """
    known = Base.metadata.tables
    tables = [table for table in reflect_tables(connection) if table.name in known]
    same = (set(table.columns.keys()) == set(known[table.name].columns.keys()) for table in tables)
    if len(tables) != len(known) or not all(same):
        raise ArchiveRefused("The tables of the database in the backup are not Byline's.")
    return tables


def find_revision(path: Path) -> str:
    """Return the revision of a database's schema. Raises ArchiveRefused where it has none."""
    with reading(path) as connection:
        try:
            revisions = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
        except sa.exc.DBAPIError:
            revisions = []
    if len(revisions) != 1:
        raise ArchiveRefused("The database in the backup is none of Byline's.")
    return str(revisions[0][0])


def is_known(revision: str) -> bool:
    """Say whether this version of Byline knows a revision."""
    return revision in known_revisions()


def media_names(path: Path) -> set[str]:
    """Return the names of the files that a database's rows name: `<digest>.<extension>`."""
    with reading(path) as connection:
        tables = {table.name: table for table in reflect_tables(connection)}
        if MEDIA_TABLE not in tables:
            return set()
        files = tables[MEDIA_TABLE].columns
        rows = connection.execute(sa.select(files.digest, files.extension))
        return {f"{digest}.{extension}" for digest, extension in rows}


def _check_schema(connection: sa.Connection) -> None:
    """Refuse what could run by itself when somebody reads or writes a table."""
    objects = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
    for kind, name, sql in objects:
        plain = str(sql).upper().startswith("CREATE TABLE ") if kind == "table" else kind == "index"
        if not plain:
            raise ArchiveRefused(f"The database in the backup has a {kind} of its own: {name!r}.")


def _check_content(connection: sa.Connection) -> None:
    integrity = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if list(integrity) != ["ok"]:
        raise ArchiveRefused(f"The database in the backup is damaged: {integrity[0]}.")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise ArchiveRefused(
            f"The database in the backup is damaged: row {broken[1]} of {broken[0]} names a row"
            f" of {broken[2]} that is not there."
        )


@contextmanager
def _connection(connect: Callable[[], sqlite3.Connection]) -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _cause(error: Exception) -> object:
    return getattr(error, "orig", error)

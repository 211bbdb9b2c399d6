"""What the three database engines need to behave the same.

SQLite is set up so that several processes can write to it without losing an update: write-ahead
logging, a wait for the lock, and `BEGIN IMMEDIATE` for each unit that writes (SQLAlchemy's default
upgrades a read to a write, which loses updates or fails under concurrency).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, types
from sqlalchemy.dialects import mysql
from sqlalchemy.engine import Dialect

# How long a writer waits for another one's lock before it gives up.
LOCK_TIMEOUT_MS = 10_000
# Execution option of the transactions that write.
WRITES = "byline_writes"


def utcnow() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


class UtcDateTime(types.TypeDecorator[datetime]):
    """A moment, aware in Python and stored as UTC without an offset, to the microsecond.

    Engines differ in how they treat time zones; none differs in how it treats a plain date and
    time. A naive value is refused, since nobody can tell which moment it means.
    """

    impl = types.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> types.TypeEngine[Any]:
        """MySQL drops fractions of a second unless asked to keep them."""
        if dialect.name in ("mysql", "mariadb"):
            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(types.DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC. Raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive date and time does not name a moment")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that what was stored is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


def long_text() -> types.Text:
    """Return the column type of a body; MySQL's own TEXT ends at 64 kB."""
    return types.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def prepare_sqlite(engine: Engine) -> None:
    """Make a SQLite engine safe for several processes; other engines are left as they are."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "do_connect", _make_private_file)
    event.listen(engine, "connect", _configure_connection)
    event.listen(engine, "begin", _begin)


@contextmanager
def short_write(engine: Engine, patience_ms: int) -> Iterator[Connection]:
    """Begin a transaction that writes; on SQLite, wait for the lock only so long.

    Raises OperationalError when the wait was in vain.
    """
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        raw: Any = connection.connection.dbapi_connection
        if engine.dialect.name == "sqlite":
            raw.execute(f"PRAGMA busy_timeout = {patience_ms}")
        try:
            with connection.begin():
                yield connection
        finally:
            if engine.dialect.name == "sqlite":
                raw.execute(f"PRAGMA busy_timeout = {LOCK_TIMEOUT_MS}")


def make_private_file(path: Path) -> None:
    """Make an empty file that its owner alone may read; SQLite gives its others the same mode."""
    with suppress(OSError):
        # What is in the way is for SQLite to tell.
        path.touch(mode=0o600, exist_ok=False)


def _make_private_file(
    _dialect: Dialect, _record: object, arguments: list[Any], _options: object
) -> None:
    name = str(arguments[0])
    if name and name != ":memory:" and not name.startswith("file:"):
        make_private_file(Path(name))


def _configure_connection(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin too late and DEFERRED; `_begin` takes over.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {LOCK_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

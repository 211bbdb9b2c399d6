"""Counts of limits in a SQLite file that the processes of one machine share.

A store for the library `limits`, known by the scheme `sqlite-counts`. Losing counts does little
harm, so nothing waits for the disk, and a file that is damaged is begun anew.
"""

import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from limits.storage import Storage

# A count takes a fraction of a millisecond; whoever holds the file for so long is not counting.
LOCK_TIMEOUT_SECONDS = 1
# What is over is taken out by each process as often as this, not by each count.
SWEEP_SECONDS = 60
SCHEME = "sqlite-counts"
FILE_NAME = "limits.sqlite3"

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_TABLES = (
    """CREATE TABLE IF NOT EXISTS counts (
        name TEXT PRIMARY KEY, total INTEGER NOT NULL, expires_at REAL NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS ix_counts_expires_at ON counts (expires_at)",
)
_COUNT = """INSERT INTO counts (name, total, expires_at) VALUES (:name, :amount, :now + :seconds)
ON CONFLICT (name) DO UPDATE SET
    total = CASE WHEN expires_at <= :now THEN :amount ELSE total + :amount END,
    expires_at = CASE WHEN expires_at <= :now THEN :now + :seconds ELSE expires_at END
RETURNING total"""

Result = TypeVar("Result")
Step = Callable[[sqlite3.Connection], Result]

_log = logging.getLogger("byline.limits")


def counts_uri(data: Path) -> str:
    """Return the address of the counts in a data folder."""
    return f"{SCHEME}://{data / FILE_NAME}"


class SqliteCounts(Storage):
    """Totals by name, each with the time at which it is forgotten."""

    STORAGE_SCHEME = [SCHEME]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **options: Any) -> None:  # noqa: ANN401 - of other stores
        super().__init__(uri, wrap_exceptions, **options)
        self._path = Path(uri.removeprefix(f"{SCHEME}://"))
        self._next_sweep = 0.0

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """What goes wrong here."""
        return (sqlite3.Error, OSError)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more, for `expiry` seconds from the first time on; return the total."""
        now = time.time()
        values = {"name": key, "amount": amount, "now": now, "seconds": expiry}

        def count(connection: sqlite3.Connection) -> int:
            self._sweep(connection, now)
            return int(connection.execute(_COUNT, values).fetchone()[0])

        return self._do(count)

    def get(self, key: str) -> int:
        """Return the total."""
        return int(self._find(key)[0])

    def get_expiry(self, key: str) -> float:
        """Return when the count is forgotten, in seconds since 1970."""
        return self._find(key)[1]

    def check(self) -> bool:
        """Say whether the store can be used."""
        self._find("")
        return True

    def reset(self) -> int:
        """Forget everything; return how many counts there were."""
        return self._do(lambda connection: connection.execute("DELETE FROM counts").rowcount)

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._do(lambda connection: connection.execute("DELETE FROM counts WHERE name = ?", (key,)))

    def _find(self, key: str) -> tuple[int, float]:
        now = time.time()
        query = "SELECT total, expires_at FROM counts WHERE name = ? AND expires_at > ?"
        found: tuple[int, float] | None = self._do(
            lambda connection: connection.execute(query, (key, now)).fetchone()
        )
        return found or (0, now)

    def _sweep(self, connection: sqlite3.Connection, now: float) -> None:
        if now >= self._next_sweep:
            self._next_sweep = now + SWEEP_SECONDS
            connection.execute("DELETE FROM counts WHERE expires_at <= ?", (now,))

    def _do(self, step: Step[Result]) -> Result:
        """Do a step; in a new file where there is none, or what is there is none of ours."""
        try:
            with self._connection() as connection:
                return step(connection)
        except sqlite3.OperationalError as error:
            # A file of somebody else, or one whose maker was interrupted, has no table.
            if "no such" not in str(error):
                raise
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                raise
            _log.warning("the counts of limits were damaged and begin anew: %s", error)
            self._remove()
        with self._connection() as connection:
            self._create(connection)
            return step(connection)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one step: a connection must not be carried over a fork."""
        self._make_file()
        connection = sqlite3.connect(self._path, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)
        try:
            # A write-ahead log costs more than it gains where each step opens the file anew.
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            connection.execute("PRAGMA synchronous = OFF")
            yield connection
        finally:
            connection.close()

    def _make_file(self) -> None:
        """Nobody but the server reads who was here; SQLite's other files take over the mode."""
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600))

    def _create(self, connection: sqlite3.Connection) -> None:
        for statement in _TABLES:
            connection.execute(statement)

    def _remove(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

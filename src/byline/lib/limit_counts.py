"""Counts of limits in a SQLite file that the processes of one machine share.

A store for the library `limits`, known by the scheme `sqlite-counts`. Losing counts to a power cut
does no harm, so nothing waits for the disk.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from limits.storage import Storage

LOCK_TIMEOUT_SECONDS = 5
_TABLE = """CREATE TABLE IF NOT EXISTS counts (
    name TEXT PRIMARY KEY, total INTEGER NOT NULL, expires_at REAL NOT NULL
) WITHOUT ROWID"""
_COUNT = """INSERT INTO counts (name, total, expires_at) VALUES (:name, :amount, :now + :seconds)
ON CONFLICT (name) DO UPDATE SET
    total = CASE WHEN expires_at <= :now THEN :amount ELSE total + :amount END,
    expires_at = CASE WHEN expires_at <= :now THEN :now + :seconds ELSE expires_at END
RETURNING total"""


class SqliteCounts(Storage):
    """Totals by name, each with the time at which it is forgotten."""

    STORAGE_SCHEME = ["sqlite-counts"]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **options: Any) -> None:  # noqa: ANN401 - of other stores
        super().__init__(uri, wrap_exceptions, **options)
        self._path = Path(uri.removeprefix("sqlite-counts://"))

    @property
    def base_exceptions(self) -> type[Exception]:
        """What goes wrong here."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more, for `expiry` seconds from the first time on; return the total."""
        now = time.time()
        values = {"name": key, "amount": amount, "now": now, "seconds": expiry}
        with self._connection() as connection:
            connection.execute("DELETE FROM counts WHERE expires_at <= ?", (now,))
            row = connection.execute(_COUNT, values).fetchone()
        return int(row[0])

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
        with self._connection() as connection:
            return connection.execute("DELETE FROM counts").rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._connection() as connection:
            connection.execute("DELETE FROM counts WHERE name = ?", (key,))

    def _find(self, key: str) -> tuple[int, float]:
        now = time.time()
        query = "SELECT total, expires_at FROM counts WHERE name = ? AND expires_at > ?"
        with self._connection() as connection:
            found = connection.execute(query, (key, now)).fetchone()
        return found or (0, now)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one step: a connection must not be carried over a fork."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
            yield connection
        finally:
            connection.close()

"""Tell a database that is busy or away from a statement that is wrong.

The first passes and deserves a 503, the second is a fault of ours. Drivers report both by the
same class, so the numbers decide: https://www.sqlite.org/rescode.html,
https://www.postgresql.org/docs/current/errcodes-appendix.html,
https://mariadb.com/docs/server/reference/error-codes.
"""

import sqlite3

from sqlalchemy import exc

_SQLITE_CODES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
# Connection, rollback (deadlock), resources, object in use, operator's intervention.
_POSTGRESQL_CLASSES = ("08", "40", "53", "55", "57")
# Too many connections, lock wait, deadlock, cannot connect, gone away, lost.
_MYSQL_CODES = frozenset({1040, 1205, 1213, 2002, 2003, 2006, 2013})


def is_outage(error: exc.SQLAlchemyError) -> bool:
    """Whether the database could not be reached or could not serve just now."""
    if isinstance(error, exc.TimeoutError):
        return True  # no connection became free
    if not isinstance(error, exc.DBAPIError):
        return False
    # Without a statement it was the connection that failed.
    return error.connection_invalidated or error.statement is None or _is_passing(error.orig)


def _is_passing(original: BaseException | None) -> bool:
    """Whether the driver's own error names a state that passes."""
    if isinstance(original, sqlite3.Error):
        # The low byte is the primary code; Python's own errors carry none.
        return getattr(original, "sqlite_errorcode", 0) & 0xFF in _SQLITE_CODES
    state = getattr(original, "sqlstate", None)
    if isinstance(state, str):
        return state.startswith(_POSTGRESQL_CLASSES)
    number = original.args[0] if original is not None and original.args else None
    return number in _MYSQL_CODES

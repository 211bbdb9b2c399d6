"""The address of the database: as platforms hand it out, and as SQLAlchemy takes it."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from byline.lib.settings import InvalidSetting

# The type of database behind an address, and the driver Byline talks to it with.
DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}


def database_uri(given: str | None, data: Path) -> str:
    """Return the SQLAlchemy address for what the operator gave, with Byline's driver in it.

    Platforms hand out `postgres://` and `mysql://`; SQLAlchemy wants the driver named. Raises
    InvalidSetting for an address that is none, and for a driver that is not installed.
    """
    if not given:
        return sqlite_uri(data / "byline.sqlite3")
    scheme, separator, rest = given.partition("://")
    address = f"{DRIVERS.get(scheme, scheme)}{separator}{rest}"
    try:
        make_url(address).get_dialect().import_dbapi()
    except (ArgumentError, ValueError):
        # What was given is not shown: it may hold a password.
        raise InvalidSetting(
            "The database address must look like postgresql://user@host/name."
        ) from None
    except ImportError as error:
        raise InvalidSetting(
            f"The driver of the database is not installed ({error.name}): Byline brings it with an"
            " extra, such as byline[postgresql] or byline[mysql]."
        ) from error
    return address


def sqlite_uri(path: Path) -> str:
    """Return the address of a SQLite database, whatever characters its path has."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def engine_options(uri: str) -> dict[str, Any]:
    """Return what SQLAlchemy is told about the engine behind an address."""
    # An error's message is no place for what people have typed.
    options: dict[str, Any] = {"hide_parameters": True}
    match make_url(uri).get_backend_name():
        case "sqlite":
            return options
        case "mysql" | "mariadb":
            # Its default shows a transaction no row that was added since it began, so that the
            # loser of a race cannot find the winner's.
            return options | {"pool_pre_ping": True, "isolation_level": "READ COMMITTED"}
        case _:
            # Servers close connections that idle for long.
            return options | {"pool_pre_ping": True}

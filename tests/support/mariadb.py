"""A real MariaDB."""

import getpass
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from tests.support.servers import (
    database_answers,
    free_port,
    require_program,
    running,
    temporary_folder,
)

# Root connects over the network without a password.
SETUP = ("--auth-root-authentication-method=normal", "--skip-test-db")
# Nobody needs these databases after a crash.
SETTINGS = (
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=OFF",
    "--innodb-log-file-size=16M",
    "--innodb-buffer-pool-size=64M",
    "--performance-schema=OFF",
    "--innodb-flush-method=nosync",
    "--sync-frm=OFF",
)


@contextmanager
def run_mariadb() -> Iterator[str]:
    """Start a server and yield the address of an empty database on it."""
    install = require_program("mariadb-install-db")
    mariadbd = require_program("mariadbd")
    port = free_port()
    address = f"mysql+pymysql://root@127.0.0.1:{port}"
    with temporary_folder() as folder:
        shared = ["--no-defaults", f"--datadir={folder / 'data'}", f"--user={getpass.getuser()}"]
        subprocess.run([install, *shared, *SETUP], check=True, capture_output=True)
        serve = [mariadbd, *shared, f"--socket={folder / 'socket'}", f"--port={port}", *SETTINGS]
        with running(serve, ready=lambda: database_answers(address), log=folder / "log"):
            _create_database(address)
            yield f"{address}/byline"


def _create_database(address: str) -> None:
    engine = sa.create_engine(address, poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE byline"))

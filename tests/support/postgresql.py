"""A real PostgreSQL."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.servers import (
    database_answers,
    free_port,
    require_program,
    running,
    temporary_folder,
)

# Debian has a folder for each version; the newest comes first.
FOLDERS = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
SETUP = ("--username=byline", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
# Nobody needs these databases after a crash.
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
)


@contextmanager
def run_postgresql() -> Iterator[str]:
    """Start a server and yield the address of an empty database on it."""
    initdb = require_program("initdb", *FOLDERS)
    postgres = require_program("postgres", *FOLDERS)
    # It refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    port = free_port()
    address = f"postgresql+psycopg://byline@127.0.0.1:{port}/postgres"
    with temporary_folder(owner=user) as folder:
        data = folder / "data"
        make = [initdb, f"--pgdata={data}", *SETUP]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)
        serve = [postgres, "-D", str(data), "-p", str(port), "-k", str(folder)]
        serve += [f"--{setting}" for setting in SETTINGS]
        with running(
            serve,
            ready=lambda: database_answers(address),
            log=folder / "log",
            user=user,
            stop_signal=signal.SIGINT,  # does not wait for clients
        ):
            yield address

"""Start the servers that tests talk to: in a temporary folder, on a free port of this machine."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

START_SECONDS = 60
STOP_SECONDS = 20
# Where Debian keeps what an ordinary user does not start.
SYSTEM_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")


def require_program(name: str, *more_folders: str) -> str:
    """Return the path of a program; without it skip the test, or fail where CI is set."""
    folders = os.pathsep.join([os.environ["PATH"], *more_folders, *SYSTEM_FOLDERS])
    path = shutil.which(name, path=folders)
    if path is None:
        reason = f"{name} is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def temporary_folder(owner: str | None = None) -> Iterator[Path]:
    """Make a folder that `owner` can reach, with a path short enough for sockets.

    pytest's own folders are closed to other users, and PostgreSQL does not run as root.
    """
    with tempfile.TemporaryDirectory(prefix="byline-", ignore_cleanup_errors=True) as name:
        if owner is not None:
            shutil.chown(name, owner)
        yield Path(name)


def database_answers(address: str) -> bool:
    """Say whether a database server takes connections."""
    engine = sa.create_engine(address, poolclass=sa.NullPool)
    try:
        engine.connect().close()
    except sa.exc.OperationalError:
        return False
    return True


@contextmanager
def running(
    command: Sequence[str],
    *,
    ready: Callable[[], bool],
    log: Path,
    user: str | None = None,
    env: dict[str, str] | None = None,
    stop_signal: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; its output goes to `log`.

    Raises RuntimeError with that output when the server ends or is not ready in time.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=user,
            env=env,
        )
    try:
        _wait_until_ready(process, ready, log)
        yield process
    finally:
        _stop(process, stop_signal)


def _wait_until_ready(
    process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path
) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(
                f"{process.args!r} did not start:\n{log.read_text('utf-8', 'replace')}"
            )
        time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes], stop_signal: int | None) -> None:
    if stop_signal is None:
        process.terminate()
    else:
        process.send_signal(stop_signal)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

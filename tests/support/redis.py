"""A real Redis."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.servers import free_port, require_program, running, temporary_folder


@contextmanager
def run_redis(port: int | None = None) -> Iterator[str]:
    """Start a server and yield its address."""
    program = require_program("redis-server")
    port = port or free_port()
    with temporary_folder() as folder:
        command = [program, "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)]
        command += ["--save", "", "--appendonly", "no"]
        with running(command, ready=lambda: _answers(port), log=folder / "log"):
            yield f"redis://127.0.0.1:{port}"


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(5) == b"+PONG"
    except OSError:
        return False

"""The production server: granian, with the application loaded once and forked to each worker.

Children share the memory of what the parent has loaded as long as nobody writes to it. So all is
loaded before they exist, and frozen: the garbage collector, which marks every object it looks at,
leaves it alone.
"""

import errno
import gc
import multiprocessing
import os
import signal
import socket
import threading

import click
from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer
from sqlalchemy.orm import configure_mappers

from byline.extensions import db
from byline.web.metrics import share_between_workers

# How long requests in flight may take after a stop was asked for.
STOP_TIMEOUT_SECONDS = 30
# How long a client may take to send a request's head, and may wait before the next one. Front
# servers keep a connection for 60 s; were it closed on them as they send, their reader got a 502.
IDLE_TIMEOUT_MS = 65_000
# About the size of the largest head.
MAX_HEAD_BYTES = 65_536
MAX_PORT = 65_535
# Granian would replace the handlers of the log by its own; ours write one form and redact.
KEEP_LOG_HANDLERS = {"incremental": True, "formatters": {}, "handlers": {}, "loggers": {}}


class CannotServe(click.ClickException):
    """The server cannot start; the message is a sentence for the operator."""


def serve(app: Flask, host: str, port: int, workers: int | None = None) -> None:
    """Serve `app` until the process is told to stop; requests in flight are finished then.

    One worker per core unless `workers` says otherwise; one that dies is replaced. Raises
    CannotServe when the address is taken or not of this machine.
    """
    address, port = find_address(host, port)
    workers = workers or core_count()
    if workers > 1:
        _share_metrics(app, port)
    # An application cannot be sent to another interpreter, only be inherited.
    multiprocessing.set_start_method("fork", force=True)
    server = _make_server(address, port, workers)
    prepare_fork(app)
    guard_signals()
    shown = f"[{address}]" if ":" in address else address
    click.echo(f"Byline is at http://{shown}:{port} (Ctrl-C stops it)")
    server.serve(target_loader=lambda: _enter_worker(app), wrap_loader=False)


def find_address(host: str, port: int) -> tuple[str, int]:
    """Return the numeric address and the port to listen on; port 0 means any free one.

    Granian itself would share the port with another server of the same user (SO_REUSEPORT), and
    readers would get now the one, now the other. Raises CannotServe when it cannot be had.
    """
    if not 0 <= port <= MAX_PORT:
        # The resolver would take the remainder for the port.
        raise CannotServe(f"Port {port} does not exist; ports go from 0 to {MAX_PORT}.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, address = found[0]
        with socket.socket(family, kind) as probe:
            # Connections of a former server that are still closing do not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            name = probe.getsockname()
    except (OSError, UnicodeError) as error:
        raise CannotServe(_explain(error, host, port)) from error
    return name[0], name[1]


def core_count() -> int:
    """Return the number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def prepare_fork(app: Flask) -> None:
    """Load what workers would load one by one, and give up what they must not share."""
    configure_mappers()
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    with app.app_context():
        for engine in db.engines.values():
            # Two processes on one connection would read each other's answers.
            engine.dispose()
    gc.collect()
    gc.freeze()


def guard_signals() -> None:
    """Let no stop get lost in a worker that is being born.

    Until it has handlers of its own, a child has its parent's, which stop nothing there; so the
    signals wait while the process forks. Ctrl-C is left to the parent, which then ends its
    children in order; a terminal sends it to all of them.
    """
    signals = {signal.SIGINT, signal.SIGTERM}

    def enter_child() -> None:
        # No request is there yet that would have to be finished.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})

    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, signals),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, signals),
        after_in_child=enter_child,
    )


class _Server(MPServer):
    """Granian's server, which may be told to stop together with its workers."""

    def signal_handler_interrupt(self, *args: object, **kwargs: object) -> None:
        """Expect the end of workers that a supervisor signalled too: it is no failure of theirs."""
        for worker in self.wrks:
            worker.interrupt_by_parent = True
        super().signal_handler_interrupt(*args, **kwargs)  # type: ignore[no-untyped-call]  # theirs


def _explain(error: OSError | UnicodeError, host: str, port: int) -> str:
    """Return why the address cannot be had, and what helps."""
    if isinstance(error, UnicodeError):
        return f"{host!r} is no host name."
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken by another program. "
            "Stop that one, or choose another port with --port."
        )
    if error.errno == errno.EACCES:
        return f"This user may not listen on port {port}; choose one above 1023 with --port."
    return f"Byline cannot listen on {host}, port {port}: {error.strerror}."


def _share_metrics(app: Flask, port: int) -> None:
    # Machines may share a data folder, and a machine may run several servers on it.
    folder = app.config["DATA"] / "metrics" / f"{socket.gethostname()}-{port}"
    try:
        share_between_workers(app, folder)
    except OSError as error:
        raise CannotServe(f"The data folder cannot be written: {error}.") from error


def _make_server(address: str, port: int, workers: int) -> _Server:
    return _Server(
        "byline",
        address=address,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        # A second thread would only make the first one wait.
        blocking_threads=1,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=IDLE_TIMEOUT_MS, max_buffer_size=MAX_HEAD_BYTES
        ),
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_TIMEOUT_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=KEEP_LOG_HANDLERS,
    )


def _enter_worker(app: Flask) -> Flask:
    """Begin the life of a worker; runs in the child."""
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    return app


def _stop_with_parent() -> None:
    """Stop this worker when its parent was killed: nobody else would, and it holds the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

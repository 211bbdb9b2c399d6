"""Requests straight into the application: what they cost without a network in between."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from tests.support.queries import count_queries

# What a browser sends; answers are compressed as for readers.
HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "en-GB,en;q=0.7",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}

Request = Callable[[], None]


def make_request(app: Flask, path: str) -> Request:
    """Return what asks for a path as the server does; raises RuntimeError unless it is found."""
    environ = EnvironBuilder(path=path, headers=list(HEADERS.items())).get_environ()
    statuses: list[str] = []

    def start_response(status: str, *_: Any) -> Callable[[bytes], object]:  # noqa: ANN401 - WSGI's
        statuses.append(status)
        return lambda _: None

    def request() -> None:
        statuses.clear()
        body = app.wsgi_app(dict(environ), start_response)
        b"".join(body)
        body.close()  # type: ignore[attr-defined]  # Werkzeug's iterables have it
        if statuses != ["200 OK"]:
            raise RuntimeError(f"{path} answers {statuses}")

    return request


def cpu_ms(request: Request, times: int) -> float:
    """Return the CPU milliseconds of one request, averaged over `times`."""
    started = time.process_time()
    for _ in range(times):
        request()
    return (time.process_time() - started) * 1000 / times


def query_count(request: Request) -> int:
    """Return the number of statements that a request runs."""
    with count_queries() as statements:
        request()
    return len(statements)


@contextlib.contextmanager
def discarded_logs() -> Iterator[None]:
    """Write the log, which is part of the cost, but to nowhere."""
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stderr(nowhere):
        yield

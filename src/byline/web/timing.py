"""When the current request began, and under which name it is counted."""

from time import perf_counter

from flask import Flask, g, request

# A client may send any word as a method; what is counted must be a closed set.
_KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNKNOWN = "unknown"


def init_app(app: Flask) -> None:
    """Start a clock at the head of each request; call it before other `before_request` hooks."""
    app.before_request(_start_clock)


def elapsed_seconds() -> float:
    """Return the seconds since the request began; 0 where it failed before its first hook."""
    started: float | None = g.get("started")
    return 0.0 if started is None else perf_counter() - started


def route_label() -> str:
    """Return the rule of the route, never the path: paths are endless and may name people."""
    return UNKNOWN if request.url_rule is None else request.url_rule.rule


def method_label() -> str:
    """Return the request's method, `unknown` for one that HTTP does not name."""
    return request.method if request.method in _KNOWN_METHODS else UNKNOWN


def _start_clock() -> None:
    g.started = perf_counter()

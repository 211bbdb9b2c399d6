"""Figures for Prometheus at `/metrics`: how many requests, and how long they took.

Opened by the bearer token METRICS_TOKEN or from METRICS_ALLOWED_ADDRESSES. The library is loaded
with the first request, or by `share_between_workers` before a server forks: it decides on import
whether its figures live in the process or in files that all processes of a server share.
"""

import hmac
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flask import Blueprint, Flask, Response, abort, current_app, request

from byline.web.access import public
from byline.web.timing import elapsed_seconds, method_label, route_label

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram

metrics = Blueprint("metrics", __name__)

_EXTENSION = "byline-metrics"
_FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # the library's own
_LABELS = ("method", "route", "status")
_BUCKETS_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class _Figures(NamedTuple):
    """What is counted in one application."""

    registry: "CollectorRegistry"
    requests: "Counter"
    seconds: "Histogram"


def init_app(app: Flask) -> None:
    """Count the requests of `app` and serve `/metrics`."""
    app.register_blueprint(metrics)
    app.after_request(_count_request)


def share_between_workers(app: Flask, folder: Path) -> None:
    """Let the workers of one server add up their figures through files in `folder`.

    Call it in the parent before any request. Figures of a former run are removed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[_FOLDER_VARIABLE] = str(folder)
    app.extensions[_EXTENSION] = _make_figures()


@metrics.get("/metrics")
@public
def show_metrics() -> Response:
    """Show the figures of all workers in Prometheus' text format."""
    if not (_has_token() or _has_allowed_address()):
        abort(403)
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    registry = _figures().registry
    if _FOLDER_VARIABLE in os.environ:
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # theirs
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _count_request(response: Response) -> Response:
    figures = _figures()
    labels = (method_label(), route_label(), str(response.status_code))
    figures.requests.labels(*labels).inc()
    figures.seconds.labels(*labels).observe(elapsed_seconds())
    return response


def _figures() -> _Figures:
    """Return the figures of the current application, made on first use."""
    figures: _Figures | None = current_app.extensions.get(_EXTENSION)
    if figures is None:
        figures = current_app.extensions[_EXTENSION] = _make_figures()
    return figures


def _make_figures() -> _Figures:
    from prometheus_client import CollectorRegistry, Counter, Histogram

    registry = CollectorRegistry()
    return _Figures(
        registry,
        Counter("byline_requests", "Requests answered.", _LABELS, registry=registry),
        Histogram(
            "byline_request_seconds",
            "Seconds until an answer began.",
            _LABELS,
            buckets=_BUCKETS_SECONDS,
            registry=registry,
        ),
    )


def _has_token() -> bool:
    """Whether the request carries the token, compared in constant time."""
    token = current_app.config["METRICS_TOKEN"]
    given = request.authorization
    if not token or given is None or given.type != "bearer" or given.token is None:
        return False
    return hmac.compare_digest(given.token.encode(), token.encode())


def _has_allowed_address() -> bool:
    """Whether the request comes from a listed address itself, not through a front server there."""
    config = current_app.config
    if not config["TRUSTED_PROXIES"] and "X-Forwarded-For" in request.headers:
        # Anybody's request, passed on by a server whose headers are not believed.
        return False
    return request.remote_addr in config["METRICS_ALLOWED_ADDRESSES"]

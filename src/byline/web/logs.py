"""Structured logs on stderr: JSON lines in production, readable ones for a developer.

Every record, ours or a library's, passes the redaction last. Each request leaves one line without
path, query, address or name of the visitor.
"""

import logging
import sys
from typing import Any, TextIO

import structlog
from flask import Flask, Response, has_request_context
from structlog.typing import EventDict, Processor, WrappedLogger

from byline.lib.redaction import redact
from byline.web import timing
from byline.web.request_id import request_id
from byline.web.timing import elapsed_seconds, method_label, route_label

access_log = structlog.stdlib.get_logger("byline.access")
error_log = structlog.stdlib.get_logger("byline.errors")


class StderrHandler(logging.StreamHandler[TextIO]):
    """Writes to what is stderr at the moment of the record; test runners exchange it."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]  # StreamHandler has a plain attribute
        """Return stderr."""
        return sys.stderr


def init_app(app: Flask) -> None:
    """Configure logging for the process and log the requests of `app`."""
    timing.init_app(app)
    configure_logging(app.config["LOG_LEVEL"], readable=app.config["ENVIRONMENT"] == "dev")
    # Flask's own line names the path, which may hold a secret (the link of a password reset).
    app.log_exception = _log_exception  # type: ignore[method-assign]
    app.after_request(_log_request)


def configure_logging(level: str, *, readable: bool) -> None:
    """Send all records of `level` and above to stderr in one form; none of a library's debugging.

    Raises ValueError for a level that does not exist.
    """
    handler = StderrHandler()
    handler.setFormatter(_formatter(readable=readable))
    root = logging.getLogger()
    # A second application in the process takes over; handlers of others, a test's say, stay.
    root.handlers = [other for other in root.handlers if not isinstance(other, StderrHandler)]
    root.addHandler(handler)
    own = logging.getLogger("byline")
    own.setLevel(level.upper())
    # Rendering a page of Markdown makes hundreds of debug records, for the renderer's authors.
    root.setLevel(max(own.level, logging.INFO))
    # A record that cannot be written would be printed as it is, past the redaction.
    logging.raiseExceptions = readable
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared_processors(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _shared_processors() -> list[Processor]:
    """What a record gets before it is rendered, whoever wrote it."""
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_id,
    ]


def _formatter(*, readable: bool) -> logging.Formatter:
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared_processors(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            # Tracebacks become text first, so that the redaction reads them too.
            structlog.processors.format_exc_info,
            redact_record,
            renderer,
        ],
    )


def redact_record(_logger: WrappedLogger, _method: str, record: EventDict) -> EventDict:
    """Take secrets and personal data out of a record."""
    return {name: redact(value, name) for name, value in record.items()}


def _add_request_id(_logger: WrappedLogger, _method: str, record: EventDict) -> EventDict:
    if has_request_context():
        record["request_id"] = request_id()
    return record


def _log_request(response: Response) -> Response:
    access_log.info(
        "request",
        method=method_label(),
        route=route_label(),
        status=response.status_code,
        ms=round(elapsed_seconds() * 1000, 1),
    )
    return response


def _log_exception(exc_info: Any) -> None:  # noqa: ANN401 - Flask's signature
    error_log.error(
        "unexpected error", method=method_label(), route=route_label(), exc_info=exc_info
    )

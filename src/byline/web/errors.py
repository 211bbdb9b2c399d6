"""Answers to what went wrong: a page in the site's look, or problem+json (RFC 9457) for programs.

No answer shows what the error itself says; that goes to the log under the same request id.
"""

from http import HTTPStatus
from typing import NamedTuple

from flask import Flask, Response, json, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import (
    HTTPException,
    SecurityError,
    ServiceUnavailable,
    TooManyRequests,
)
from werkzeug.http import parse_accept_header

from byline.lib.limits import MAX_ACCEPT_CHARS
from byline.lib.outages import is_outage
from byline.web.context import render_without_queries
from byline.web.limits import LimitReached
from byline.web.logs import error_log
from byline.web.not_found import resolve_not_found
from byline.web.request_id import request_id

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER_SECONDS = 10


class ErrorText(NamedTuple):
    """What a visitor reads about an error."""

    title: LazyString | str
    message: LazyString | str


_TEXTS = {
    400: ErrorText(
        _l("Bad request"), _l("The request could not be understood. Go back and try again.")
    ),
    403: ErrorText(_l("Not allowed"), _l("You may not see this page or do this.")),
    404: ErrorText(
        _l("Page not found"), _l("There is nothing at this address. It may have moved or be gone.")
    ),
    405: ErrorText(
        _l("Method not allowed"), _l("This address does not take this kind of request.")
    ),
    413: ErrorText(
        _l("Too large"),
        _l(
            "What you sent is larger than this site takes. Go back in your browser: what you"
            " typed is still there."
        ),
    ),
    429: ErrorText(
        _l("Too many requests"), _l("That was a lot at once. Wait a little, then go on.")
    ),
    500: ErrorText(
        _l("Something went wrong"),
        _l("The fault is ours and has been written down. Please try again later."),
    ),
    503: ErrorText(
        _l("Back in a moment"), _l("The site cannot answer just now. Please try again shortly.")
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error of `app`."""
    app.register_error_handler(HTTPException, handle_http_error)
    app.register_error_handler(SQLAlchemyError, _handle_database_error)
    app.register_error_handler(LimitReached, _handle_limit)


def problem(status: int, title: str, detail: str, **members: object) -> Response:
    """Return a problem+json answer (RFC 9457); `members` are added to the standard ones."""
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": request_id(),
        **members,
    }
    headers = {"Cache-Control": "no-store"}
    return Response(json.dumps(body), status=status, headers=headers, mimetype=PROBLEM_JSON)


def handle_http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer an error of HTTP; Flask wraps each unexpected exception as InternalServerError."""
    try:
        return _answer(error)
    except SQLAlchemyError as failure:
        # The page of the error itself asks the database.
        return _handle_database_error(failure)


def _answer(error: HTTPException) -> ResponseReturnValue:
    # Redirects are raised too, and a view may raise a finished answer.
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    if isinstance(error, SecurityError) and not _wants_json():
        # The host name is not ours: no address of ours can be built for it.
        render_without_queries()
        return Response(_plain_page(error.code), status=error.code)
    if error.code == 404 and request.method in ("GET", "HEAD") and not _wants_json():
        moved = resolve_not_found()
        if moved is not None:
            return moved
    if error.code >= 500:
        render_without_queries()
    text = _text(error)
    if _wants_json():
        response = problem(error.code, str(text.title), str(text.message))
    else:
        response = Response(_page(error.code, text), status=error.code)
    response.vary.add("Accept")
    # Allow, Retry-After, WWW-Authenticate and the like are part of the answer.
    for name, value in error.get_headers(request.environ):
        if name.lower() != "content-type":
            response.headers[name] = value
    return response


def _handle_database_error(error: SQLAlchemyError) -> ResponseReturnValue:
    """Answer 503 while the database is away or locked; anything else goes on as a fault."""
    if not is_outage(error):
        raise error
    error_log.warning("database unavailable", exc_info=error)
    return handle_http_error(ServiceUnavailable(retry_after=RETRY_AFTER_SECONDS))


def _handle_limit(error: LimitReached) -> ResponseReturnValue:
    return handle_http_error(TooManyRequests(retry_after=error.retry_after))


def _text(error: HTTPException) -> ErrorText:
    """Return what to say; rarer errors go by their standard name."""
    status = error.code or 500
    if status in _TEXTS:
        return _TEXTS[status]
    return ErrorText(error.name, _TEXTS[400 if status < 500 else 500].message)


def _wants_json() -> bool:
    """Whether a program asks: below /api, or by an Accept header that puts JSON before HTML."""
    if request.path == "/api" or request.path.startswith("/api/"):
        return True
    # What somebody sends to keep us busy is not read to its end.
    accepted = parse_accept_header(request.headers.get("Accept", "")[:MAX_ACCEPT_CHARS], MIMEAccept)
    best = accepted.best_match(["text/html", PROBLEM_JSON, "application/json"])
    return best is not None and best != "text/html"


def _page(status: int, text: ErrorText) -> str:
    """Render the error page, or a plain one should the templates be what is broken."""
    try:
        return render_template(
            "errors/error.html", code=status, request_id=request_id(), **text._asdict()
        )
    except Exception:
        if status < 500:
            raise
        error_log.exception("the error page cannot be rendered")
        return _plain_page(status)


def _plain_page(status: int) -> str:
    phrase = HTTPStatus(status).phrase
    return f"<!doctype html><title>{phrase}</title><h1>{phrase}</h1>"

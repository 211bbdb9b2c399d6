"""A name for each request, in its answer and in each of its log lines."""

import re
import secrets

from flask import Flask, Response, g, request

HEADER = "X-Request-ID"
# What front servers send: a UUID or a hexadecimal number. Anything else could forge log lines.
_ACCEPTED = re.compile(r"[A-Za-z0-9-]{8,64}")


def init_app(app: Flask) -> None:
    """Name the request in the headers of its answer."""
    app.after_request(_add_header)


def request_id() -> str:
    """Return the id that the front server gave to this request, else one made here."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _ACCEPTED.fullmatch(given) else secrets.token_hex(16)
    found: str = g.request_id
    return found


def _add_header(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    return response

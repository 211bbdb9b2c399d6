"""Gzip for the answers of any Flask application.

``GZip(app)`` or ``GZip().init_app(app)`` compresses what the client accepts and leaves alone what
must not be touched: streams, ranges, errors, answers that are encoded already or say
``no-transform``. Settings, read from the application at each request:

``GZIP_ENABLED``
    True. False leaves compression to the server in front.
``GZIP_LEVEL``
    5, of 1 (fast) to 9 (small).
``GZIP_MIN_SIZE``
    500, in bytes; a smaller body gains nothing and is sent as it is.

The rules are those of RFC 9110: section 12.5.3 (Accept-Encoding), 8.8 (validators), 7.7
(transformations).
"""

import gzip

from flask import Flask, Response, current_app, request
from werkzeug.datastructures import Accept

__all__ = ["GZip"]

MAX_FILE_BYTES = 1_048_576
"""A file handed to the server is read and compressed up to this size; larger ones pass through."""

_COMPRESSIBLE_TYPES = frozenset(
    {
        "application/javascript",
        "application/json",
        "application/vnd.ms-fontobject",
        "application/wasm",
        "application/xml",
        "application/x-ndjson",
        "font/otf",
        "font/ttf",
        "image/bmp",
        "image/x-icon",
        "image/vnd.microsoft.icon",
    }
)
_COMPRESSIBLE_SUFFIXES = ("+json", "+xml")

# With these the body is not here: the server in front sends a file of its own.
_DELEGATING_HEADERS = ("X-Sendfile", "X-Accel-Redirect")


class GZip:
    """The extension; it keeps no state, so one object may serve several applications."""

    def __init__(self, app: Flask | None = None) -> None:
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Compress the answers of `app`.

        Call it before anything else that registers ``after_request``: Flask runs those functions
        in reverse order, and compression has to see the finished body.

        Raises ValueError for a level that gzip does not have.
        """
        app.config.setdefault("GZIP_ENABLED", True)
        app.config.setdefault("GZIP_LEVEL", 5)
        app.config.setdefault("GZIP_MIN_SIZE", 500)
        level = app.config["GZIP_LEVEL"]
        if level not in range(1, 10):
            raise ValueError(f"GZIP_LEVEL must be a number from 1 to 9, not {level!r}.")
        app.extensions["gzip"] = self
        app.after_request(_compress)


def _compress(response: Response) -> Response:
    """Encode the body of `response` in place if the client and the answer allow it."""
    config = current_app.config
    if not config["GZIP_ENABLED"] or not _is_compressible(response):
        return response
    # Caches must keep both forms apart, so also the answer that happens to go out plain says so.
    response.vary.add("Accept-Encoding")
    size = _body_size(response)
    if (
        size is None
        or size < config["GZIP_MIN_SIZE"]
        or not _prefers_gzip(request.accept_encodings)
    ):
        return response
    _weaken_etag(response)
    if response.status_code != 304:
        _encode_body(response, config["GZIP_LEVEL"])
    return response


def _is_compressible(response: Response) -> bool:
    """Whether an answer of this status, type and set of headers may be compressed at all."""
    # A 304 counts: it repeats the headers of the 200 that the client has.
    successful = 200 <= response.status_code < 300 or response.status_code == 304
    if not successful or response.status_code in (204, 206):
        return False
    headers = response.headers
    if "Content-Encoding" in headers or any(name in headers for name in _DELEGATING_HEADERS):
        return False
    if response.cache_control.no_transform:
        return False
    return _is_compressible_type(response.mimetype)


def _is_compressible_type(mimetype: str | None) -> bool:
    """Whether bodies of this media type shrink; pictures, videos and archives do not."""
    if not mimetype:
        return False
    return (
        mimetype.startswith("text/")
        or mimetype in _COMPRESSIBLE_TYPES
        or mimetype.endswith(_COMPRESSIBLE_SUFFIXES)
    )


def _body_size(response: Response) -> int | None:
    """Size of the body in bytes; None for a stream and for a file above MAX_FILE_BYTES."""
    if response.direct_passthrough:
        if "Content-Length" not in response.headers or response.content_length > MAX_FILE_BYTES:
            return None
        return response.content_length
    if response.is_streamed:
        return None
    return response.calculate_content_length()


def _prefers_gzip(accepted: Accept) -> bool:
    """Whether the client takes gzip and does not rather have the body as it is.

    Without a header there is nothing to go by and the answer stays plain.
    """
    return accepted.quality("gzip") > 0 and accepted.quality("gzip") >= accepted.quality("identity")


def _weaken_etag(response: Response) -> None:
    """Mark the validator as weak: the same page, though no longer the same bytes.

    If-None-Match compares weakly, so the tag still earns its 304.
    """
    tag, is_weak = response.get_etag()
    if tag is not None and not is_weak:
        response.set_etag(tag, weak=True)


def _encode_body(response: Response, level: int) -> None:
    """Replace the body by its compressed form; the same body always gives the same bytes."""
    response.direct_passthrough = False
    response.set_data(gzip.compress(response.get_data(), level, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    # Byte ranges would count in the plain file.
    response.headers.pop("Accept-Ranges", None)

"""Redirects, and where an address that came from outside may lead: to this site only."""

from urllib.parse import urlsplit

from flask import current_app, redirect, request
from werkzeug import Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

# Servers in front take no longer header, and no address of ours is half as long.
MAX_URL_CHARS = 2_000


def moved_to(path: str, *, code: int = 301, without: str = "") -> Response:
    """Redirect to a path of this site, for good unless `code` says less.

    The query is kept, but for the key `without`.
    """
    parts = request.query_string.decode("ascii", "ignore").split("&")
    query = "&".join(part for part in parts if not without or part.partition("=")[0] != without)
    return redirect(f"{path}?{query}" if query else path, code)


def local_path(url: str | None) -> str | None:
    """Return the path and query of `url` if a page of this site answers there, else None.

    The address may be a path, or absolute with this request's own host. Whatever it looks like,
    only what our own URL map matches gets through, written anew from its parts: browsers read
    `//host`, `/\\host` or control characters in ways that no prefix check foresees.
    """
    if not url or len(url) > MAX_URL_CHARS or not url.isprintable() or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    own = (request.scheme, request.host)
    if (parts.scheme, parts.netloc) not in (("", ""), own) or not parts.path.startswith("/"):
        return None
    if parts.path.startswith("//") or not _is_routed(parts.path):
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _is_routed(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        return False
    try:
        adapter.match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True

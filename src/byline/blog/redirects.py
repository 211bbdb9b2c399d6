"""Old addresses: where no page answers, an address that moved may still be known."""

import re
from collections.abc import Mapping

from flask import Flask, request
from werkzeug import Response

from byline.blog.models import Redirect
from byline.blog.queries import find_redirect, is_seen
from byline.lib.database import utcnow
from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.paths import normal_path
from byline.web.local_urls import moved_to
from byline.web.not_found import register_not_found_resolver

# What names a post, a page, a file or a list in the query of a WordPress blog's address.
QUERY_KEYS = ("p", "page_id", "attachment_id", "cat", "tag", "author")
# Behind the address of a post or a list: a part of it, or it in another form.
PART_OF = re.compile(r"/(?:(?:page/|comment-page-)[0-9]{1,9}|feed(?:/[a-z0-9]{3,4})?|amp|embed)$")


def init_app(app: Flask) -> None:
    """Look an address up among the redirects before it is called not found."""
    register_not_found_resolver(app, follow_redirect)


def follow_redirect() -> Response | None:
    """Answer for an address that moved: one hop, with its query, to what readers may see."""
    if "\x00" in request.path:
        return None
    path = normal_path(request.path)
    if len(path) > MAX_PATH_CHARS:
        return None
    moved = follow_query(path) or _moved(path)
    if moved is None and (whole := PART_OF.sub("", path)) != path:
        return _moved(whole)
    return moved


def follow_query(path: str = "/") -> Response | None:
    """Answer for an address of a blog in `path` that names a post or a list in its query.

    `/?p=12` is a post of WordPress under every form of its permalinks. Runs no query for requests
    without one of those keys.
    """
    key, address = query_address(path, request.args)
    return _moved(address, without=key) if address else None


def query_address(path: str, query: Mapping[str, str]) -> tuple[str, str]:
    """Return the key in a query that names something, and the old address; empty without one."""
    key = next((key for key in QUERY_KEYS if key in query), "")
    if not key:
        return "", ""
    folder = path.removesuffix("/index.php").rstrip("/")
    address = f"{folder}/?{key}={query[key]}"
    if "\x00" in address or len(address) > MAX_PATH_CHARS or address.endswith("/"):
        return key, ""
    return key, address


def _moved(path: str, *, without: str = "") -> Response | None:
    found = find_redirect(path)
    target = found and _target(found)
    return moved_to(target, without=without) if target else None


def _target(found: Redirect) -> str | None:
    if found.post:
        return found.post.url if is_seen(found.post.visible_from, utcnow()) else None
    if found.page:
        return found.page.url
    return found.tag.url if found.tag else found.target

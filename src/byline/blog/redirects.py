"""Old addresses: where no page answers, an address that moved may still be known."""

from flask import Flask, request
from werkzeug import Response

from byline.blog.models import Redirect
from byline.blog.queries import find_redirect, is_seen
from byline.lib.database import utcnow
from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.paths import normal_path
from byline.web.local_urls import moved_to
from byline.web.not_found import register_not_found_resolver


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
    found = find_redirect(path)
    target = found and _target(found)
    return moved_to(target) if target else None


def _target(found: Redirect) -> str | None:
    if found.post:
        return found.post.url if is_seen(found.post.visible_from, utcnow()) else None
    if found.page:
        return found.page.url
    return found.tag.url if found.tag else found.target

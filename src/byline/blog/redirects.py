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
QUERY_KEYS = ("p", "page_id", "attachment_id", "cat", "tag", "author", "m", "feed")
LISTS_WITH_FEEDS = ("/blog/tag/", "/blog/user/")
# Behind the address of a post or a list: a part of it, or it in another form.
PART_OF = re.compile(r"/(?:(?:page/|comment-page-)[0-9]{1,9}|feed(?:/[a-z0-9]{3,4})?|amp|embed)$")

FEED_OF = re.compile(r"/feed(?:/[a-z0-9]{3,4})?$")
PAGE_OF = re.compile(r"/page/[0-9]{1,9}$")
# Months are kept, and their days lead where they do.
DAY_OF = re.compile(r"(?<=/[0-9]{4}/[0-9]{2})/[0-9]{2}$")
MONTH = re.compile(r"([0-9]{4})([0-9]{2})?")
# What WordPress puts into the names of the smaller copies of a picture.
SIZE_OF = re.compile(
    r"-(?:[0-9]{1,5}x[0-9]{1,5}|scaled|rotated)(?=\.[a-z0-9]{1,5}$)", re.IGNORECASE
)
# Behind a post in several parts, which are one here.
NUMBER_OF_PART = re.compile(r"/[0-9]{1,2}$")


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
    if moved is None:
        is_feed = bool(FEED_OF.search(path))
        found = (_moved(whole, is_feed=is_feed) for whole in whole_addresses(path))
        moved = next(filter(None, found), None)
    return moved or _follow_part(path)


def whole_addresses(path: str) -> list[str]:
    """Return what an old address may be a part of or another form of, the likeliest first."""
    whole = PART_OF.sub("", path)
    wholes = [whole, DAY_OF.sub("", whole), SIZE_OF.sub("", whole)]
    if PAGE_OF.search(path):
        # Of the front page, which itself is no address of old.
        wholes.append(path.rpartition("/")[0])
    return [one for one in dict.fromkeys(wholes) if one not in ("", path)]


def _follow_part(path: str) -> Response | None:
    """Answer for a part of a post or page; lists have none."""
    whole = NUMBER_OF_PART.sub("", path)
    found = find_redirect(whole) if whole not in ("", path) else None
    target = _target(found) if found and (found.post or found.page) else None
    return moved_to(target) if target else None


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
    if key == "feed":
        address = f"{folder}/feed"
    elif key == "m":
        month = MONTH.match(query[key])
        address = "/".join([folder, *filter(None, month.groups())]) if month else ""
    if "\x00" in address or len(address) > MAX_PATH_CHARS or address.endswith("/"):
        return key, ""
    return key, address


def _moved(path: str, *, without: str = "", is_feed: bool = False) -> Response | None:
    found = find_redirect(path)
    target = found and _target(found)
    if target and is_feed and target.startswith(LISTS_WITH_FEEDS):
        target = f"{target}/feed.xml"
    return moved_to(target, without=without) if target else None


def _target(found: Redirect) -> str | None:
    if found.post:
        return found.post.url if is_seen(found.post.visible_from, utcnow()) else None
    if found.page:
        return found.page.url
    return found.tag.url if found.tag else found.target

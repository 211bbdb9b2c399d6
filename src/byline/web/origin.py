"""Whether a form was sent from a page of this site, as far as the browser says.

With a form of another site a browser sends no cookie of ours. We would answer as to a guest, by a
session that is new, and whoever was signed in would lose theirs; so such a form is refused before
anything reads the session.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_ATTRIBUTE = "byline_answers_elsewhere"

# `none` is a person's own doing, such as sending a form again by reloading the page.
_OWN_FETCH_SITES = frozenset({"same-origin", "none"})


def init_app(app: Flask) -> None:
    """Refuse what is sent from elsewhere; before any other hook that looks at a request."""
    app.before_request(_refuse_elsewhere)


def answers_elsewhere(view: View) -> View:
    """Declare that a view answers itself what is sent from elsewhere, and leaves the session be."""
    setattr(view, _ATTRIBUTE, True)
    return view


def is_from_elsewhere() -> bool:
    """Say whether `Origin` or `Sec-Fetch-Site` names another site; without both nothing does."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None and fetch_site.strip().lower() not in _OWN_FETCH_SITES:
        return True
    origin = request.headers.get("Origin")
    return origin is not None and _host(origin) not in _own_hosts()


def _refuse_elsewhere() -> None:
    if request.method in _SAFE_METHODS:
        return
    view = current_app.view_functions.get(request.endpoint or "")
    if not hasattr(view, _ATTRIBUTE) and is_from_elsewhere():
        abort(400)


def _own_hosts() -> set[str]:
    """Return this site's names; a front server may pass a request on by another than readers use.

    The scheme is not compared: a front server may have ended TLS.
    """
    site_url = current_app.config["SITE_URL"] or ""
    return {_host(request.host_url), _host(site_url)} - {""}


def _host(url: str) -> str:
    """Return the host and port of an address; empty for `null` and what is none."""
    try:
        parts = urlsplit(url)
        standard = parts.port in (None, 80, 443)
        return (parts.hostname or "") if standard else f"{parts.hostname}:{parts.port}"
    except ValueError:
        return ""

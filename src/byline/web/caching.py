"""Say who may keep a page: anybody, where it is the same for all who share a language."""

from flask import Flask, Response, current_app, request, session
from flask_babel import get_locale


def init_app(app: Flask) -> None:
    """Mark pages with their language and with whom they may be shared."""
    app.after_request(_mark_page)


def _mark_page(response: Response) -> Response:
    if response.mimetype != "text/html":
        return response
    locale = get_locale()
    if locale is not None:
        response.headers.setdefault("Content-Language", str(locale).replace("_", "-"))
    response.vary.update(["Accept-Language", "Cookie"])
    if "Cache-Control" not in response.headers:
        response.cache_control.no_cache = True
        if _is_for_everybody():
            response.cache_control.public = True
        else:
            response.cache_control.private = True
    return response


def _is_for_everybody() -> bool:
    """Say whether nothing but the language tells this visitor from others."""
    # A page with a form begins a session: its token is for this visitor alone.
    has_session = session.modified or current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return request.method in ("GET", "HEAD") and not has_session

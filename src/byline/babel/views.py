"""The language switch."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug import Response

from byline.babel.locales import LOCALE_COOKIE, supported_locales
from byline.web.access import public
from byline.web.local_urls import local_path

A_YEAR_SECONDS = 31_536_000

bp = Blueprint("babel", __name__, url_prefix="/babel")


@bp.get("/<locale>")
@public
def switch(locale: str) -> Response:
    """Remember the language and go back to where the reader was."""
    if locale not in dict(supported_locales()):
        abort(404)
    came_from = local_path(request.args.get("next") or request.referrer)
    if came_from is None or came_from.startswith(f"{bp.url_prefix}/"):
        came_from = url_for("blog.index")
    response = redirect(came_from)
    response.set_cookie(
        LOCALE_COOKIE,
        locale,
        max_age=A_YEAR_SECONDS,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    response.headers["Cache-Control"] = "no-store"
    return response

"""A button that brings no token. It is looked at before a guard is, which may have more to say."""

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from byline.auth.security import visitor
from byline.web.access import PUBLIC, declared_access
from byline.web.errors import handle_http_error
from byline.web.local_urls import local_path


def answer_missing_token(error: CSRFError) -> ResponseReturnValue:
    """Ask a guest to sign in where only users may; nothing is kept of what may not be theirs."""
    access = declared_access(current_app, request.endpoint or "static")
    if access == PUBLIC or visitor.is_authenticated:
        return handle_http_error(error)
    flash(_("Please login to access this page"), "info")
    return redirect(url_for("auth.login", next=local_path(request.referrer)))

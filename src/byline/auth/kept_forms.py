"""What was typed into a form whose sender turned out not to be signed in any more."""

import json

from flask import request, session
from werkzeug.datastructures import MultiDict

from byline.auth.queries import find_kept_form
from byline.auth.services import drop_kept_form, keep_form
from byline.extensions import write_unit
from byline.lib.database import utcnow
from byline.lib.text import strip_unstorable
from byline.lib.tokens import hash_token, make_token
from byline.web.limits import Limit, address_key, spend

KEPT_FORMS = Limit("kept-form", amount=20, seconds=3600)

_SESSION_KEY = "kept_form"
# Made anew with the form, or too secret to be stored.
_NOT_KEPT = frozenset({"csrf_token", "password", "confirm", "current_password"})


def keep_typed(path: str) -> None:
    """Keep the fields of this request for the form at `path`; files are not kept.

    Raises LimitReached where an address keeps too much.
    """
    fields = [
        (strip_unstorable(name), strip_unstorable(value))
        for name, value in request.form.items(multi=True)
        if name not in _NOT_KEPT
    ]
    if not any(value.strip() for _name, value in fields):
        return
    spend(KEPT_FORMS, address_key())
    token = make_token()
    with write_unit():
        keep_form(token, path, fields, now=utcnow())
    session[_SESSION_KEY] = token


def kept_fields(path: str | None = None) -> MultiDict[str, str] | None:
    """Return what was typed into the form at `path`, this page by default, before the login."""
    token = session.get(_SESSION_KEY)
    kept = token and find_kept_form(hash_token(token), utcnow())
    if not kept or kept.path != (path or request.path):
        return None
    return MultiDict(json.loads(kept.fields))


def forget_kept() -> None:
    """Forget what was kept: it has been sent. Inside a write unit."""
    token = session.pop(_SESSION_KEY, None)
    if token:
        drop_kept_form(token)

"""What was typed into a form whose sender turned out not to be signed in any more."""

import re
from itertools import islice

from flask import request, session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from byline.auth.models import KeptForm
from byline.auth.queries import find_kept_form
from byline.auth.security import TOKEN_KEY
from byline.auth.services import drop_kept_forms, keep_form
from byline.extensions import write_unit
from byline.lib.database import utcnow
from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.text import strip_unstorable
from byline.lib.tokens import hash_token, make_token
from byline.web.limits import Limit, address_key, spend

# More than a post with all its fields; beyond, the answer is 413, as where one is signed in.
MAX_KEPT_CHARS = 6 * 2**20
# No form of ours has as many.
MAX_KEPT_FIELDS = 500
# Of one browser, each in a tab of its own.
MAX_KEPT_FORMS = 5

FROM_ADDRESS = Limit("kept-form", amount=20, seconds=3600)
# By all who bring no sign of ever having been signed in, in units: else the disk could be filled.
STRANGERS_UNIT_CHARS = 100_000
FROM_STRANGERS = Limit("kept-by-strangers", amount=400, seconds=3600)

SESSION_KEY = "kept_forms"
# Made anew with the form, or too secret to be stored.
_NOT_KEPT = re.compile("csrf_token|.*password.*|confirm", re.IGNORECASE | re.DOTALL)
# Kept for the form, but chosen or its own, so nothing that anybody would miss to read.
_NOT_TYPED = {
    "cover_digest",
    "format",
    "image_digest",
    "parent",
    "publish_date",
    "status",
    "submission",
    "type",
    "version",
}


def keep_typed(path: str) -> None:
    """Keep the fields of this request for the form at `path`; files are not kept.

    Raises LimitReached where too much would be kept, and RequestEntityTooLarge.
    """
    # Werkzeug's own bound of half a megabyte is less than a post may have.
    request.max_form_memory_size = request.max_content_length
    fields = [
        (strip_unstorable(name), strip_unstorable(value))
        for name, value in islice(request.form.items(multi=True), MAX_KEPT_FIELDS)
        if not _NOT_KEPT.fullmatch(name)
    ]
    if not any(value.strip() for _name, value in fields):
        return
    size = sum(len(name) + len(value) for name, value in fields)
    if size > MAX_KEPT_CHARS:
        raise RequestEntityTooLarge
    spend(FROM_ADDRESS, address_key())
    if TOKEN_KEY not in session:
        spend(FROM_STRANGERS, cost=1 + size // STRANGERS_UNIT_CHARS)
    token = make_token()
    with write_unit():
        keep_form(token, path[:MAX_PATH_CHARS], fields, now=utcnow())
    session[SESSION_KEY] = [token, *session.get(SESSION_KEY, [])][:MAX_KEPT_FORMS]


def kept_fields(path: str | None = None) -> MultiDict[str, str] | None:
    """Return what was typed into the form at `path`, this page by default, before the login."""
    kept = _find(path or request.path)
    return MultiDict(kept.pairs) if kept else None


def kept_text() -> str | None:
    """Return the longest text of what was kept last, whatever its form."""
    kept = _find(None)
    if kept is None:
        return None
    typed = (value for name, value in kept.pairs if name not in _NOT_TYPED)
    return max(typed, key=len, default=None)


def forget_kept(path: str | None = None) -> None:
    """Forget what was kept for the form at `path`, this page by default: it has been sent.

    Inside a write unit.
    """
    hashes = _token_hashes()
    if hashes:
        drop_kept_forms(hashes, (path or request.path)[:MAX_PATH_CHARS])


def _find(path: str | None) -> KeptForm | None:
    hashes = _token_hashes()
    if not hashes:
        return None
    return find_kept_form(hashes, path and path[:MAX_PATH_CHARS], utcnow())


def _token_hashes() -> list[str]:
    return [hash_token(token) for token in session.get(SESSION_KEY, [])]

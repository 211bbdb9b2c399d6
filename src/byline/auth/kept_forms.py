"""What was typed into a form whose sender turned out not to be signed in any more."""

import re
from itertools import islice
from typing import NamedTuple

from flask import request, session
from werkzeug.datastructures import MultiDict

from byline.auth.models import KeptForm
from byline.auth.models.kept_forms import pack_pairs
from byline.auth.queries import find_kept_form
from byline.auth.security import TOKEN_KEY
from byline.auth.services import drop_kept_forms, keep_form
from byline.extensions import write_unit
from byline.lib.database import utcnow
from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.text import strip_unstorable
from byline.lib.tokens import hash_token, make_token
from byline.web.limits import Limit, address_key, private_key, spend

# More than a post with all its fields.
MAX_KEPT_CHARS = 6 * 2**20
# No form of ours has as many.
MAX_KEPT_FIELDS = 500
# Of one browser, each in a tab of its own.
MAX_KEPT_FORMS = 5

FROM_ADDRESS = Limit("kept-form", amount=20, seconds=3600)
# What is kept is counted in these, as it is stored. The most of one address an hour, and where a
# cookie says that somebody has been signed in, of that login too, wherever it is sent from.
UNIT_CHARS = 1000
HOUR_OF_KNOWN = Limit("kept-size", amount=12_000, seconds=3600)
HOUR_OF_STRANGERS = Limit("kept-size-of-strangers", amount=7_000, seconds=3600)
# The most of all addresses a day, which is as long as anything is kept: so the table holds no more
# than twice as much, 200 MB, and strangers take no room from those who have lost a login.
DAY_OF_KNOWN = Limit("kept-by-known", amount=60_000, seconds=24 * 3600)
DAY_OF_STRANGERS = Limit("kept-by-strangers", amount=40_000, seconds=24 * 3600)

SESSION_KEY = "kept_forms"
# Whose login the session has or had, by id: what is kept in it is for nobody else.
OWNER_KEY = "user"
# Made anew with the form, or too secret to be stored.
_NOT_KEPT = re.compile("csrf_token|.*password.*|confirm", re.IGNORECASE | re.DOTALL)
# Kept for the form, but chosen or its own, so nothing that anybody would miss to read.
_NOT_TYPED = {
    "cover_digest",
    "format",
    "image_digest",
    "parent",
    "publish_date",
    "shown",
    "status",
    "submission",
    "type",
    "version",
}


class TooLongToKeep(Exception):
    """Somebody has typed more than any form of ours takes."""


class KeptText(NamedTuple):
    """What somebody had typed, to be read where its form is not."""

    form_id: int
    text: str


def keep_typed(path: str) -> None:
    """Keep the fields of this request for the form at `path`; files are not kept.

    Raises TooLongToKeep, and LimitReached where too much would be kept.
    """
    fields = _typed_fields()
    if not any(value.strip() for _name, value in fields):
        return
    if sum(len(name) + len(value) for name, value in fields) > MAX_KEPT_CHARS:
        raise TooLongToKeep
    spend(FROM_ADDRESS, address_key())
    packed = pack_pairs(fields)
    _spend_size(len(packed))
    token = make_token()
    with write_unit():
        keep_form(token, path[:MAX_PATH_CHARS], packed, now=utcnow())
    session[SESSION_KEY] = [token, *session.get(SESSION_KEY, [])][:MAX_KEPT_FORMS]


def typed_text() -> str:
    """Return the longest text that was typed into the form of this request."""
    return _longest_text(_typed_fields())


def kept_fields(path: str | None = None) -> MultiDict[str, str] | None:
    """Return what was typed into the form at `path`, this page by default, before the login."""
    kept = _find(path or request.path)
    return MultiDict(kept.pairs) if kept else None


def kept_text() -> KeptText | None:
    """Return the longest text of what was kept last, whatever its form."""
    kept = _find(None)
    return KeptText(kept.id, _longest_text(kept.pairs)) if kept else None


def forget_kept(path: str | None = None) -> None:
    """Forget what was kept for the form at `path`, this page by default: it has been sent.

    Inside a write unit.
    """
    hashes = _token_hashes()
    if hashes:
        drop_kept_forms(hashes, path=(path or request.path)[:MAX_PATH_CHARS])


def discard_kept(form_id: int) -> None:
    """Forget a form that this browser has kept, unread or not. Inside a write unit."""
    drop_kept_forms(_token_hashes(), form_id=form_id)


def keep_for(user_id: int) -> None:
    """Forget what was kept for somebody else: this user is about to be signed in here.

    What nobody's session has kept is for whoever signs in first. Inside a write unit.
    """
    if session.get(OWNER_KEY, user_id) != user_id:
        drop_kept_forms(_token_hashes())
        session.pop(SESSION_KEY, None)
    session[OWNER_KEY] = user_id


def _find(path: str | None) -> KeptForm | None:
    hashes = _token_hashes()
    if not hashes:
        return None
    return find_kept_form(hashes, path and path[:MAX_PATH_CHARS], utcnow())


def _token_hashes() -> list[str]:
    return [hash_token(token) for token in session.get(SESSION_KEY, [])]


def _typed_fields() -> list[tuple[str, str]]:
    # Werkzeug's own bound of half a megabyte is less than a post may have.
    request.max_form_memory_size = request.max_content_length
    return [
        (strip_unstorable(name), strip_unstorable(value))
        for name, value in islice(request.form.items(multi=True), MAX_KEPT_FIELDS)
        if not _NOT_KEPT.fullmatch(name)
    ]


def _longest_text(fields: list[tuple[str, str]]) -> str:
    return max((value for name, value in fields if name not in _NOT_TYPED), key=len, default="")


def _spend_size(size: int) -> None:
    cost = 1 + size // UNIT_CHARS
    if TOKEN_KEY in session:
        spend(HOUR_OF_KNOWN, address_key(), cost=cost)
        spend(HOUR_OF_KNOWN, private_key(session[TOKEN_KEY]), cost=cost)
        spend(DAY_OF_KNOWN, cost=cost)
    else:
        spend(HOUR_OF_STRANGERS, address_key(), cost=cost)
        spend(DAY_OF_STRANGERS, cost=cost)

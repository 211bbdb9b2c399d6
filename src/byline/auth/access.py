"""Guard views: who is not signed in is asked to, who may not is told so, and nobody learns more."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from byline.auth.kept_forms import TooLongToKeep, keep_typed, typed_text
from byline.auth.permissions import can
from byline.auth.queries import hold_roles
from byline.auth.security import TOKEN_KEY, signed_in_user, visitor
from byline.web.access import declare_access
from byline.web.limits import LimitReached, retry_later
from byline.web.local_urls import local_path

View = Callable[..., ResponseReturnValue]


def signed_in(view: View) -> View:
    """Let in whoever is signed in."""

    @wraps(view)
    def guarded(**values: object) -> ResponseReturnValue:
        return view(**values) if visitor.is_authenticated else ask_to_sign_in()

    return declare_access(guarded, "signed in")


def permitted(
    action: str, kind: type, load: Callable[..., object | None] | None = None
) -> Callable[[View], View]:
    """Let in who may do `action`: to objects of `kind`, or to the one that `load` returns.

    `load` takes the values of the address, and the view what it returns in their place. Who may not
    know of the object gets the same 404 as for one that does not exist; who may read it, but not
    this, gets 403; so does who may do it to no object at all.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: object) -> ResponseReturnValue:
            if not visitor.is_authenticated:
                return ask_to_sign_in()
            if not can(visitor, action, kind):
                abort(403)
            if load is None:
                return view(**values)
            found = load(**values)
            if found is None:
                abort(404)
            if not can(visitor, action, found):
                abort(403 if can(visitor, "read", found) else 404)
            return view(found)

        return declare_access(guarded, f"{action} {kind.__name__}")

    return decorate


def recheck(action: str, kind: type) -> None:
    """Ask once more inside a write unit: a role may have been taken since the guard looked."""
    hold_roles()
    user = signed_in_user()
    if not user.active or not can(user, action, kind):
        abort(403)


def ask_to_sign_in(form_path: str | None = None) -> ResponseReturnValue:
    """Lead to the login page and from there back; what was typed is kept for the form.

    The form is at `form_path`, by default where this leads back to.
    """
    back = local_path(request.full_path)
    if request.method == "POST":
        # To the page that has the form: a button leads back to where it was pressed.
        back = back or local_path(request.referrer)
        if back:
            try:
                keep_typed(form_path or urlsplit(back).path)
            except (TooLongToKeep, LimitReached) as error:
                return _answer_unkept(back, error)
    return _to_login(back)


def _to_login(back: str | None, kept: str | None = None) -> ResponseReturnValue:
    flash(_("Please login to access this page"), "info")
    return redirect(url_for("auth.login", next=back, kept=kept))


def _answer_unkept(back: str, error: TooLongToKeep | LimitReached) -> ResponseReturnValue:
    """Give back what could not be kept to who may have lost a login; a stranger is only told."""
    if TOKEN_KEY not in session:
        return _to_login(back, kept="no")
    page = render_template("auth/not_kept.html", text=typed_text(), after=back)
    return retry_later(page, error) if isinstance(error, LimitReached) else (page, 413)

"""Sign in and out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from byline.auth.attempts import find_by_password
from byline.auth.errors import EpochOver
from byline.auth.forms import LoginForm, LogoutForm
from byline.auth.kept_forms import kept_text
from byline.auth.passwords import renewed_hash
from byline.auth.registration import is_registration_open
from byline.auth.security import visitor
from byline.auth.services import replace_hash
from byline.auth.sign_in import sign_in, sign_out
from byline.auth.views.blueprint import bp
from byline.auth.ways_in import ways_in
from byline.extensions import csrf, write_unit
from byline.web.access import public
from byline.web.limits import LimitReached, limit_message, retry_later
from byline.web.local_urls import local_path


# The form checks its token itself, and keeps what was typed when it has run out.
@bp.route("/login", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@public
def login() -> ResponseReturnValue:
    """Sign in by name or verified address and password."""
    after = local_path(request.args.get("next"))
    form = LoginForm()
    try:
        if visitor.is_authenticated or (form.validate_on_submit() and _sign_in(form)):
            return redirect(after or url_for("blog.index"))
    except LimitReached as error:
        form.form_errors.append(limit_message(error))
        return retry_later(_page(form, after), error)
    return _page(form, after), 400 if form.errors else 200


def _sign_in(form: LoginForm) -> bool:
    """Say whether somebody was signed in; if not, the form says why. Raises LimitReached."""
    password = form.password.data or ""
    user = find_by_password(form.username.data or "", password)
    if user is None:
        return _refuse(form)
    epoch = user.fs_uniquifier
    old, new = user.password, renewed_hash(user, password)
    if old and new:
        with write_unit():
            replace_hash(user, old, new)
    try:
        sign_in(user, epoch=epoch, remember=form.remember.data)
    except EpochOver:
        return _refuse(form)
    flash(_("You have been logged in."), "success")
    return True


def _refuse(form: LoginForm) -> bool:
    form.form_errors.append(_("Invalid username or password"))
    return False


def _page(form: LoginForm, after: str | None) -> str:
    # What was kept before is not what somebody misses who was just led here.
    is_unkept = request.args.get("kept") == "no"
    return render_template(
        "auth/login.html",
        form=form,
        after=after,
        kept=None if is_unkept else kept_text(),
        is_unkept=is_unkept,
        ways_in=ways_in(after),
        registration_open=is_registration_open(),
    )


@bp.route("/logout", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@public
def logout() -> ResponseReturnValue:
    """Sign out; asked for by an address alone, show the button that does."""
    form = LogoutForm()
    if form.validate_on_submit():
        sign_out()
        flash(_("You have been logged out."), "success")
        return redirect(url_for("blog.index"))
    page = render_template(
        "form_page.html",
        heading=_("Log out"),
        intro="",
        form=form,
    )
    return page, 400 if form.errors else 200

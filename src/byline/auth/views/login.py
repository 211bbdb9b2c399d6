"""Sign in and out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from byline.auth.forms import LoginForm, LogoutForm
from byline.auth.passwords import is_password
from byline.auth.queries import find_by_login_name
from byline.auth.security import visitor
from byline.auth.sign_in import sign_in, sign_out
from byline.auth.views.blueprint import bp
from byline.extensions import csrf
from byline.web.access import public
from byline.web.local_urls import local_path


# The form checks its token itself, and keeps what was typed when it has run out.
@bp.route("/login", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@public
def login() -> ResponseReturnValue:
    """Sign in by name or verified address and password."""
    after = local_path(request.args.get("next")) or url_for("blog.index")
    if visitor.is_authenticated:
        return redirect(after)
    form = LoginForm()
    if form.validate_on_submit():
        user = find_by_login_name(form.username.data or "")
        if is_password(user, form.password.data or "") and user is not None:
            sign_in(user, remember=form.remember.data)
            flash(_("You have been logged in."), "success")
            return redirect(after)
        form.form_errors.append(_("Invalid username or password"))
    page = render_template("auth/login.html", form=form)
    return page, 400 if form.errors else 200


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

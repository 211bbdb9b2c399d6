"""The page that begins a site."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response

from byline.auth.errors import LinkExpired, UsernameTaken
from byline.auth.first_run import begin_site, check_token
from byline.auth.forms import FirstRunForm
from byline.auth.models import User
from byline.auth.passwords import hash_password
from byline.auth.queries import has_active_admin
from byline.auth.sign_in import sign_in
from byline.auth.views.blueprint import bp
from byline.extensions import csrf, write_unit
from byline.web.access import public
from byline.web.limits import Limit, LimitReached, address_key, limit_message, retry_later, spend

# Each try is a hash.
FIRST_RUNS = Limit("first-run", amount=20, seconds=3600)


# The form checks its token itself, and keeps what was typed when it has run out.
@bp.route("/first-run/<token>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@public
def first_run(token: str) -> Response | tuple[str, int]:
    """Create the first admin and name the blog."""
    form = FirstRunForm()
    try:
        check_token(token)
        if form.validate_on_submit():
            admin = _begin(token, form)
            if admin is not None:
                # They hold the link, and have just chosen the password.
                sign_in(admin, epoch=admin.fs_uniquifier, remember=False)
                flash(_("Your blog is ready."), "success")
                return redirect(url_for("blog.index"))
    except LinkExpired:
        return _expired()
    except LimitReached as error:
        form.form_errors.append(limit_message(error))
        return retry_later(_page(form), error)
    return _page(form), 400 if form.errors else 200


def _page(form: FirstRunForm) -> str:
    return render_template(
        "form_page.html",
        heading=_("Start your blog"),
        intro=_("Give it a name and yourself a way in. Everything can be changed later."),
        form=form,
    )


def _begin(token: str, form: FirstRunForm) -> User | None:
    """Return the admin of the site that was begun; what was wrong stands at its field.

    Raises LinkExpired and LimitReached.
    """
    spend(FIRST_RUNS, address_key())
    password_hash = hash_password(form.password.data or "")
    try:
        with write_unit():
            return begin_site(
                token,
                site_name=form.site_name.data or "",
                username=form.username.data or "",
                display_name=form.display_name.data or "",
                password_hash=password_hash,
            )
    except UsernameTaken:
        form.username.errors = [_("User with that name already exists")]
    return None


def _expired() -> tuple[str, int]:
    if has_active_admin():
        # Perhaps the form was sent twice, and this answers the second time.
        template = "auth/no_way_in.html"
        message = _("It has been used: this blog has its admin. If that is you, log in.")
    else:
        template = "errors/error.html"
        message = _("It is good once and for an hour. Start Byline again to be shown a new one.")
    title = _("This link no longer works")
    return render_template(template, code=403, title=title, message=message), 403

"""The page that begins a site."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response

from byline.auth.errors import InvalidUsername, LinkExpired, UsernameTaken
from byline.auth.first_run import begin_site, check_token
from byline.auth.forms import FirstRunForm
from byline.auth.passwords import hash_password
from byline.auth.views.blueprint import bp
from byline.extensions import csrf, write_unit
from byline.web.access import public


# The form checks its token itself, and keeps what was typed when it has run out.
@bp.route("/first-run/<token>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@public
def first_run(token: str) -> Response | tuple[str, int]:
    """Create the first admin and name the blog."""
    form = FirstRunForm()
    try:
        check_token(token)
        if form.validate_on_submit() and _begin(token, form):
            flash(_("Your blog is ready."), "success")
            return redirect(url_for("blog.index"))
    except LinkExpired:
        return _expired()
    page = render_template(
        "form_page.html",
        heading=_("Start your blog"),
        intro=_("Give it a name and yourself a way in. Everything can be changed later."),
        form=form,
    )
    return page, 400 if form.errors else 200


def _begin(token: str, form: FirstRunForm) -> bool:
    """Say whether the site was begun; what was wrong stands at its field."""
    password_hash = hash_password(form.password.data or "")
    try:
        with write_unit():
            begin_site(
                token,
                site_name=form.site_name.data or "",
                username=form.username.data or "",
                display_name=form.display_name.data or "",
                password_hash=password_hash,
            )
    except InvalidUsername:
        form.username.errors = [_("Use only letters a to z, digits, dot, hyphen and underscore.")]
    except UsernameTaken:
        form.username.errors = [_("User with that name already exists")]
    else:
        return True
    return False


def _expired() -> tuple[str, int]:
    page = render_template(
        "errors/error.html",
        code=403,
        title=_("This link no longer works"),
        message=_("It is good once and for an hour. Start Byline again to be shown a new one."),
    )
    return page, 403

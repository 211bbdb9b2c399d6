"""The pages of the back office."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from byline.admin.forms import settings_form
from byline.auth.access import permitted
from byline.auth.kept_forms import forget_kept, kept_fields
from byline.extensions import csrf, write_unit
from byline.settings.models import Setting
from byline.settings.services import change_settings

bp = Blueprint("admin", __name__, template_folder="templates")


# The form checks its token itself, and keeps what was typed when it has run out.
@bp.route("/settings/", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@permitted("change", Setting)
def settings() -> ResponseReturnValue:
    """Show the settings of the site, and change them."""
    kept = None if request.method == "POST" else kept_fields()
    form = settings_form(formdata=request.form if request.method == "POST" else kept)
    form.was_kept = kept is not None
    if form.validate_on_submit():
        with write_unit():
            change_settings(form.changes())
            forget_kept()
        flash(_("Settings saved"), "success")
        return redirect(url_for("admin.settings"))
    page = render_template("admin/settings.html", form=form)
    return page, 400 if form.errors else 200

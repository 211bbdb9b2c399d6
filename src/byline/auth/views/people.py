"""What admins change about the account of somebody."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from byline.auth.access import permitted, recheck
from byline.auth.errors import LastAdmin, RolesDiffer
from byline.auth.forms import RolesForm
from byline.auth.models import User
from byline.auth.permissions import can
from byline.auth.queries import count_sessions, find_unverified_email, find_user_by_id
from byline.auth.security import signed_in_user
from byline.auth.services import block_user, set_roles, unblock_user
from byline.auth.views.blueprint import bp
from byline.extensions import write_unit
from byline.lib.database import utcnow


@bp.route("/users/<int:user_id>")
@permitted("edit", User, load=find_user_by_id)
def user(user: User) -> ResponseReturnValue:
    """Show somebody's account."""
    return _page(user)


@bp.route("/users/<int:user_id>/roles", methods=["POST"])
@permitted("edit", User, load=find_user_by_id)
def change_roles(user: User) -> ResponseReturnValue:
    """Say what somebody may do."""
    form = RolesForm()
    if not form.validate_on_submit():
        return _page(user, form), 400
    try:
        with write_unit():
            recheck("edit", User)
            if form.shown.data != _names(user):
                raise RolesDiffer("Somebody else has changed the roles meanwhile.")
            set_roles(user, form.roles.data or [])
    except RolesDiffer:
        form = _roles_form(user)
        form.form_errors.append(
            _("Somebody else has changed the roles meanwhile. Look them over and choose again.")
        )
        return _page(user, form), 400
    except LastAdmin:
        form.roles.errors = [_last_admin()]
        return _page(user, form), 400
    flash(_("The roles have been changed."), "success")
    # Who has just taken the role from themselves may not come back here.
    may_stay = can(signed_in_user(), "edit", User)
    return redirect(_url(user) if may_stay else url_for("auth.account"))


@bp.route("/users/<int:user_id>/block", methods=["POST"])
@permitted("edit", User, load=find_user_by_id)
def block(user: User) -> ResponseReturnValue:
    """Let somebody in no more, from this moment on."""
    try:
        with write_unit():
            recheck("edit", User)
            block_user(user)
    except LastAdmin:
        return _page(user, complaint=_last_admin()), 400
    flash(_("The user has been blocked, and logged out everywhere."), "success")
    return redirect(_url(user))


@bp.route("/users/<int:user_id>/unblock", methods=["POST"])
@permitted("edit", User, load=find_user_by_id)
def unblock(user: User) -> ResponseReturnValue:
    """Let somebody in again."""
    with write_unit():
        recheck("edit", User)
        unblock_user(user)
    flash(_("The user may log in again."), "success")
    return redirect(_url(user))


def _page(user: User, form: RolesForm | None = None, complaint: str | None = None) -> str:
    return render_template(
        "auth/user.html",
        user=user,
        form=form or _roles_form(user),
        complaint=complaint,
        unverified_email=find_unverified_email(user),
        session_count=count_sessions(user, utcnow()),
        is_self=user.id == signed_in_user().id,
    )


def _roles_form(user: User) -> RolesForm:
    roles = [role.name for role in user.roles]
    return RolesForm(formdata=None, roles=roles, shown=_names(user))


def _names(user: User) -> str:
    return " ".join(role.name for role in user.roles)


def _url(user: User) -> str:
    return url_for("auth.user", user_id=user.id)


def _last_admin() -> str:
    text: str = _(
        "This is the only admin, and somebody has to look after the site. Make somebody else an"
        " admin first."
    )
    return text

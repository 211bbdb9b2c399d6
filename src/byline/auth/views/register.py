"""Make an account for oneself."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from byline.auth.errors import InvitationExpired, InvitationGone, InvitationUsed, UsernameTaken
from byline.auth.forms import RegisterForm
from byline.auth.models import Invitation
from byline.auth.passwords import hash_password
from byline.auth.queries import find_user, get_invitation
from byline.auth.registration import BY_INVITATION, is_registration_open
from byline.auth.roles import ROLE_LABELS
from byline.auth.security import visitor
from byline.auth.services import register_user
from byline.auth.views.blueprint import bp
from byline.extensions import csrf, write_unit
from byline.lib.database import utcnow
from byline.settings.queries import site_settings
from byline.web.access import public
from byline.web.limits import Limit, LimitReached, address_key, limit_message, retry_later, spend
from byline.web.local_urls import local_path

REGISTRATIONS = Limit("register", amount=20, seconds=3600)


# The form checks its token itself, and keeps what was typed when it has run out.
@bp.route("/register", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@public
def register() -> ResponseReturnValue:
    """Make an account, where everybody may."""
    if visitor.is_authenticated:
        return redirect(url_for("blog.index"))
    if not is_registration_open():
        return _closed()
    return _registration()


@bp.route("/register/<token>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@public
def register_invited(token: str) -> ResponseReturnValue:
    """Make an account by an invitation, whoever else may."""
    if visitor.is_authenticated:
        flash(_("You have an account already. To use the invitation, log out first."), "info")
        return redirect(url_for("blog.index"))
    try:
        return _registration(token, get_invitation(token, utcnow()))
    except InvitationGone as error:
        return _gone(error)


def _registration(
    token: str | None = None, invitation: Invitation | None = None
) -> ResponseReturnValue:
    """Answer with the form, or do what it says. Raises InvitationGone."""
    form = RegisterForm()
    try:
        if form.validate_on_submit() and _register(form, token):
            flash(_("Your user has been created, please login."), "success")
            return redirect(url_for("auth.login", next=_after()))
    except LimitReached as error:
        form.form_errors.append(limit_message(error))
        return retry_later(_page(form, invitation), error)
    return _page(form, invitation), 400 if form.errors else 200


def _page(form: RegisterForm, invitation: Invitation | None) -> str:
    role = ROLE_LABELS[invitation.role.name] if invitation else None
    return render_template("auth/register.html", form=form, role=role, after=_after())


def _after() -> str | None:
    """Return where somebody was before, and goes back to when all is done."""
    return local_path(request.args.get("next"))


def _register(form: RegisterForm, token: str | None) -> bool:
    """Say whether the account was made; what was wrong stands at its field.

    Raises LimitReached and InvitationGone.
    """
    username = form.username.data or ""
    try:
        # Names are public, so that trying some is not counted; hashing a password is work.
        if find_user(username) is not None:
            raise UsernameTaken(username)
        spend(REGISTRATIONS, address_key())
        password_hash = hash_password(form.password.data or "")
        with write_unit():
            register_user(
                username,
                password_hash=password_hash,
                email=form.email.data,
                invitation_token=token,
                now=utcnow(),
            )
    except UsernameTaken:
        form.username.errors = [_("User with that name already exists")]
        return False
    return True


def _closed() -> tuple[str, int]:
    if site_settings()["registration"] == BY_INVITATION:
        title = _("By invitation only")
        message = _(
            "To make an account here you need an invitation: a link from whoever runs this blog."
            " Reading takes no account."
        )
    else:
        title = _("Registration is closed")
        message = _("Nobody can make an account here just now. Reading takes no account.")
    return render_template("auth/no_way_in.html", code=404, title=title, message=message), 404


def _gone(error: InvitationGone) -> tuple[str, int]:
    match error:
        case InvitationUsed():
            message = _("It has been used. If that was you, you can log in.")
        case InvitationExpired():
            message = _("Its date is over. Ask whoever invited you for a new one.")
        case _:
            message = _(
                "It was withdrawn, or the link is not complete: see that all of it is in the"
                " address. If it is, ask whoever invited you for a new one."
            )
    title = _("This invitation no longer works")
    return render_template("auth/no_way_in.html", code=404, title=title, message=message), 404

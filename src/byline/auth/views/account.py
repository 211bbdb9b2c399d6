"""The page of one's own account."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, g, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta
from flask_babel import gettext as _

from byline.auth.access import ask_to_sign_in, permitted, signed_in
from byline.auth.errors import EpochOver
from byline.auth.forms import NameForm, PasswordForm
from byline.auth.kept_forms import forget_kept, kept_fields
from byline.auth.models import User, UserSession
from byline.auth.passwords import hash_password, is_password
from byline.auth.queries import find_session, find_unverified_email, sessions_of
from byline.auth.security import TOKEN_KEY, signed_in_user
from byline.auth.services import (
    change_password,
    end_other_sessions,
    end_session_by_id,
    rename_user,
)
from byline.auth.sign_in import sign_in
from byline.auth.user_agents import browser_of, system_of
from byline.auth.views.blueprint import bp
from byline.extensions import csrf, write_unit
from byline.lib.database import utcnow
from byline.web.limits import Limit, LimitReached, forget, limit_message, retry_later, spend

# Whoever sits at somebody else's browser may not try passwords there either.
PASSWORD_TRIES = Limit("change-password", amount=10, seconds=900)
SESSIONS_SHOWN = 50


@dataclass(frozen=True)
class Place:
    """Where somebody is signed in, in words."""

    id: int
    name: str
    since: datetime
    seen: str
    current: bool


@bp.route("/account")
@signed_in
def account() -> ResponseReturnValue:
    """Show the account of the visitor."""
    return _page()


@bp.route("/account/name", methods=["POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@signed_in
def change_name() -> ResponseReturnValue:
    """Change the name that others see."""
    form = NameForm()
    if not form.validate_on_submit():
        return _page(name_form=form), 400
    with write_unit():
        rename_user(signed_in_user(), form.display_name.data or "")
        forget_kept(url_for("auth.account"))
    flash(_("Your name has been changed."), "success")
    return redirect(url_for("auth.account"))


@bp.route("/account/password", methods=["POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@signed_in
def change_own_password() -> ResponseReturnValue:
    """Change the password, and sign out everywhere but here."""
    user = signed_in_user()
    epoch = user.fs_uniquifier
    form = PasswordForm(user.username)
    try:
        if not form.validate_on_submit() or not _is_current(form):
            return _page(password_form=form), 400
    except LimitReached as error:
        form.form_errors.append(limit_message(error))
        return retry_later(_page(password_form=form), error)
    password_hash = hash_password(form.password.data or "")
    remember = g.user_session.remembered
    try:
        with write_unit():
            change_password(user, password_hash, epoch=epoch)
            epoch = user.fs_uniquifier
        sign_in(user, epoch=epoch, remember=remember)
    except EpochOver:
        # Somebody else was faster, and has signed this browser out too.
        return ask_to_sign_in()
    flash(_("Your password has been changed. You have been logged out everywhere else."), "success")
    return redirect(url_for("auth.account"))


@bp.route("/account/sessions/<int:session_id>/end", methods=["POST"])
@permitted("end", UserSession, load=find_session)
def end_own_session(place: UserSession) -> ResponseReturnValue:
    """Sign one browser of the visitor out."""
    session_id = place.id
    with write_unit():
        end_session_by_id(session_id)
    flash(_("That browser has been logged out."), "success")
    return redirect(url_for("auth.account"))


@bp.route("/account/sessions/end-others", methods=["POST"])
@signed_in
def end_others() -> ResponseReturnValue:
    """Sign the visitor out everywhere but here."""
    with write_unit():
        end_other_sessions(signed_in_user(), session[TOKEN_KEY])
    flash(_("You have been logged out everywhere else."), "success")
    return redirect(url_for("auth.account"))


def _is_current(form: PasswordForm) -> bool:
    """Say whether the current password is right; if not, that stands at its field.

    Raises LimitReached.
    """
    user = signed_in_user()
    key = str(user.id)
    spend(PASSWORD_TRIES, key)
    if is_password(user, form.current_password.data or ""):
        forget(PASSWORD_TRIES, key)
        return True
    form.current_password.errors = [_("This is not your current password.")]
    return False


def _page(name_form: NameForm | None = None, password_form: PasswordForm | None = None) -> str:
    user = signed_in_user()
    sessions = sessions_of(user, utcnow(), limit=SESSIONS_SHOWN)
    return render_template(
        "auth/account.html",
        name_form=name_form or _name_form(user),
        password_form=password_form or PasswordForm(user.username, formdata=None),
        unverified_email=find_unverified_email(user),
        # The one in front of them first; the others stay as they are.
        places=sorted(map(_place, sessions), key=lambda place: not place.current),
    )


def _name_form(user: User) -> NameForm:
    kept = kept_fields(url_for("auth.account"))
    form = NameForm(formdata=kept, obj=user)
    form.was_kept = kept is not None
    return form


def _place(found: UserSession) -> Place:
    browser = browser_of(found.user_agent) or _("Unknown browser")
    system = system_of(found.user_agent)
    return Place(
        id=found.id,
        name=_("%(browser)s on %(system)s", browser=browser, system=system) if system else browser,
        since=found.created_at,
        seen=format_timedelta(found.last_seen_at - utcnow(), add_direction=True),
        current=found.id == g.user_session.id,
    )

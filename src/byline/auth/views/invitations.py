"""Invite people, and see who came."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urljoin

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from byline.auth.access import permitted, recheck
from byline.auth.errors import InvitationDiffers
from byline.auth.forms import InvitationForm
from byline.auth.models import Invitation, User
from byline.auth.queries import all_invitations, find_unused_invitation
from byline.auth.roles import ROLE_LABELS
from byline.auth.security import signed_in_user
from byline.auth.services import invite, withdraw_invitation
from byline.auth.views.blueprint import bp
from byline.babel.locales import site_zone
from byline.extensions import csrf, db, write_unit
from byline.lib.database import utcnow
from byline.lib.dates import local_to_utc
from byline.lib.tokens import make_token
from byline.web.local_urls import moved_to
from byline.web.pagination import MAX_PAGE, Pagination, paginate_uncounted

DAYS_GIVEN = 14
INVITATIONS_PER_PAGE = 20


@bp.route("/invitations", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF has no types
@permitted("invite", User)
def invitations() -> ResponseReturnValue:
    """List the invitations, and make one; its link is shown in the answer, and never again."""
    today = utcnow().astimezone(site_zone()).date()
    form = InvitationForm(today)
    if form.validate_on_submit() and _invite(form):
        return _page(1, form=_new_form(today), link=_link(form.token.data or "")), {
            "Cache-Control": "no-store"
        }
    if request.method == "POST":
        return _page(1, form=form), 400
    return _page(1, form=_new_form(today))


@bp.route("/invitations/<int:page>")
@permitted("invite", User)
def older_invitations(page: int) -> ResponseReturnValue:
    """List older invitations."""
    if page == 1:
        return moved_to(url_for("auth.invitations"))
    return _page(page)


@bp.route("/invitations/<int:invitation_id>/withdraw", methods=["POST"])
@permitted("withdraw", Invitation, load=find_unused_invitation)
def withdraw(invitation: Invitation) -> ResponseReturnValue:
    """Let a link open nothing any more."""
    invitation_id = invitation.id
    with write_unit():
        withdraw_invitation(invitation_id)
    flash(_("The invitation has been withdrawn."), "success")
    return redirect(url_for("auth.invitations"))


def _invite(form: InvitationForm) -> bool:
    """Say whether the link is good for what the form says; if not, the form says why."""
    last_second = datetime.combine(form.until.data or date.min, time(23, 59, 59))
    expires_at = local_to_utc(last_second, site_zone())
    admin = signed_in_user()
    try:
        with write_unit():
            recheck("invite", User)
            invite(form.token.data or "", form.role.data, created_by=admin, expires_at=expires_at)
    except InvitationDiffers:
        # It was sent before, and filled in otherwise after going back.
        form.token.data = make_token()
        form.form_errors.append(
            _("This form has made a link already. Send it again to make another one.")
        )
        return False
    return True


def _new_form(today: date) -> InvitationForm:
    return InvitationForm(
        today,
        formdata=None,
        data={"token": make_token(), "until": today + timedelta(days=DAYS_GIVEN)},
    )


def _page(number: int, form: InvitationForm | None = None, link: str | None = None) -> str:
    found, pagination = _list(number)
    return render_template(
        "auth/invitations.html",
        form=form,
        link=link,
        invitations=found,
        pagination=pagination,
        role_labels=ROLE_LABELS,
        now=utcnow(),
    )


def _list(number: int) -> tuple[list[Invitation], Pagination]:
    """Return one page of the list. Raises NotFound for one that it does not have."""
    if not 1 <= number <= MAX_PAGE:
        raise NotFound
    offset = (number - 1) * INVITATIONS_PER_PAGE
    query = all_invitations().limit(INVITATIONS_PER_PAGE + 1).offset(offset)
    found = list(db.session.execute(query).scalars())
    pagination = paginate_uncounted(
        number,
        found=bool(found),
        more=len(found) > INVITATIONS_PER_PAGE,
        url_for_page=_page_url,
    )
    return found[:INVITATIONS_PER_PAGE], pagination


def _page_url(number: int) -> str:
    if number == 1:
        return url_for("auth.invitations")
    return url_for("auth.older_invitations", page=number)


def _link(token: str) -> str:
    """Return the whole address, as it is sent to somebody."""
    path = url_for("auth.register_invited", token=token)
    return urljoin(current_app.config["SITE_URL"] or request.host_url, path)

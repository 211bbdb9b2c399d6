"""Invite somebody by a link, and come by it."""

import contextvars
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from byline.auth.errors import InvitationGone
from byline.auth.models import Invitation, User
from byline.auth.queries import find_user, hold_invitation
from byline.auth.services import block_user, invite, register_user, set_roles
from byline.extensions import db, write_unit
from byline.lib.database import utcnow
from byline.lib.tokens import hash_token, make_token
from byline.settings.services import change_setting
from tests.support.engines import every_engine
from tests.support.factories import MakeUser
from tests.support.people import SignIn, form_fields, submit

GIVEN = {
    "username": "rui",
    "password": "a good password",
    "confirm": "a good password",
}


@pytest.fixture
def admin(make_user: MakeUser) -> User:
    """Return somebody who may invite."""
    return make_user("ana", roles=("admin",), display_name="Ana Alves")


@pytest.fixture
def browser(sign_in: SignIn, admin: User) -> FlaskClient:
    """Return the admin's browser."""
    return sign_in(admin)


def invited(admin: User, role: str = "poster", days: int = 14) -> str:
    """Return the token of an invitation."""
    token = make_token()
    with write_unit():
        invite(token, role, created_by=admin, expires_at=utcnow() + timedelta(days=days))
    return token


def link_in(response: TestResponse) -> str:
    """Return the path of the link that a page shows."""
    found = re.search(r"<code>http://localhost(/auth/register/[\w-]{43})</code>", response.text)
    assert found
    return found[1]


def invitations() -> list[Invitation]:
    """Return all invitations."""
    return list(db.session.scalars(sa.select(Invitation).order_by(Invitation.id)))


def accept(client: FlaskClient, token: str, **changes: Any) -> TestResponse:  # noqa: ANN401 - fields
    """Open the link, and send its form."""
    return submit(client, f"/auth/register/{token}", **{**GIVEN, **changes})


@every_engine
def test_an_admin_makes_a_link_that_makes_an_account_with_a_role(
    browser: FlaskClient, client: FlaskClient
) -> None:
    link = link_in(submit(browser, "/auth/invitations", role="editor"))

    response = submit(client, link, **GIVEN)

    assert (response.status_code, response.location) == (302, "/auth/login")
    user = find_user("rui")
    assert user
    assert [role.name for role in user.roles] == ["default", "editor"]
    assert "joined on" in browser.get("/auth/invitations").text


def test_the_link_is_shown_once_and_its_secret_is_not_kept(browser: FlaskClient) -> None:
    response = submit(browser, "/auth/invitations", role="poster")

    token = link_in(response).rpartition("/")[2]
    (invitation,) = invitations()
    assert invitation.token_hash == hash_token(token)
    assert response.headers["Cache-Control"] == "no-store"
    assert token not in browser.get("/auth/invitations").text


def test_the_link_names_the_address_that_readers_use(app: Flask, browser: FlaskClient) -> None:
    app.config["SITE_URL"] = "https://blog.example.org"

    response = submit(browser, "/auth/invitations")

    assert "<code>https://blog.example.org/auth/register/" in response.text


def test_it_is_good_to_the_end_of_its_day_in_the_zone_of_the_site(browser: FlaskClient) -> None:
    with write_unit():
        change_setting("time_zone", "America/New_York")
    today = datetime.now(UTC).date()

    submit(browser, "/auth/invitations", until=(today + timedelta(days=9)).isoformat())

    (invitation,) = invitations()
    assert invitation.expires_at.date() == today + timedelta(days=10)
    assert invitation.expires_at.hour in (3, 4)


def test_the_same_form_sent_twice_makes_one_invitation(browser: FlaskClient) -> None:
    data = form_fields(browser.get("/auth/invitations"))

    links = [link_in(browser.post("/auth/invitations", data=data)) for _time in range(2)]

    assert links[0] == links[1]
    assert len(invitations()) == 1


@pytest.mark.parametrize(
    "changes", [{"role": "editor"}, {"until": (utcnow() + timedelta(days=5)).date().isoformat()}]
)
def test_a_form_that_has_made_a_link_makes_none_for_something_else(
    browser: FlaskClient, changes: dict[str, str]
) -> None:
    form = form_fields(browser.get("/auth/invitations")) | {"role": "poster"}
    browser.post("/auth/invitations", data=form)

    again = browser.post("/auth/invitations", data=form | changes)

    assert again.status_code == 400
    assert "This form has made a link already." in again.text
    assert "/auth/register/" not in again.text
    another = browser.post("/auth/invitations", data=form_fields(again))
    assert link_in(another)
    assert len(db.session.scalars(sa.select(Invitation)).all()) == 2


@every_engine
@pytest.mark.parametrize("path", ["/auth/invitations", "roles", "block"])
def test_who_is_no_admin_any_more_when_it_is_their_turn_does_nothing(
    app: Flask, browser: FlaskClient, admin: User, make_user: MakeUser, path: str
) -> None:
    rui = make_user("rui", roles=("admin",))
    form = form_fields(browser.get("/auth/invitations")) | {"role": "admin", "roles": ["editor"]}
    admin_id = admin.id

    def demote() -> None:
        with app.app_context(), write_unit() as session:
            set_roles(session.get_one(User, admin_id), [])

    @contextmanager
    def late_unit() -> Iterator[Session]:
        contextvars.Context().run(demote)
        with write_unit() as session:
            yield session

    path = path if path.startswith("/") else f"/auth/users/{rui.id}/{path}"
    view = "invitations" if path.endswith("invitations") else "people"
    with patch(f"byline.auth.views.{view}.write_unit", late_unit):
        response = browser.post(path, data=form)

    assert response.status_code == 403
    assert db.session.scalars(sa.select(Invitation)).all() == []
    assert rui.has_role("admin")
    assert rui.active


@pytest.mark.parametrize(
    "changes",
    [
        {"until": "2020-01-01"},
        {"until": "2999-01-01"},
        {"until": "tomorrow"},
        {"until": ""},
        {"role": "owner"},
        {"token": "short"},
        {"csrf_token": "forged"},
    ],
)
def test_what_is_wrong_makes_no_invitation(browser: FlaskClient, changes: dict[str, str]) -> None:
    response = submit(browser, "/auth/invitations", **changes)

    assert response.status_code == 400
    assert 'class="error-summary"' in response.text
    assert invitations() == []


@pytest.mark.parametrize("setting", ["open", "invitation", "closed"])
def test_a_link_works_whoever_else_may_register(
    client: FlaskClient, admin: User, setting: str
) -> None:
    token = invited(admin)
    with write_unit():
        change_setting("registration", setting)

    assert accept(client, token).status_code == 302


def test_a_link_is_good_once(client: FlaskClient, admin: User) -> None:
    token = invited(admin)
    accept(client, token)

    response = client.get(f"/auth/register/{token}")

    assert response.status_code == 404
    assert "It has been used." in response.text
    assert 'href="/auth/login"' in response.text


def test_a_link_is_good_until_its_date(client: FlaskClient, admin: User) -> None:
    token = invited(admin, days=-1)

    response = client.get(f"/auth/register/{token}")

    assert response.status_code == 404
    assert "Its date is over." in response.text


@pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 5000, "é", "a.b", "' OR 1=1"])
def test_a_forged_link_is_refused(client: FlaskClient, admin: User, token: str) -> None:
    invited(admin)

    response = client.get(f"/auth/register/{token}")

    assert response.status_code == 404
    assert "<form class" not in response.text
    assert "This invitation no longer works" in response.text


def test_a_mistake_does_not_use_it_up(client: FlaskClient, admin: User) -> None:
    token = invited(admin)

    assert accept(client, token, username="ana").status_code == 400
    assert accept(client, token).status_code == 302


def test_one_that_ends_while_the_form_is_filled_in_makes_no_account(
    client: FlaskClient, admin: User
) -> None:
    token = invited(admin)
    data = form_fields(client.get(f"/auth/register/{token}")) | GIVEN
    invitation = invitations()[0]

    # It was still open when the form was looked at.
    with patch("byline.auth.views.register.get_invitation", return_value=invitation):
        with write_unit() as session:
            session.execute(sa.delete(Invitation))
        response = client.post(f"/auth/register/{token}", data=data)

    assert response.status_code == 404
    assert find_user("rui") is None


@every_engine
def test_of_two_who_come_by_it_at_once_one_gets_in(app: Flask, admin: User) -> None:
    token = invited(admin)
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def come(username: str) -> None:
        with app.app_context():
            barrier.wait()
            try:
                with write_unit():
                    register_user(
                        username,
                        password_hash="x",
                        email=None,
                        invitation_token=token,
                        now=utcnow(),
                    )
                outcomes.append("came")
            except InvitationGone:
                outcomes.append("too late")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=come, args=(name,)) for name in ("rui", "eva")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.rollback()
    assert sorted(outcomes) == ["came", "too late"]
    assert (find_user("rui") is None) != (find_user("eva") is None)


def test_an_open_one_can_be_withdrawn(browser: FlaskClient, admin: User) -> None:
    token = invited(admin)

    response = submit(browser, "/auth/invitations", selector="form[action$=withdraw]")

    assert response.location == "/auth/invitations"
    assert browser.get(f"/auth/register/{token}").status_code == 302
    with write_unit(), pytest.raises(InvitationGone):
        hold_invitation(token, utcnow())


def test_a_used_one_stays_as_a_record(
    browser: FlaskClient, client: FlaskClient, admin: User
) -> None:
    accept(client, invited(admin))
    (invitation,) = invitations()
    data = form_fields(browser.get("/auth/invitations"))

    response = browser.post(f"/auth/invitations/{invitation.id}/withdraw", data=data)

    assert response.status_code == 404
    assert len(invitations()) == 1


def test_the_list_has_pages(browser: FlaskClient, admin: User) -> None:
    for _number in range(21):
        invited(admin)

    first, second = browser.get("/auth/invitations"), browser.get("/auth/invitations/2")

    assert (first.text.count("/withdraw"), second.text.count("/withdraw")) == (20, 1)
    assert 'href="/auth/invitations/2"' in first.text
    assert 'href="/auth/invitations"' in second.text
    assert browser.get("/auth/invitations/1").location == "/auth/invitations"
    assert [browser.get(f"/auth/invitations/{n}").status_code for n in (0, 3, 9**9)] == [404] * 3


def test_who_is_signed_in_is_told_to_log_out_first(browser: FlaskClient, admin: User) -> None:
    response = browser.get(f"/auth/register/{invited(admin)}")

    assert response.location == "/blog/"
    assert "You have an account already." in browser.get("/blog/").text


@pytest.mark.parametrize("role", ["default", "poster", "editor"])
def test_only_admins_invite(sign_in: SignIn, make_user: MakeUser, role: str) -> None:
    browser = sign_in(make_user(roles=(role,)))

    assert browser.get("/auth/invitations").status_code == 403
    assert "/auth/invitations" not in browser.get("/blog/").text


@every_engine
@pytest.mark.parametrize(
    "remove", [lambda user: set_roles(user, ["editor"]), block_user], ids=["demote", "block"]
)
def test_a_former_admin_does_not_come_back_by_a_link_of_their_own(
    client: FlaskClient, admin: User, make_user: MakeUser, remove: Callable[[User], None]
) -> None:
    other = make_user(roles=("admin",))
    own, another_s = invited(admin, "admin"), invited(other, "admin")

    with write_unit():
        remove(admin)

    assert client.get(f"/auth/register/{own}").status_code == 404
    assert client.get(f"/auth/register/{another_s}").status_code == 200

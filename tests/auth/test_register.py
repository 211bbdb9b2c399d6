"""Make an account for oneself."""

from typing import Any
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.test import TestResponse

from byline.auth.models import UnverifiedEmail, User
from byline.auth.queries import all_users, find_user
from byline.auth.usernames import RESERVED_USERNAMES
from byline.extensions import db, write_unit
from byline.settings.services import change_setting
from tests.support.engines import every_engine
from tests.support.factories import MakeUser
from tests.support.people import SignIn, form_fields, submit

GIVEN = {
    "username": "Ana.B",
    "email": "ana@example.org",
    "password": "a good password",
    "confirm": "a good password",
}


def register(client: FlaskClient, **changes: Any) -> TestResponse:  # noqa: ANN401 - fields
    """Open the page, and send its form."""
    return submit(client, "/auth/register", **{**GIVEN, **changes})


def set_registration(value: str) -> None:
    """Set who may register."""
    with write_unit():
        change_setting("registration", value)


def users() -> list[str]:
    """Return the names of all users."""
    return [user.username for user in db.session.execute(all_users()).scalars()]


@every_engine
def test_anybody_may_register_and_then_log_in(client: FlaskClient) -> None:
    response = register(client)

    assert (response.status_code, response.location) == (302, "/auth/login")
    page = client.get("/auth/login")
    assert "Your user has been created, please login." in page.text
    submit(client, "/auth/login", username="ana.b", password="a good password")
    assert "Ana.B" in client.get("/blog/").text


def test_who_came_to_comment_is_led_back(client: FlaskClient) -> None:
    path = "/auth/register?next=/blog/archive"

    response = submit(client, path, **GIVEN)

    assert response.location == "/auth/login?next=/blog/archive"
    other = GIVEN | {"username": "rui"}
    assert submit(client, "/auth/register?next=//evil.example", **other).location == "/auth/login"


def test_a_new_user_has_the_role_default_and_no_verified_address(client: FlaskClient) -> None:
    register(client)

    user = find_user("ana.b")
    assert user
    assert [role.name for role in user.roles] == ["default"]
    assert user.email is None
    assert db.session.scalars(sa.select(UnverifiedEmail.email)).all() == ["ana@example.org"]


def test_an_address_may_be_left_out(client: FlaskClient) -> None:
    assert register(client, email="").status_code == 302
    assert db.session.scalars(sa.select(UnverifiedEmail)).all() == []


@every_engine
def test_an_address_that_is_known_is_not_told_and_stays_its_owner_s(
    client: FlaskClient, make_user: MakeUser
) -> None:
    owner = make_user("owner", email="ana@example.org")

    answers = [register(client), register(client, username="rui")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert db.session.scalars(sa.select(User.id).where(User.email.is_not(None))).all() == [owner.id]


@pytest.mark.parametrize("name", ["known", "KNOWN", " Known "])
def test_a_name_that_is_taken_is_told(client: FlaskClient, make_user: MakeUser, name: str) -> None:
    make_user("known")

    response = register(client, username=name)

    assert response.status_code == 400
    assert "User with that name already exists" in response.text
    assert f'value="{name.strip()}"' in response.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"username": "аdmin"}, "Use only letters a to z"),
        ({"username": "\u212aate"}, "Use only letters a to z"),
        ({"username": "ana b"}, "Use only letters a to z"),
        ({"username": "ana\x00"}, "Use only letters a to z"),
        ({"username": "a\u202ena"}, "Use only letters a to z"),
        ({"username": "ana@example.org"}, "Use only letters a to z"),
        ({"username": ".."}, "Use only letters a to z"),
        ({"username": "x" * 10_000}, "64 characters"),
        ({"username": " "}, "required"),
        ({"username": "admin"}, "kept for the site itself"),
        ({"username": "Ad-Min"}, "kept for the site itself"),
        ({"username": "r00t"}, "kept for the site itself"),
        ({"email": "ana"}, "This is no e-mail address."),
        ({"email": "a@b\r\nBcc: c@d"}, "This is no e-mail address."),
        ({"email": "a" * 300 + "@b.org"}, "254 characters"),
        ({"password": "short", "confirm": "short"}, "between 8 and 1000"),
        ({"password": "x" * 10_000, "confirm": "x" * 10_000}, "between 8 and 1000"),
        ({"password": "Password123", "confirm": "Password123"}, "Many people use this"),
        ({"password": "iloveyou", "confirm": "iloveyou"}, "Many people use this"),
        ({"username": "zz.topper", "password": "ZZ.Topper", "confirm": "ZZ.Topper"}, "soon found"),
        ({"confirm": "another password"}, "The two passwords differ."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_rest_stays(
    client: FlaskClient, changes: dict[str, str], message: str
) -> None:
    response = register(client, **changes)

    assert response.status_code == 400
    assert message in response.text
    assert response.text.count('class="field-error"') == 1
    assert changes.get("email", GIVEN["email"])[:3] in response.text
    for secret in {GIVEN["password"], changes.get("password", GIVEN["password"])}:
        assert f'value="{secret}"' not in response.text
    assert users() == []


@pytest.mark.parametrize("name", sorted(RESERVED_USERNAMES))
def test_the_operator_may_take_a_reserved_name(runner: FlaskCliRunner, name: str) -> None:
    assert runner.invoke(args=["create-user", name, "a good password"]).exit_code == 0


def test_a_form_from_elsewhere_is_refused_and_keeps_what_was_typed(client: FlaskClient) -> None:
    response = client.post("/auth/register", data=GIVEN)

    assert response.status_code == 400
    assert 'value="Ana.B"' in response.text
    assert users() == []


def test_an_address_makes_twenty_accounts_an_hour(client: FlaskClient) -> None:
    answers = [register(client, username=f"user-{number}") for number in range(20)]
    with patch("byline.auth.views.register.hash_password") as hash_password:
        limited = register(client)

    assert [answer.status_code for answer in answers] == [302] * 20
    assert limited.status_code == 429
    assert int(limited.headers["Retry-After"]) > 3000
    assert 'value="Ana.B"' in limited.text
    assert not hash_password.called
    assert "ana.b" not in users()


def test_mistakes_and_taken_names_do_not_count(client: FlaskClient, make_user: MakeUser) -> None:
    make_user("known")
    for _attempt in range(6):
        assert register(client, username="known").status_code == 400
        assert register(client, password="short").status_code == 400

    assert register(client).status_code == 302


@every_engine
def test_of_two_who_want_a_name_at_once_one_is_told(app: Flask, client: FlaskClient) -> None:
    # The second is already past the look whether the name is free.
    with patch("byline.auth.views.register.find_user", return_value=None):
        answers = [register(client), register(app.test_client())]

    assert [answer.status_code for answer in answers] == [302, 400]
    assert "User with that name already exists" in answers[1].text
    assert users() == ["ana.b"]


def test_the_same_form_sent_twice_makes_one_user(client: FlaskClient) -> None:
    data = form_fields(client.get("/auth/register")) | GIVEN

    answers = [client.post("/auth/register", data=data) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 400]
    assert users() == ["ana.b"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [("closed", "Registration is closed"), ("invitation", "By invitation only")],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_closed_registration_is_a_page_that_says_what_to_do(
    client: FlaskClient, setting: str, message: str, method: str
) -> None:
    set_registration(setting)

    response = getattr(client, method)("/auth/register", data=GIVEN)

    assert response.status_code == 404
    assert message in response.text
    assert 'href="/auth/login"' in response.text
    assert users() == []


def test_who_is_signed_in_needs_no_account(sign_in: SignIn, make_user: MakeUser) -> None:
    response = sign_in(make_user()).get("/auth/register")

    assert (response.status_code, response.location) == (302, "/blog/")


def test_the_navigation_leads_there_while_everybody_may(client: FlaskClient) -> None:
    assert 'href="/auth/register"' in client.get("/blog/").text

    set_registration("invitation")

    assert 'href="/auth/register"' not in client.get("/blog/").text


def test_the_page_speaks_portuguese(client: FlaskClient) -> None:
    client.get("/babel/pt")

    assert "Nome de utilizador" in client.get("/auth/register").text

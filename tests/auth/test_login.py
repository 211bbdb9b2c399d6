"""Sign in and out."""

from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select, update

from byline.auth import passwords
from byline.auth.models import User, UserSession
from byline.auth.ways_in import WayIn, register_way_in
from byline.extensions import db, write_unit
from byline.settings.services import change_setting
from tests.support.engines import every_engine
from tests.support.factories import MakeUser
from tests.support.people import SignIn, form_fields, submit

PASSWORD = "correct horse"
INVALID = "Invalid username or password"


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return a user with a password and a verified address."""
    return make_user("ana", password=PASSWORD, email="ana@example.org")


@every_engine
@pytest.mark.parametrize("name", ["ana", "ANA", " Ana ", "ana@example.org", "ANA@Example.org"])
def test_a_name_in_any_case_or_an_address_and_the_password_let_in(
    client: FlaskClient, ana: User, name: str
) -> None:
    response = submit(client, "/auth/login", username=name, password=PASSWORD)

    assert (response.status_code, response.location) == (302, "/blog/")
    page = client.get("/blog/")
    assert "You have been logged in." in page.text
    assert "Log out" in page.text


@every_engine
@pytest.mark.parametrize(
    "name",
    [
        "ana",
        "nobody",
        "nobody@example.org",
        "blocked",
        "imported",
        "odd",
        "deleted",
        "аna",  # the first letter is Cyrillic
        "ana@EXAMPLE.com",
        "x" * 10_000,
        "x" * 10_000 + "@example.org",
        "a\x00\x00b",
        "a\ufffe\u202eb",
        "' OR 1=1 --",
        "%",
        "🌻" * 300,
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(
    client: FlaskClient, ana: User, make_user: MakeUser, name: str
) -> None:
    make_user("blocked", password=PASSWORD, active=False)
    make_user("imported")
    with write_unit() as session:
        session.add(User(username="odd", display_name="Odd", password="no hash at all"))
    deleted = make_user("deleted", password=PASSWORD)
    with write_unit() as session:
        session.delete(deleted)
    password = "wrong horse" if name == "ana" else PASSWORD

    response = submit(client, "/auth/login", username=name, password=password)

    assert response.status_code == 400
    page = BeautifulSoup(response.text, "html.parser")
    summary = page.select_one(".error-summary li")
    assert summary is not None
    assert summary.text == INVALID
    assert "marked below" not in response.text
    assert password not in response.text
    assert "Log out" not in client.get("/blog/").text


@pytest.mark.parametrize("name", ["ana", "nobody", "x" * 10_000])
def test_the_name_stays_in_the_form(client: FlaskClient, ana: User, name: str) -> None:
    response = submit(client, "/auth/login", username=name, password="wrong horse", remember="y")

    fields = form_fields(response)
    assert fields["username"] == name
    assert fields["remember"] == "y"
    assert fields["password"] == ""


@pytest.mark.parametrize(
    "password", ["", "x" * 200_000, "correct\x00horse", "\x00", "correct horse "]
)
def test_an_odd_password_lets_nobody_in(client: FlaskClient, ana: User, password: str) -> None:
    response = submit(client, "/auth/login", username="ana", password=password)

    assert response.status_code == 400
    assert "Log out" not in client.get("/blog/").text


def test_a_form_that_was_open_for_long_keeps_the_name(client: FlaskClient, ana: User) -> None:
    response = client.post("/auth/login", data={"username": "ana", "password": PASSWORD})

    assert response.status_code == 400
    assert 'value="ana"' in response.text
    assert "open for too long" in response.text


def test_fields_may_be_missing(client: FlaskClient) -> None:
    token = form_fields(client.get("/auth/login"))["csrf_token"]

    assert client.post("/auth/login", data={"csrf_token": token}).status_code == 400


def test_the_button_is_where_scripts_look_for_it(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/auth/login").text, "html.parser")

    assert page.select_one("input[type=submit]#login_button")
    for name in ("username", "password", "remember"):
        assert page.select_one(f"form [name={name}]")


def test_who_is_signed_in_goes_on(sign_in: SignIn, ana: User) -> None:
    response = sign_in(ana).get("/auth/login?next=/blog/tags")

    assert (response.status_code, response.location) == (302, "/blog/tags")


def test_an_unknown_name_costs_a_hash_as_a_known_one_does(client: FlaskClient, ana: User) -> None:
    passwords.is_password(None, "make the dummy")
    for name in ("ana", "nobody", "x" * 10_000):
        with patch("byline.auth.passwords.utils.verify_password", return_value=False) as verify:
            submit(client, "/auth/login", username=name, password="wrong horse")

        assert verify.call_count == 1


def test_a_hash_of_weaker_parameters_is_renewed(client: FlaskClient, ana: User) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    with write_unit() as session:
        session.execute(update(User).values(password=weak))

    assert submit(client, "/auth/login", username="ana", password=PASSWORD).status_code == 302

    db.session.refresh(ana)
    assert ana.password
    assert ana.password != weak
    assert "m=1024" in ana.password
    assert passwords.is_password(ana, PASSWORD)


def test_a_hash_of_today_stays(client: FlaskClient, ana: User) -> None:
    before = ana.password

    submit(client, "/auth/login", username="ana", password=PASSWORD)

    db.session.refresh(ana)
    assert ana.password == before


def test_a_login_begins_a_new_session(client: FlaskClient, ana: User) -> None:
    page = client.get("/auth/login")
    before = client.get_cookie("session")
    assert before
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"

    submit(client, "/auth/login", username="ana", password=PASSWORD)

    with client.session_transaction() as kept:
        assert "planted" not in kept
        assert kept.get("csrf_token") != form_fields(page)["csrf_token"]
    fresh = client.application.test_client()
    fresh.set_cookie("session", before.value)
    assert "Log out" not in fresh.get("/blog/").text


@pytest.mark.parametrize("remember", ["y", None])
def test_a_login_outlives_the_browser_only_if_remembered(
    client: FlaskClient, ana: User, remember: str | None
) -> None:
    response = submit(client, "/auth/login", username="ana", password=PASSWORD, remember=remember)

    cookie = response.headers["Set-Cookie"]
    assert ("Expires=" in cookie) is (remember is not None)
    row = db.session.scalars(select(UserSession)).one()
    assert row.remembered is (remember is not None)
    assert (row.expires_at - row.created_at).days == 31


@every_engine
def test_statements_fail_on_no_engine_whatever_is_typed(client: FlaskClient, ana: User) -> None:
    failed: list[str] = []
    event.listen(db.engine, "handle_error", lambda context: failed.append(str(context)))

    for name in ("\x00", "ana\x00", "x" * 10_000, "\U0001f33b", "a@b@c", "@"):
        submit(client, "/auth/login", username=name, password="\x00x")

    assert failed == []


def test_a_link_to_log_out_shows_a_button(sign_in: SignIn, ana: User) -> None:
    browser = sign_in(ana)

    page = BeautifulSoup(browser.get("/auth/logout").text, "html.parser")

    assert len(page.select("main input[type=submit], main button")) == 1
    assert "Log out" in browser.get("/blog/").text


def test_the_button_logs_out(sign_in: SignIn, ana: User) -> None:
    browser = sign_in(ana)

    response = submit(browser, "/auth/logout")

    assert (response.status_code, response.location) == (302, "/blog/")
    page = browser.get("/blog/")
    assert "You have been logged out." in page.text
    assert "Log in" in page.text
    with browser.session_transaction() as kept:
        assert "_user_id" not in kept


def test_nobody_is_logged_out_by_another_site(sign_in: SignIn, ana: User) -> None:
    browser = sign_in(ana)

    assert browser.post("/auth/logout").status_code == 400

    assert "Log out" in browser.get("/blog/").text


@pytest.mark.parametrize(
    ("value", "shown"), [("open", True), ("invitation", False), ("closed", False)]
)
def test_the_way_to_register_is_shown_where_it_is_open(
    client: FlaskClient, value: str, shown: bool
) -> None:
    with write_unit():
        change_setting("registration", value)

    assert ("/auth/register" in client.get("/auth/login").text) is shown


def test_only_ways_in_that_exist_are_shown(app: Flask) -> None:
    assert "GitHub" not in app.test_client().get("/auth/login").text

    register_way_in(app, lambda after: [WayIn("Log in with GitHub", f"/there?next={after}")])

    page = BeautifulSoup(app.test_client().get("/auth/login?next=/blog/").text, "html.parser")
    button = page.select_one("main a[href='/there?next=/blog/']")
    assert button is not None
    assert button.text == "Log in with GitHub"


def test_the_login_page_is_the_same_in_portuguese(client: FlaskClient) -> None:
    token = form_fields(client.get("/auth/login"))["csrf_token"]
    data = {"username": "ana", "password": "errada", "csrf_token": token}

    page = client.post("/auth/login", data=data, headers={"Accept-Language": "pt"}).text

    assert INVALID not in page
    assert "palavra-passe" in page

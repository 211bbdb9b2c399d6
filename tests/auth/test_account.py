"""The page of one's own account."""

from unittest.mock import patch

import pytest
from flask.testing import FlaskClient

from byline.auth.models import UnverifiedEmail, User
from byline.auth.queries import sessions_of
from byline.auth.views.account import PASSWORD_TRIES
from byline.extensions import db, write_unit
from byline.lib.database import utcnow
from tests.support.engines import every_engine
from tests.support.factories import MakeUser
from tests.support.people import SignIn, form_fields, submit

NAME = "form[action$=name]"
PASSWORD = "form[action$=password]"
OTHERS = "form[action$=end-others]"
CHANGE = {
    "current_password": "correct horse",
    "password": "better horses",
    "confirm": "better horses",
}


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return the owner of the account."""
    return make_user("ana", display_name="Ana", password="correct horse")


@pytest.fixture
def browser(sign_in: SignIn, ana: User) -> FlaskClient:
    """Return the owner's browser."""
    return sign_in(ana)


def name_of(user: User) -> str:
    """Return the name as it is now."""
    db.session.refresh(user)
    return user.display_name


def test_a_guest_is_asked_to_log_in(client: FlaskClient) -> None:
    assert client.get("/auth/account").location == "/auth/login?next=/auth/account"


def test_the_navigation_leads_there(browser: FlaskClient) -> None:
    assert 'href="/auth/account"' in browser.get("/blog/").text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana Alves ", "Ana Alves"),
        ("Ana\r\nAlves", "Ana Alves"),
        ("Ana\x00 \u202esevlA\u2066", "Ana sevlA"),
        ("Ana <b>", "Ana <b>"),
        ("Zoë 🌻 O’Neil", "Zoë 🌻 O’Neil"),
        ("שרה", "שרה"),
        ("x" * 255, "x" * 255),
    ],
)
def test_the_name_can_be_changed(browser: FlaskClient, ana: User, typed: str, kept: str) -> None:
    response = submit(browser, "/auth/account", selector=NAME, display_name=typed)

    assert response.location == "/auth/account"
    assert name_of(ana) == kept
    assert "Your name has been changed." in browser.get("/auth/account").text


@pytest.mark.parametrize(
    "typed", ["", "  ", "\x00", "\u200b\u202e", "\u3164\u2800", "x" * 256, "x" * 10_000]
)
def test_a_name_that_is_none_is_refused(browser: FlaskClient, ana: User, typed: str) -> None:
    response = submit(browser, "/auth/account", selector=NAME, display_name=typed)

    assert response.status_code == 400
    assert 'aria-invalid="true"' in response.text
    assert name_of(ana) == "Ana"


def test_a_name_from_elsewhere_is_refused_and_stays_in_the_form(
    browser: FlaskClient, ana: User
) -> None:
    response = browser.post("/auth/account/name", data={"display_name": "Eve"})

    assert response.status_code == 400
    assert 'value="Eve"' in response.text
    assert name_of(ana) == "Ana"


def test_a_name_typed_before_the_login_was_lost_comes_back(client: FlaskClient, ana: User) -> None:
    headers = {"Referer": "http://localhost/auth/account"}
    answer = client.post("/auth/account/name", data={"display_name": "Eve"}, headers=headers)

    login = {"username": "ana", "password": "correct horse"}
    response = submit(client, answer.location or "", **login)

    assert response.location == "/auth/account"
    page = client.get("/auth/account")
    assert form_fields(page, NAME)["display_name"] == "Eve"
    assert "This is what you had typed before you had to log in." in page.text


@every_engine
def test_a_new_password_ends_all_other_sessions_but_not_this_one(
    sign_in: SignIn, browser: FlaskClient, client: FlaskClient, ana: User
) -> None:
    other, stolen = sign_in(ana), browser.get_cookie("session")
    assert stolen

    response = submit(browser, "/auth/account", selector=PASSWORD, **CHANGE)

    assert response.location == "/auth/account"
    assert "Your password has been changed." in browser.get("/auth/account").text
    assert other.get("/auth/account").status_code == 302
    client.set_cookie("session", stolen.value)
    assert client.get("/auth/account").status_code == 302
    assert len(sessions_of(ana, utcnow(), limit=9)) == 1


def test_only_the_new_password_lets_in(browser: FlaskClient, client: FlaskClient) -> None:
    submit(browser, "/auth/account", selector=PASSWORD, **CHANGE)

    answers = [
        submit(client, "/auth/login", username="ana", password=password)
        for password in ("correct horse", "better horses")
    ]

    assert [answer.status_code for answer in answers] == [400, 302]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"current_password": "wrong horse"}, "This is not your current password."),
        ({"current_password": ""}, "required"),
        ({"password": "short", "confirm": "short"}, "between 8 and 1000"),
        ({"password": "12345678", "confirm": "12345678"}, "Many people use this"),
        ({"confirm": "another"}, "The two passwords differ."),
    ],
)
def test_a_password_is_not_changed_by_mistake(
    browser: FlaskClient, ana: User, changes: dict[str, str], message: str
) -> None:
    before = ana.password

    response = submit(browser, "/auth/account", selector=PASSWORD, **{**CHANGE, **changes})

    assert response.status_code == 400
    assert message in response.text
    assert "horse" not in response.text
    db.session.refresh(ana)
    assert ana.password == before
    assert browser.get("/auth/account").status_code == 200


def test_the_user_name_is_no_new_password(sign_in: SignIn, make_user: MakeUser) -> None:
    browser = sign_in(make_user("ana-alves", password="correct horse"))
    changes = {"password": "Ana-Alves", "confirm": "Ana-Alves"}

    response = submit(browser, "/auth/account", selector=PASSWORD, **{**CHANGE, **changes})

    assert "soon found" in response.text


def test_who_sits_at_the_browser_of_another_cannot_try_passwords(browser: FlaskClient) -> None:
    wrong = {**CHANGE, "current_password": "wrong horse"}
    for _try in range(PASSWORD_TRIES.amount):
        submit(browser, "/auth/account", selector=PASSWORD, **wrong)

    with patch("byline.auth.views.account.is_password") as is_password:
        response = submit(browser, "/auth/account", selector=PASSWORD, **CHANGE)

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert not is_password.called


def test_it_tells_where_one_is_signed_in(sign_in: SignIn, browser: FlaskClient, ana: User) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    login = form_fields(browser.get("/auth/account"), NAME)
    assert login
    with write_unit():
        for session in sessions_of(ana, utcnow(), limit=9):
            session.user_agent = agent
    sign_in(ana)

    page = browser.get("/auth/account").text

    assert "Firefox on Linux" in page
    assert "Unknown browser" in page
    assert page.count("this browser") == 1
    # The other one was seen later.
    assert page.index("this browser") < page.index("Unknown browser")
    assert page.count("/end") == 2


def test_another_browser_can_be_logged_out(
    sign_in: SignIn, browser: FlaskClient, ana: User
) -> None:
    other = sign_in(ana)

    response = submit(browser, "/auth/account", selector="form[action$='/end']")

    assert response.location == "/auth/account"
    assert other.get("/auth/account").status_code == 302
    assert browser.get("/auth/account").status_code == 200


def test_all_other_browsers_can_be_logged_out_at_once(
    sign_in: SignIn, browser: FlaskClient, ana: User
) -> None:
    others = [sign_in(ana) for _browser in range(2)]

    submit(browser, "/auth/account", selector=OTHERS)

    assert [other.get("/auth/account").status_code for other in others] == [302, 302]
    assert browser.get("/auth/account").status_code == 200


def test_the_session_of_somebody_else_is_unknown(
    sign_in: SignIn, browser: FlaskClient, make_user: MakeUser
) -> None:
    eve = make_user("eve", roles=("admin",))
    theirs = sign_in(eve)
    (session,) = sessions_of(eve, utcnow(), limit=9)
    data = form_fields(browser.get("/auth/account"), NAME)

    for number in (session.id, 99_999):
        path = f"/auth/account/sessions/{number}/end"
        assert browser.post(path, data=data).status_code == 404

    assert theirs.get("/auth/account").status_code == 200


def test_an_address_that_nobody_has_confirmed_is_shown_as_such(
    browser: FlaskClient, ana: User
) -> None:
    with write_unit() as session:
        session.add(UnverifiedEmail(user=ana, email="ana@example.org"))

    page = browser.get("/auth/account").text

    assert "ana@example.org" in page
    assert "not confirmed" in page


def test_the_page_is_nobody_else_s(browser: FlaskClient) -> None:
    assert browser.get("/auth/account").cache_control.private

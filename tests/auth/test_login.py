"""Sign in and out."""

from flask.testing import FlaskClient

from tests.support.factories import MakeUser
from tests.support.people import SignIn, submit


def test_a_name_and_its_password_let_in(client: FlaskClient, make_user: MakeUser) -> None:
    make_user("ana", password="correct horse")

    response = submit(client, "/auth/login", username="Ana", password="correct horse")

    assert response.status_code == 302
    assert response.location == "/blog/"
    page = client.get("/blog/")
    assert "You have been logged in." in page.text
    assert "Log out" in page.text


def test_a_wrong_password_lets_nobody_in(client: FlaskClient, make_user: MakeUser) -> None:
    make_user("ana", password="correct horse")

    response = submit(client, "/auth/login", username="ana", password="wrong horse")

    assert response.status_code == 400
    assert "Invalid username or password" in response.text
    assert 'value="ana"' in response.text


def test_a_copied_cookie_is_worth_nothing_after_logout(
    sign_in: SignIn, make_user: MakeUser
) -> None:
    browser = sign_in(make_user("ana"))
    stolen = browser.get_cookie("session")
    assert stolen

    submit(browser, "/auth/logout")

    browser.set_cookie("session", stolen.value)
    assert "Log out" not in browser.get("/blog/").text

"""Who may keep a page: everybody's is public, somebody's is private, nothing is fresh unasked."""

import pytest
from flask.testing import FlaskClient

from tests.support.factories import MakeUser
from tests.support.people import SignIn


@pytest.mark.parametrize("path", ["/blog/", "/blog/tags", "/no-such-page"])
def test_a_page_for_everybody_is_public(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.headers["Cache-Control"] == "no-cache, public"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/blog/", "/blog/tags", "/no-such-page", "/settings/"])
def test_a_page_of_somebody_is_private(make_user: MakeUser, sign_in: SignIn, path: str) -> None:
    response = sign_in(make_user("ana")).get(path)

    assert response.headers["Cache-Control"] == "no-cache, private"
    assert {"Cookie", "Accept-Language"} <= set(response.vary)


def test_a_page_that_begins_a_session_is_private(client: FlaskClient) -> None:
    response = client.get("/auth/login")

    assert "session=" in response.headers["Set-Cookie"]
    assert response.headers["Cache-Control"] == "no-cache, private"


@pytest.mark.parametrize(("path", "status"), [("/auth/login", 400), ("/blog/", 405), ("/x", 404)])
def test_an_error_in_answer_to_a_form_is_private(
    client: FlaskClient, path: str, status: int
) -> None:
    response = client.post(path, data={"username": "ana"})

    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-cache, private"

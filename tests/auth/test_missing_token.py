"""Buttons whose form brings no token."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from byline.auth.models import KeptForm
from byline.extensions import db
from byline.web.access import PUBLIC, declared_access
from tests.support.factories import MakeUser
from tests.support.people import SignIn


@pytest.fixture
def guarded(app: Flask) -> list[Rule]:
    """Return the addresses that take something from users only."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and declared_access(app, rule.endpoint) != PUBLIC
    ]


def test_a_guest_without_a_token_is_asked_to_sign_in(
    client: FlaskClient, guarded: list[Rule]
) -> None:
    for rule in guarded:
        built = rule.build(dict.fromkeys(rule.arguments, 1))
        assert built
        path = built[1]

        response = client.post(path)

        assert response.status_code == 302, path
        assert response.location.startswith("/auth/login"), path
    assert "Please login to access this page" in client.get("/auth/login").text


def test_a_button_leads_back_to_where_it_was_pressed(client: FlaskClient) -> None:
    headers = {"Referer": "http://localhost/blog/posts"}

    response = client.post("/blog/delete/1", data={"text": "Not mine"}, headers=headers)

    assert response.location == "/auth/login?next=/blog/posts"
    assert db.session.query(KeptForm).count() == 0


def test_who_is_signed_in_is_told_that_the_token_is_missing(
    sign_in: SignIn, make_user: MakeUser
) -> None:
    browser = sign_in(make_user("ana", roles=("admin",)))

    assert browser.post("/blog/delete/1").status_code == 400

"""Bodies that no form of ours sends: every address that takes one refuses them with a page."""

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.auth import first_run
from byline.auth.models import User
from byline.auth.services import invite
from byline.extensions import write_unit
from byline.lib.database import utcnow
from tests.support.factories import MakePost, MakeUser
from tests.support.people import SignIn, form_fields

FIELDS = (
    "csrf_token",
    "username",
    "email",
    "password",
    "confirm",
    "current_password",
    "display_name",
    "site_name",
    "token",
    "role",
    "until",
    "roles",
    "name",
    "text",
    "parent",
    "shown",
    "posts_per_page",
)
JSON = {
    "a list": b"[1]",
    "a text": b'"x"',
    "nothing": b"null",
    "half a character": b'"\\ud800"',
    "no JSON": b"{",
    "numbers": b'{"csrf_token": 5, "username": 5, "password": 5, "token": 5, "roles": 5}',
    "half characters": b'{"csrf_token": "\\ud800", "username": "\\ud800", "password": "\\ud800"}',
}
BODIES: dict[str, dict[str, Any]] = {
    name: {"data": body, "content_type": "application/json"} for name, body in JSON.items()
}


def files() -> dict[str, Any]:
    """Return what sends a file in place of each text."""
    return {
        "data": {name: (io.BytesIO(b"x"), "x.txt") for name in FIELDS},
        "content_type": "multipart/form-data",
    }


def half_characters(token: str) -> dict[str, Any]:
    """Return what sends half a character in each field, and a right token."""
    body = "&".join(f"{name}=%ED%A0%80abcdefgh" for name in FIELDS[1:])
    return {
        "data": f"csrf_token={token}&{body}",
        "content_type": "application/x-www-form-urlencoded",
    }


@pytest.fixture
def admin(make_user: MakeUser) -> User:
    """Return somebody who may do everything."""
    return make_user("admin", roles=("admin",))


@pytest.fixture
def guests_paths(app: Flask, make_post: MakePost) -> list[str]:
    """Return the addresses whose forms guests are shown, while the site has no admin."""
    return [
        "/auth/login",
        "/auth/logout",
        "/auth/register",
        f"/auth/first-run/{first_run.make_token()}",
        make_post().url,
    ]


@pytest.fixture
def users_paths(admin: User, make_post: MakePost) -> list[str]:
    """Return the addresses whose forms are shown to an admin."""
    return [
        "/auth/logout",
        "/auth/account/name",
        "/auth/account/password",
        "/auth/invitations",
        f"/auth/users/{admin.id}/roles",
        "/settings/",
        make_post().url,
    ]


def token_of(client: FlaskClient, path: str = "/auth/logout") -> str:
    """Return the token of a browser's forms."""
    return str(form_fields(client.get(path))["csrf_token"])


@pytest.mark.parametrize("body", [*BODIES, "files"])
def test_no_form_takes_what_is_no_form_from_a_guest(
    client: FlaskClient, guests_paths: list[str], body: str
) -> None:
    for path in guests_paths:
        response = client.post(path, **BODIES.get(body) or files())

        assert response.status_code == 400, path


@pytest.mark.parametrize("body", [*BODIES, "files"])
def test_no_form_takes_what_is_no_form_from_a_user(
    sign_in: SignIn, admin: User, users_paths: list[str], body: str
) -> None:
    browser = sign_in(admin)
    # So that not only the token is missing.
    headers = {"X-CSRFToken": token_of(browser)}
    for path in users_paths:
        response = browser.post(path, headers=headers, **BODIES.get(body) or files())

        assert response.status_code < 500, path
    assert browser.get("/auth/account").status_code == 200


def test_an_invitation_takes_no_form_either(client: FlaskClient, admin: User) -> None:
    with write_unit():
        invite("t" * 43, "poster", created_by=admin, expires_at=utcnow().replace(year=2100))

    for body in [*BODIES.values(), files()]:
        assert client.post(f"/auth/register/{'t' * 43}", **body).status_code == 400


def test_half_a_character_in_a_field_is_no_fault_of_ours(
    client: FlaskClient,
    sign_in: SignIn,
    guests_paths: list[str],
    users_paths: list[str],
    admin: User,
) -> None:
    for browser, paths in ((client, guests_paths), (sign_in(admin), users_paths[1:])):
        body = half_characters(token_of(browser))
        for path in paths:
            assert browser.post(path, **body).status_code < 500, path

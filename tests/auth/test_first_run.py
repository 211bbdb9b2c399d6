"""The way in to a site that nobody looks after yet."""

import re
import threading
from datetime import timedelta
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from byline.auth.errors import LinkExpired
from byline.auth.first_run import LINK_LIFETIME_SECONDS, begin_site, make_token
from byline.auth.models import User
from byline.auth.queries import all_users, find_user
from byline.auth.views.first_run import FIRST_RUNS
from byline.extensions import db, write_unit
from byline.settings.queries import site_settings
from tests.support.engines import every_engine
from tests.support.factories import MakeUser

GIVEN = {
    "site_name": "The Harbour Notes",
    "username": "Ana",
    "display_name": "Ana Alves",
    "password": "a good password",
    "confirm": "a good password",
}


@pytest.fixture
def link(app: Flask) -> str:
    """Return a fresh link."""
    return f"/auth/first-run/{make_token()}"


def fill_in(client: FlaskClient, link: str, **changes: str) -> TestResponse:
    """Open the link and send its form."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(link).text)
    data = {**GIVEN, **changes, "csrf_token": token[1] if token else ""}
    return client.post(link, data=data)


def users() -> list[User]:
    """Return all users."""
    return list(db.session.execute(all_users()).scalars())


@every_engine
def test_the_form_makes_the_first_admin_and_names_the_blog(client: FlaskClient, link: str) -> None:
    response = fill_in(client, link, site_name="The Harbour\x00 Notes 🌻", display_name="A\x00na")

    (admin,) = users()
    assert (response.status_code, response.location) == (302, "/blog/")
    assert (admin.username, admin.display_name) == ("ana", "Ana")
    assert [role.name for role in admin.roles] == ["default", "admin"]
    assert PasswordHasher().verify(admin.password or "", "a good password")
    assert site_settings()["site_name"] == "The Harbour Notes 🌻"
    page = client.get("/blog/").text
    assert "Your blog is ready." in page
    assert "/auth/invitations" in page


def test_the_link_is_good_once(client: FlaskClient, link: str) -> None:
    fill_in(client, link)

    response = client.get(link)

    assert response.status_code == 403
    assert "no longer works" in response.text


def test_the_form_sent_twice_makes_one_user(client: FlaskClient, link: str) -> None:
    page = client.get(link).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    data = {**GIVEN, "csrf_token": token[1]}

    first, second = client.post(link, data=data), client.post(link, data=data)

    assert (first.status_code, second.status_code) == (302, 403)
    assert len(users()) == 1


def test_the_link_is_good_for_an_hour(client: FlaskClient, link: str) -> None:
    with patch("itsdangerous.timed.time.time") as clock:
        for age, status in ((timedelta(minutes=59), 200), (timedelta(minutes=61), 403)):
            clock.return_value = _made_at(link) + age.total_seconds()

            assert client.get(link).status_code == status

    assert LINK_LIFETIME_SECONDS == 3600


def _made_at(link: str) -> float:
    serializer = URLSafeTimedSerializer("only-for-tests", salt="byline.first-run")
    token = link.rpartition("/")[2]
    return serializer.loads(token, return_timestamp=True)[1].timestamp()  # type: ignore[no-any-return]


@pytest.mark.parametrize("salt", ["byline.first-run", "another"])
def test_a_forged_link_is_refused(client: FlaskClient, salt: str) -> None:
    key = "a guess" if salt == "byline.first-run" else "only-for-tests"
    forged = URLSafeTimedSerializer(key, salt=salt).dumps("first-run")

    response = client.get(f"/auth/first-run/{forged}")

    assert response.status_code == 403
    assert "<form" not in response.text


@pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "x" * 5000, "é"])
def test_nonsense_for_a_link_is_refused(client: FlaskClient, token: str) -> None:
    assert client.get(f"/auth/first-run/{token}").status_code in (403, 404)


def test_a_site_with_an_admin_needs_no_link(
    client: FlaskClient, link: str, make_user: MakeUser
) -> None:
    make_user(roles=("admin",))

    assert client.get(link).status_code == 403


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"password": "short", "confirm": "short"}, "between 8 and 1000"),
        ({"confirm": "another password"}, "The two passwords differ."),
        ({"username": "João!"}, "Use only letters a to z"),
        ({"username": ".."}, "Use only letters a to z"),
        ({"username": "x" * 65}, "64 characters"),
        ({"username": "  "}, "required"),
        ({"username": "аna"}, "Use only letters a to z"),
        ({"password": "sunshine1", "confirm": "sunshine1"}, "Many people use this"),
        ({"username": "ana-alves", "password": "Ana-Alves", "confirm": "Ana-Alves"}, "soon found"),
        ({"site_name": " \x00 "}, "required"),
        ({"site_name": "\u200b\u202e"}, "required"),
        ({"site_name": "x" * 256}, "255 characters"),
        ({"password": "x" * 1001, "confirm": "x" * 1001}, "between 8 and 1000"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_rest_stays(
    client: FlaskClient, link: str, changes: dict[str, str], message: str
) -> None:
    response = fill_in(client, link, **changes)

    assert response.status_code == 400
    assert message in response.text
    assert 'value="Ana Alves"' in response.text
    assert "a good password" not in response.text
    assert users() == []


def test_the_first_admin_may_be_called_admin(client: FlaskClient, link: str) -> None:
    assert fill_in(client, link, username="admin").status_code == 302


def test_tries_are_counted_before_a_password_is_hashed(
    client: FlaskClient, link: str, make_user: MakeUser
) -> None:
    make_user("taken", active=False)
    for _try in range(FIRST_RUNS.amount):
        assert fill_in(client, link, username="taken").status_code == 400

    with patch("byline.auth.views.first_run.hash_password") as hash_password:
        response = fill_in(client, link)

    assert response.status_code == 429
    assert 'value="Ana Alves"' in response.text
    assert not hash_password.called


def test_the_name_of_an_imported_author_is_taken(
    client: FlaskClient, link: str, make_user: MakeUser
) -> None:
    make_user("ana", active=False)

    assert "User with that name already exists" in fill_in(client, link).text
    assert site_settings()["site_name"] == "Byline"


def test_a_form_from_elsewhere_is_refused_and_keeps_what_was_typed(
    client: FlaskClient, link: str
) -> None:
    response = client.post(link, data=GIVEN)

    assert response.status_code == 400
    assert f'value="{GIVEN["username"]}"' in response.text
    assert "open for too long" in response.text
    assert "CSRF" not in response.text
    assert users() == []


def test_the_page_of_the_link_is_for_one_visitor(client: FlaskClient, link: str) -> None:
    response = client.get(link)

    assert response.cache_control.private
    assert not response.cache_control.public


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql", "mariadb"], indirect=True)
def test_of_two_at_the_same_time_one_begins_the_site(app: Flask) -> None:
    token = make_token()
    outcomes: list[str] = []

    def begin(username: str) -> None:
        with app.app_context():
            try:
                with write_unit():
                    begin_site(
                        token,
                        site_name="x",
                        username=username,
                        display_name="",
                        password_hash="x",
                    )
                outcomes.append("begun")
            except LinkExpired:
                outcomes.append("expired")

    threads = [threading.Thread(target=begin, args=(name,)) for name in ("ana", "rui", "eva")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.rollback()
    assert sorted(outcomes) == ["begun", "expired", "expired"]
    assert len(users()) == 1
    assert find_user("nobody") is None

"""While a password is looked at, which takes a while, the account may change."""

import contextvars
from collections.abc import Callable
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from byline.auth.models import User, UserSession
from byline.auth.passwords import hash_password, is_password
from byline.auth.services import block_user, change_password
from byline.extensions import db, write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakeUser
from tests.support.people import SignIn, submit

PASSWORD = "correct horse"
OTHER = "battery staple"
NEW = "a third password"

Change = Callable[[User], None]


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return a user with a password."""
    make_user("rui", roles=("admin",))
    return make_user("ana", password=PASSWORD)


def give_other_password(user: User) -> None:
    """Change the password."""
    change_password(user, hash_password(OTHER), epoch=user.fs_uniquifier)


def meanwhile(app: Flask, user: User, change: Change) -> Callable[[User, str], bool]:
    """Return what looks at a password so slowly that another request changes the user."""
    user_id = user.id

    def act() -> None:
        with app.app_context(), write_unit() as session:
            change(session.get_one(User, user_id))

    def look(found: User, password: str) -> bool:
        was_right = is_password(found, password)
        contextvars.Context().run(act)
        return was_right

    return look


def count_sessions() -> int | None:
    """Return how many browsers are signed in."""
    return db.session.scalar(select(func.count()).select_from(UserSession))


@every_engine
@pytest.mark.parametrize("change", [give_other_password, block_user])
def test_no_one_signs_in_by_a_password_that_is_changed_meanwhile(
    app: Flask, client: FlaskClient, ana: User, change: Change
) -> None:
    with patch("byline.auth.attempts.is_password", meanwhile(app, ana, change)):
        response = submit(client, "/auth/login", username="ana", password=PASSWORD)

    assert response.status_code == 400
    assert "Invalid username or password" in response.text
    assert count_sessions() == 0


@every_engine
def test_of_two_who_change_a_password_at_once_the_second_is_signed_out(
    app: Flask, sign_in: SignIn, ana: User
) -> None:
    browser = sign_in(ana)
    form = {"current_password": PASSWORD, "password": NEW, "confirm": NEW}
    look = meanwhile(app, ana, give_other_password)
    with patch("byline.auth.views.account.is_password", look):
        response = submit(browser, "/auth/account", selector="form[action$=password]", **form)

    assert response.location == "/auth/login"
    assert is_password(db.session.get_one(User, ana.id), OTHER)
    assert count_sessions() == 0

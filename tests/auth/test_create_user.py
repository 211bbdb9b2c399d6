"""The service that adds people."""

from typing import Any

import pytest
from flask import Flask

from byline.auth.errors import (
    EmailTaken,
    InvalidEmail,
    InvalidUsername,
    PasswordTooShort,
    UnknownRole,
    UsernameTaken,
)
from byline.auth.models import User
from byline.auth.passwords import hash_password
from byline.auth.queries import find_user, has_active_admin
from byline.auth.services import create_user
from byline.extensions import db, write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakeUser


def add(username: str = "ana", **values: Any) -> User:  # noqa: ANN401 - columns
    """Add a user in a unit of its own."""
    with write_unit():
        return create_user(username, **{"password_hash": None, **values})


@every_engine
def test_every_user_has_the_role_default(app: Flask) -> None:
    assert [role.name for role in add().roles] == ["default"]
    assert [role.name for role in add("rui", roles=["admin"]).roles] == ["default", "admin"]


def test_a_user_name_has_no_regard_to_case(app: Flask) -> None:
    user = add("Ana.B")

    assert (user.username, user.display_name) == ("ana.b", "Ana.B")
    assert find_user("ANA.B") == user


@pytest.mark.parametrize("name", ["a", "a" * 64, "a.b_c-1", "0", "_"])
def test_a_user_name_of_these_characters_is_taken(app: Flask, name: str) -> None:
    assert add(name).username == name


@pytest.mark.parametrize(
    "name", ["", "a" * 65, "a b", "joão", "a/b", "a\n", "a\x00", ".", "..", "ａ", "a@b"]
)
def test_any_other_user_name_is_refused(app: Flask, name: str) -> None:
    with pytest.raises(InvalidUsername):
        add(name)


@every_engine
def test_a_user_name_is_one_user_s(app: Flask) -> None:
    add("ana")

    with pytest.raises(UsernameTaken):
        add("ANA")


@every_engine
def test_an_address_is_one_user_s(app: Flask) -> None:
    add("ana", email="ana@example.org")
    add("eva")
    add("rui")

    with pytest.raises(EmailTaken):
        add("iva", email="Ana@Example.ORG")


@pytest.mark.parametrize(
    "email", ["", "ana", "@example.org", "a b@example.org", "a@b@c", "a@b\n", "a" * 250 + "@b.org"]
)
def test_what_is_no_address_is_refused(app: Flask, email: str) -> None:
    with pytest.raises(InvalidEmail):
        add(email=email)


def test_an_unknown_role_is_refused(app: Flask) -> None:
    with pytest.raises(UnknownRole, match="'owner'"):
        add(roles=["owner"])


def test_a_refused_user_leaves_the_unit_usable(app: Flask) -> None:
    add("ana", email="ana@example.org")

    with write_unit():
        with pytest.raises(EmailTaken):
            create_user("rui", password_hash=None, email="ana@example.org")
        create_user("eva", password_hash=None)

    assert find_user("eva") is not None
    assert find_user("rui") is None


def test_each_user_has_a_session_name_of_their_own(app: Flask) -> None:
    assert add("ana").fs_uniquifier != add("rui").fs_uniquifier


def test_only_an_active_admin_looks_after_the_site(make_user: MakeUser) -> None:
    make_user(roles=("editor",))
    make_user("ana", roles=("admin",), active=False)

    assert not has_active_admin()

    make_user("rui", roles=("admin",))

    assert has_active_admin()


def test_a_password_is_kept_as_a_hash(app: Flask) -> None:
    hashed = hash_password("a good password")

    assert hashed.startswith("$argon2id$")
    assert hashed != hash_password("a good password")
    assert len(hashed) <= 255


def test_a_short_password_is_refused() -> None:
    with pytest.raises(PasswordTooShort):
        hash_password("1234567")


def test_a_user_says_which_roles_they_have(make_user: MakeUser) -> None:
    user = make_user(roles=("poster",))

    assert user.has_role("editor", "poster")
    assert not user.has_role("editor", "admin")
    assert db.session.get(User, user.id) is user

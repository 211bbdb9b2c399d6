"""Guessing passwords is limited before it costs anything, and the owner still gets in."""

from collections.abc import Iterator
from unittest.mock import MagicMock, patch

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security.utils import verify_password
from werkzeug.test import TestResponse

from byline.auth import passwords
from byline.auth.models import User
from tests.support.factories import MakeUser
from tests.support.people import form_fields, submit

PASSWORD = "correct horse"
HOME = "198.51.100.9"


class Guesser:
    """Sends the login form from whatever address, in one browser."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = form_fields(client.get("/auth/login"))["csrf_token"]

    def send(self, name: str, password: str, address: str) -> TestResponse:
        """Try a name and a password."""
        data = {"username": name, "password": password, "csrf_token": self.token}
        where = {"REMOTE_ADDR": address}
        return self.client.post("/auth/login", data=data, environ_overrides=where)


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return a user with a password."""
    return make_user("ana", password=PASSWORD)


@pytest.fixture
def guesser(client: FlaskClient) -> Guesser:
    """Return somebody who guesses."""
    return Guesser(client)


@pytest.fixture
def hashes(app: Flask) -> Iterator[MagicMock]:
    """Return a spy on what makes hashes; it counts those of passwords that are tried."""
    passwords.is_password(None, "the dummy is made once")
    with patch("byline.auth.passwords.utils.verify_password", side_effect=verify_password) as spy:
        yield spy


def enters(app: Flask, address: str, name: str = "ana") -> bool:
    """Say whether the owner gets in, in a browser of their own."""
    return Guesser(app.test_client()).send(name, PASSWORD, address).status_code == 302


def test_a_thousand_guesses_from_one_address_cost_five_hashes(
    app: Flask, guesser: Guesser, ana: User, hashes: MagicMock
) -> None:
    answers = [guesser.send("ana", f"guess {n}", "203.0.113.1") for n in range(1000)]

    assert hashes.call_count == 5
    assert {answer.status_code for answer in answers[5:]} == {429}
    assert enters(app, HOME)


def test_a_thousand_guesses_from_two_hundred_addresses_cost_one_each(
    app: Flask, guesser: Guesser, ana: User, hashes: MagicMock
) -> None:
    for number in range(1000):
        guesser.send("ana", f"guess {number}", f"203.0.113.{number % 200}")

    assert hashes.call_count <= 20 + 200
    assert enters(app, HOME)


def test_the_owner_gets_in_by_address_and_name_alike_while_attacked(
    app: Flask, guesser: Guesser, make_user: MakeUser
) -> None:
    make_user("rui", password=PASSWORD, email="rui@example.org")
    for number in range(50):
        guesser.send("rui", "guess", f"203.0.113.{number}")

    assert enters(app, HOME, "rui@example.org")
    assert enters(app, HOME, "rui")
    assert enters(app, HOME, "rui")


def test_an_attacked_account_takes_one_wrong_try_from_each_address(
    guesser: Guesser, ana: User
) -> None:
    for number in range(20):
        guesser.send("ana", "guess", f"203.0.113.{number}")

    statuses = [guesser.send("ana", "guess", "192.0.2.7").status_code for _ in range(3)]

    assert statuses == [400, 429, 429]


def test_many_names_from_one_address_are_limited(guesser: Guesser, hashes: MagicMock) -> None:
    statuses = [guesser.send(f"name-{n}", "x", "203.0.113.1").status_code for n in range(40)]

    assert statuses == [400] * 30 + [429] * 10
    assert hashes.call_count == 30


def test_who_gets_in_does_not_use_up_an_address(app: Flask, ana: User) -> None:
    assert all(enters(app, HOME) for _ in range(40))


def test_a_network_of_ipv6_is_one_address(guesser: Guesser, hashes: MagicMock) -> None:
    for number in range(40):
        guesser.send("ana", "x", f"2001:db8:1:2::{number:x}")

    assert hashes.call_count == 5


def test_a_success_forgets_the_errors_before_it(app: Flask, guesser: Guesser, ana: User) -> None:
    for _ in range(4):
        guesser.send("ana", "a slip", HOME)
    assert enters(app, HOME)

    statuses = [guesser.send("ana", "a slip", HOME).status_code for _ in range(6)]

    assert statuses == [400] * 5 + [429]


def test_a_name_that_does_not_exist_is_limited_as_one_that_does(
    guesser: Guesser, ana: User
) -> None:
    def statuses(name: str, address: str) -> list[int]:
        return [guesser.send(name, "guess", address).status_code for _ in range(7)]

    assert statuses("ana", "203.0.113.1") == statuses("nobody", "203.0.113.2")


@pytest.mark.parametrize("name", ["ANA", "ana ", "a\x00na"])
def test_another_spelling_is_the_same_name(guesser: Guesser, ana: User, name: str) -> None:
    for _ in range(5):
        guesser.send("ana", "guess", HOME)

    assert guesser.send(name, "guess", HOME).status_code == 429


def test_beyond_the_limit_the_form_comes_again_and_says_when(guesser: Guesser, ana: User) -> None:
    for _ in range(5):
        guesser.send("ana", "guess", HOME)

    response = guesser.send("ana", PASSWORD, HOME)

    assert response.status_code == 429
    assert 800 < int(response.headers["Retry-After"]) <= 900
    assert "That was a lot at once. Wait 15 minutes" in response.text
    assert form_fields(response)["username"] == "ana"


def test_a_form_without_its_token_is_no_guess(client: FlaskClient, ana: User) -> None:
    for _ in range(40):
        client.post("/auth/login", data={"username": "ana", "password": "x"})

    assert submit(client, "/auth/login", username="ana", password=PASSWORD).status_code == 302


def test_a_store_that_is_broken_keeps_nobody_out(app: Flask, ana: User) -> None:
    (app.config["DATA"] / "limits.sqlite3").mkdir(parents=True)

    assert enters(app, HOME)

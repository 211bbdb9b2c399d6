"""The commands about people."""

import pytest
from flask.testing import FlaskCliRunner

from byline.auth.models import User
from byline.auth.queries import find_user
from tests.support.factories import MakeUser


def roles_of(user: User | None) -> list[str]:
    assert user
    return [role.name for role in user.roles]


def test_create_user_adds_a_user(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["create-user", "Ana", "a good password"])

    assert (result.exit_code, result.output) == (0, "User ana Added.\n")
    assert roles_of(find_user("ana")) == ["default"]


def test_create_user_takes_roles_and_an_address(runner: FlaskCliRunner) -> None:
    options = ["--role", "poster", "--role", "editor", "--email", "ana@example.org"]

    runner.invoke(args=["create-user", "ana", "a good password", *options])

    user = find_user("ana")
    assert roles_of(user) == ["default", "poster", "editor"]
    assert user
    assert user.email == "ana@example.org"


def test_create_admin_adds_an_admin(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["create-admin", "ana", "a good password"])

    assert result.exit_code == 0
    assert roles_of(find_user("ana")) == ["default", "admin"]


def test_a_password_given_as_a_hyphen_is_asked_for(runner: FlaskCliRunner) -> None:
    answers = "a good password\na good password\n"

    result = runner.invoke(args=["create-user", "ana", "-"], input=answers)

    assert result.exit_code == 0
    assert find_user("ana")
    assert "a good password" not in result.output


@pytest.mark.parametrize("password", ["sunshine", "ILoveYou", "Ana-Alves"])
def test_a_password_that_is_soon_guessed_is_warned_about(
    runner: FlaskCliRunner, password: str
) -> None:
    result = runner.invoke(args=["create-user", "ana-alves", password])

    assert (result.exit_code, result.stdout) == (0, "User ana-alves Added.\n")
    assert result.stderr.startswith("Warning: this password is easy to guess: ")
    assert result.stderr.count("\n") == 1
    assert password not in result.stderr


def test_no_other_password_is_warned_about(runner: FlaskCliRunner) -> None:
    assert runner.invoke(args=["create-user", "ana", "a good password"]).stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ana", "short"], "A password has 8 characters or more."),
        (["joão", "a good password"], "A user name has 1 to 64 characters"),
        (["known", "a good password"], "User known already exists."),
        (["ana", "a good password", "--email", "ana"], "'ana' is no mail address."),
    ],
)
def test_a_user_that_cannot_be_is_refused_in_one_line(
    runner: FlaskCliRunner, make_user: MakeUser, arguments: list[str], message: str
) -> None:
    make_user("known")

    result = runner.invoke(args=["create-user", *arguments])

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {message}")
    assert result.stderr.count("\n") == 1
    assert find_user("ana") is None


def test_an_unknown_role_is_refused_with_those_there_are(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["create-user", "ana", "a good password", "--role", "owner"])

    assert result.exit_code == 2
    assert "'default', 'poster', 'editor', 'admin'" in result.stderr


def test_list_users_shows_names_and_roles_but_no_secret(
    runner: FlaskCliRunner, make_user: MakeUser
) -> None:
    make_user("rui", display_name="Rui", active=False, password="$argon2id$hash")
    make_user("ana", display_name="Ana", roles=("poster",))

    result = runner.invoke(args=["list-users"])

    assert result.output == "ana\tAna\tdefault, poster\nrui\tRui\tdefault (inactive)\n"

"""The `byline` command: what it says when something is wrong, in one line."""

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.exc import DBAPIError, ProgrammingError

from byline.cli import main

Byline = Callable[..., Result]


@pytest.fixture
def byline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Byline]:
    """Return what runs the command in an empty folder, with settings as keywords."""
    environ = {name: value for name, value in os.environ.items() if "BYLINE" not in name}
    monkeypatch.setattr(os, "environ", environ)
    monkeypatch.chdir(tmp_path)
    handlers = logging.getLogger().handlers[:]

    def run(*args: str, **settings: str) -> Result:
        environ.update({f"BYLINE_{name}": value for name, value in settings.items()})
        return CliRunner().invoke(main, args)

    yield run
    logging.getLogger().handlers = handlers


def assert_one_line(result: Result, *words: str) -> None:
    """Check that a command failed with one line on stderr that has these words."""
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr


def test_a_command_works_in_an_empty_folder(byline: Byline, tmp_path: Path) -> None:
    result = byline("list-users")

    assert (result.exit_code, result.output) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_wrong_setting_is_one_line(byline: Byline) -> None:
    assert_one_line(byline("list-users", POSTS_PER_PAGE="many"), "BYLINE_POSTS_PER_PAGE", "many")


def test_an_unknown_environment_is_one_line(byline: Byline) -> None:
    assert_one_line(byline("run", ENV="staging"), "BYLINE_ENV", "prod, dev, test")


def test_help_is_shown_whatever_the_settings(byline: Byline) -> None:
    result = byline("--help", ENV="staging")

    assert result.exit_code == 0
    assert "run" in result.stdout
    assert result.stderr.strip().count("\n") == 0
    assert "BYLINE_ENV" in result.stderr


@pytest.mark.parametrize(
    "command",
    ["run", "shell", "db", "posts", "create-user", "create-admin", "list-users", "list-routes"],
)
def test_help_lists_the_commands(byline: Byline, command: str) -> None:
    assert f"\n  {command} " in byline("--help").stdout


def test_a_database_that_is_away_is_one_line(byline: Byline) -> None:
    result = byline(
        "list-users", SQLALCHEMY_DATABASE_URI="postgres://ana@127.0.0.1:1/blog", SECRET_KEY="key"
    )

    assert_one_line(result, "database cannot be used", "refused")


def test_a_file_that_is_no_database_is_one_line(byline: Byline, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "byline.sqlite3").write_text("Once upon a time there was no table.")

    assert_one_line(byline("list-users"), "file is not a database")


def test_a_data_folder_that_is_a_file_is_one_line(byline: Byline, tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    assert_one_line(byline("list-users", SECRET_KEY="key"), "data folder cannot be made")


def test_a_backup_that_cannot_be_written_is_one_line(byline: Byline, tmp_path: Path) -> None:
    byline("list-users")
    byline("db", "downgrade")
    (tmp_path / "data" / "backups").touch()

    assert_one_line(byline("list-users"), "backups")


def test_a_newer_database_is_one_line(byline: Byline, tmp_path: Path) -> None:
    byline("list-users")
    connection = sqlite3.connect(tmp_path / "data" / "byline.sqlite3")
    connection.execute("UPDATE alembic_version SET version_num = 'f00f00f00f00'")
    connection.commit()
    connection.close()

    assert_one_line(byline("list-users"), "newer version of Byline")


def test_a_fault_of_ours_is_no_sentence(byline: Byline, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ProgrammingError("SELECT", {}, sqlite3.ProgrammingError("no such column"))

    monkeypatch.setattr("byline.migrations.schema.prepare_database", fail)

    result = byline("list-users")

    assert isinstance(result.exception, DBAPIError)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Return the list that takes how the server would be started."""
    calls: list[dict[str, object]] = []

    def start(app: object, **options: object) -> None:
        calls.append({"app": app, **options})

    monkeypatch.setattr("byline.start.start", start)
    return calls


def options(started: list[dict[str, object]]) -> tuple[object, ...]:
    (call,) = started
    return call["host"], call["port"], call["workers"]


def test_run_listens_where_the_settings_say(
    byline: Byline, started: list[dict[str, object]]
) -> None:
    byline("run", HOST="192.0.2.7", PORT="8000", WORKERS="3")

    assert options(started) == ("192.0.2.7", 8000, 3)


def test_options_win_over_settings(byline: Byline, started: list[dict[str, object]]) -> None:
    byline("run", "--host", "::1", "--port", "0", "--workers", "1", PORT="8000", WORKERS="3")

    assert options(started) == ("::1", 0, 1)


@pytest.mark.parametrize(("given", "used"), [({}, "dev"), ({"ENV": "prod"}, "prod")])
def test_debugging_is_for_development_unless_said_otherwise(
    byline: Byline, started: list[dict[str, object]], given: dict[str, str], used: str
) -> None:
    byline("run", "--debug", **given)

    assert os.environ["FLASK_DEBUG"] == "1"
    assert os.environ.get("BYLINE_ENV") == used
    assert len(started) == 1


@pytest.mark.parametrize("arguments", [("--port", "65536"), ("--workers", "0"), ("--colour",)])
def test_a_wrong_option_is_refused(byline: Byline, arguments: tuple[str, ...]) -> None:
    result = byline("run", *arguments)

    assert result.exit_code == 2
    assert arguments[0] in result.stderr


def test_flask_s_own_command_knows_ours(tmp_path: Path) -> None:
    flask = Path(sys.executable).with_name("flask")

    result = subprocess.run(
        [flask, "--app", "byline", "create-user", "ana", "a good password"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout == "User ana Added.\n"

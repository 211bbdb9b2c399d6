"""Where a backup may be restored, and what is said of it."""

import stat
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from byline import create_app
from byline.config import TestConfig
from byline.extensions import db
from byline.migrations.schema import Schema, schema_state
from tests.backups.sites import contents, fill_site, other_site, write_a_page
from tests.backups.test_backup_command import room_for
from tests.migrations.rows import contents as contents_there
from tests.migrations.rows import part_of
from tests.support.engines import every_engine

SERVERS = pytest.mark.parametrize("engine_name", ["postgresql", "mariadb"], indirect=True)


@pytest.fixture
def archive(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> Path:
    """Return a backup of a site that holds a row of everything."""
    fill_site()
    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    assert result.exit_code == 0, result.output
    return tmp_path / "site.tar"


def test_it_says_what_is_back(archive: Path, tmp_path: Path) -> None:
    with other_site(tmp_path / "other") as other:
        result = other.test_cli_runner().invoke(args=["restore", str(archive)])

    assert result.exit_code == 0
    assert result.stdout.startswith("Restored the site of 20")
    assert " tables, 3 files (3.0 MB); in " in result.stdout


@every_engine
def test_a_site_that_holds_something_is_left_alone(archive: Path, runner: FlaskCliRunner) -> None:
    write_a_page(99)
    before = contents()

    result = runner.invoke(args=["restore", str(archive)])

    assert result.exit_code == 1
    assert "The site is not empty. With --replace" in result.stderr
    assert contents() == before


@every_engine
def test_it_replaces_all_of_a_site(archive: Path, runner: FlaskCliRunner) -> None:
    before = contents()
    write_a_page(99)

    result = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])

    assert result.exit_code == 0, result.output
    assert contents() == before


def test_on_a_terminal_it_asks_before_it_replaces(
    archive: Path, runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_a_page(99)
    before = contents()
    monkeypatch.setattr("byline.backups.cli.is_terminal", lambda: True)

    refused = runner.invoke(args=["restore", str(archive), "--replace"], input="n\n")
    unchanged = contents() == before
    taken = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])

    assert refused.exit_code == 1
    assert unchanged
    assert taken.exit_code == 0
    assert contents() != before


def test_what_a_migrated_site_has_by_itself_is_nothing(archive: Path, tmp_path: Path) -> None:
    before = contents()
    with other_site(tmp_path / "other") as other:
        flask_migrate.upgrade()
        result = other.test_cli_runner().invoke(args=["restore", str(archive)])
        assert contents() == before

    assert result.exit_code == 0


def test_a_sqlite_site_that_is_behind_is_migrated_first(
    archive: Path, runner: FlaskCliRunner
) -> None:
    before = contents()
    flask_migrate.downgrade(revision="202611220009")

    result = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])

    assert result.exit_code == 0, result.output
    assert schema_state() is Schema.CURRENT
    assert contents() == before


@SERVERS
def test_a_server_that_is_behind_is_left_to_the_operator(
    archive: Path, runner: FlaskCliRunner
) -> None:
    flask_migrate.downgrade(revision="202611220009")

    result = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])

    assert result.exit_code == 1
    assert "byline db upgrade" in result.stderr
    assert schema_state() is Schema.OLD


@pytest.mark.parametrize("revision", ["202611220004", "202611220001"])
@every_engine
def test_the_backup_of_an_older_version_is_brought_up_to_date(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, revision: str
) -> None:
    fill_site()
    flask_migrate.downgrade(revision=revision)
    with db.engine.connect() as connection:
        before = contents_there(connection)

    backup = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    flask_migrate.upgrade()
    restore = runner.invoke(args=["restore", str(tmp_path / "site.tar"), "--replace", "--yes"])

    assert (backup.exit_code, restore.exit_code) == (0, 0), backup.output + restore.output
    with db.engine.connect() as connection:
        assert part_of(before, contents_there(connection)) == before


@pytest.mark.parametrize("size", [100_000, 2_000_000])
def test_a_full_disk_costs_nothing(
    app: Flask, archive: Path, runner: FlaskCliRunner, size: int
) -> None:
    write_a_page(99)
    before = contents()

    with room_for(size):
        result = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert contents() == before
    assert not list(Path(app.config["DATA"]).rglob("*.part"))


@pytest.fixture
def keyed_site(tmp_path: Path) -> Iterator[Flask]:
    """Return a site whose secret key is in its data folder."""
    app = create_app(TestConfig(DATA=tmp_path / "keyed", SECRET_KEY=None))
    with app.app_context():
        flask_migrate.upgrade()
        yield app
        db.engine.dispose()


def test_the_key_in_the_data_folder_comes_back(keyed_site: Flask, tmp_path: Path) -> None:
    key = keyed_site.config["SECRET_KEY"]
    made = keyed_site.test_cli_runner().invoke(args=["backup", str(tmp_path / "site.tar")])
    other = create_app(TestConfig(DATA=tmp_path / "other", SECRET_KEY=None))

    with other.app_context():
        restored = other.test_cli_runner().invoke(args=["restore", str(tmp_path / "site.tar")])
        db.engine.dispose()

    kept = tmp_path / "other" / "secret-key"
    assert "The secret key is not in it" not in made.stdout
    assert kept.read_text() == key
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "restart Byline" in restored.stdout


def test_a_key_of_the_environment_stays(keyed_site: Flask, tmp_path: Path) -> None:
    keyed_site.test_cli_runner().invoke(args=["backup", str(tmp_path / "site.tar")])

    with other_site(tmp_path / "other") as other:
        restored = other.test_cli_runner().invoke(args=["restore", str(tmp_path / "site.tar")])

    assert restored.exit_code == 0
    assert "everybody has to sign in again" in restored.stdout
    assert not (tmp_path / "other" / "secret-key").exists()


def test_a_key_of_the_environment_is_not_in_the_backup(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])

    assert "The secret key is not in it" in result.stdout

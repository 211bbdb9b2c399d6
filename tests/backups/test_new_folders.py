"""What a backup or restore makes in the data folder, and for whom."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from byline import create_app
from byline.config import TestConfig
from byline.extensions import db
from byline.migrations.schema import prepare_database
from tests.backups.sites import contents, empty_site, files, fill_site, keep_file
from tests.support.application import Runner

SERVERS = ("postgresql", "mariadb")
ODD_NAMES = ("what?", "%41", "a#b", "with space", "é?x=1")


@pytest.fixture
def archive(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> Path:
    """Return a backup of a site that holds a row of everything."""
    fill_site()
    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    assert result.exit_code == 0, result.output
    return tmp_path / "site.tar"


@pytest.fixture(params=[0o000, 0o022], ids=["000", "022"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let new files be open to others, as far as they are not closed on purpose."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def new_site(data: Path, key: str | None = None) -> Flask:
    """Make an application whose data folder is made when it is needed."""
    app = create_app(TestConfig(DATA=data, SECRET_KEY=key))
    app.test_cli_runner_class = Runner
    return app


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_data_folder_may_have_any_name(archive: Path, tmp_path: Path, name: str) -> None:
    before = contents()
    data = tmp_path / name
    with new_site(data, "key").app_context():
        result = new_site(data, "key").test_cli_runner().invoke(args=["restore", str(archive)])
        after = contents()
        db.engine.dispose()
        again = new_site(data, "key").test_cli_runner().invoke(args=["backup", str(tmp_path)])

    assert (result.exit_code, again.exit_code) == (0, 0), result.output + again.output
    assert after == before
    assert (data / "byline.sqlite3").is_file()


def test_only_the_owner_may_read_what_is_made(umask: None, archive: Path, tmp_path: Path) -> None:
    data = tmp_path / "new"
    app = new_site(data)
    with app.app_context():
        restored = app.test_cli_runner().invoke(args=["restore", str(archive)])
        flask_migrate.downgrade(revision="202611220009")
        prepare_database()
        with db.engine.connect() as connection:
            connection.execute(sa.text("SELECT 1 FROM posts"))
            made = [path for path in data.iterdir() if path.name.startswith("byline.sqlite3")]
            modes = {path.name: mode(path) for path in (*made, *(data / "backups").iterdir())}
        db.engine.dispose()

    assert restored.exit_code == 0, restored.output
    assert len(modes) == 4
    assert set(modes.values()) == {0o600}
    assert (mode(data), mode(data / "backups")) == (0o700, 0o700)


def test_a_folder_that_is_there_keeps_its_mode(archive: Path, tmp_path: Path) -> None:
    data = tmp_path / "shared"
    data.mkdir()
    data.chmod(0o750)
    with new_site(data).app_context():
        new_site(data).test_cli_runner().invoke(args=["restore", str(archive)])
        db.engine.dispose()

    assert mode(data) == 0o750


def test_a_refused_archive_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-1])
    for data in (tmp_path / "there", tmp_path / "none"):
        (tmp_path / "there").mkdir(exist_ok=True)
        app = new_site(data)
        with app.app_context():
            result = app.test_cli_runner().invoke(args=["restore", str(archive)])

        assert result.exit_code == 1
        assert list(data.iterdir()) == []


@pytest.mark.parametrize("engine", SERVERS)
def test_a_database_of_another_program_is_left_alone(
    archive: Path, tmp_path: Path, request: pytest.FixtureRequest, engine: str
) -> None:
    with empty_site(engine, tmp_path / "other", request) as other:
        with db.engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE wp_posts (id INTEGER)"))
        result = other.test_cli_runner().invoke(args=["restore", str(archive)])
        tables = sa.inspect(db.engine).get_table_names()

    assert result.exit_code == 1
    assert "tables of another program, such as wp_posts" in result.stderr
    assert tables == ["wp_posts"]


def test_files_of_the_site_before_are_gone(archive: Path, runner: FlaskCliRunner) -> None:
    before = files()
    row = keep_file(50, b"of the site before")
    with db.engine.begin() as connection:
        connection.execute(sa.table("media_files", *map(sa.column, row)).insert(), row)
    keep_file(51, b"which somebody sends now")

    result = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])

    assert "Removed 1 file of what the site held before.\n" in result.stdout
    assert sorted(files().values()) == sorted([*before.values(), b"which somebody sends now"])


def test_nobody_is_there_to_be_asked(archive: Path, runner: FlaskCliRunner) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE posts SET title = 'since'"))
    before = contents()

    result = runner.invoke(args=["restore", str(archive), "--replace"])

    assert result.exit_code == 2
    assert "give --yes with --replace" in result.stderr
    assert contents() == before


@pytest.mark.parametrize(
    ("name", "better"), [("x.tar.gz", "x.tar"), ("x.tgz", "x.tar"), ("x.zip", "x.tar")]
)
def test_an_ending_that_is_not_true_is_refused(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, name: str, better: str
) -> None:
    result = runner.invoke(args=["backup", str(tmp_path / name)])

    assert result.exit_code == 1
    assert f"call it {better}." in result.stderr
    assert not (tmp_path / name).exists()

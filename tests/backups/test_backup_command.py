"""What `byline backup` says and leaves behind."""

import json
import resource
import sqlite3
import stat
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.extensions import db, write_unit
from byline.media.services import media_path
from tests.backups.archives import members_of
from tests.backups.sites import keep_file
from tests.support.engines import every_engine
from tests.support.factories import MakePicture, MakePost


def test_the_archive_says_what_it_is(
    post: object, make_picture: MakePicture, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    picture = make_picture()

    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    with tarfile.open(tmp_path / "site.tar") as archive:
        names = archive.getnames()
    manifest = json.loads(members_of(tmp_path / "site.tar")["byline-backup.json"])

    assert result.exit_code == 0
    assert names == [
        "byline-backup.json",
        "database.sqlite3",
        f"media/{picture.digest[:2]}/{picture.name}",
        "files.json",
    ]
    assert (manifest["format"], manifest["version"]) == ("byline-backup", 1)
    assert manifest["engine"] == "sqlite"
    assert manifest["rows"]["posts"] == 1


def test_nobody_else_may_read_it(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    runner.invoke(args=["backup", str(tmp_path / "site.tar")])

    assert stat.S_IMODE((tmp_path / "site.tar").stat().st_mode) == 0o600


def test_a_folder_gets_a_file_named_by_the_time(runner: FlaskCliRunner, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    result = runner.invoke(args=["backup", str(folder)])

    (made,) = folder.iterdir()
    assert made.match("byline-????????T??????Z.tar")
    assert str(made) in result.stdout


def test_a_file_that_is_there_is_left_alone(runner: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "site.tar").write_text("precious")

    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])

    assert result.exit_code == 1
    assert "There is a file" in result.stderr
    assert (tmp_path / "site.tar").read_text() == "precious"


def test_a_folder_that_is_not_there_is_told(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = runner.invoke(args=["backup", str(tmp_path / "none" / "site.tar")])

    assert result.exit_code == 1
    assert result.stderr == f"Error: There is no folder {tmp_path / 'none'}.\n"


@every_engine
def test_a_database_without_tables_is_told(unmigrated_app: Flask, tmp_path: Path) -> None:
    result = unmigrated_app.test_cli_runner().invoke(args=["backup", str(tmp_path / "site.tar")])

    assert result.exit_code == 1
    assert "nothing to back up" in result.stderr


def test_a_database_newer_than_the_code_is_told(runner: FlaskCliRunner, tmp_path: Path) -> None:
    with write_unit() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = 'f00f00f00f00'"))

    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])

    assert result.exit_code == 1
    assert "newer version of Byline" in result.stderr


def test_files_that_are_missing_or_damaged_are_named_and_the_rest_is_saved(
    make_picture: MakePicture, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    whole, missing, damaged = (make_picture(colour=colour) for colour in ("red", "green", "blue"))
    media_path(missing).unlink()
    media_path(damaged).write_bytes(b"damaged")

    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])

    assert result.exit_code == 1
    assert f"{missing.name}: it is not there" in result.stderr
    assert f"{damaged.name}: its content is not what it was" in result.stderr
    assert result.stderr.endswith(
        "Error: Everything else is safe, but 2 media files are missing.\n"
    )
    assert f"media/{whole.digest[:2]}/{whole.name}" in members_of(tmp_path / "site.tar")


def test_a_damaged_database_is_told(
    make_post: MakePost, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    post_id = make_post().id
    with closing(sqlite3.connect(db.engine.url.database or "")) as connection:
        # Nobody has asked this connection to watch over foreign keys.
        connection.execute("INSERT INTO post_tags VALUES (?, 99, 0, NULL)", [post_id])
        connection.commit()

    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])

    assert result.exit_code == 1
    assert "damaged" in result.stderr
    assert "post_tags" in result.stderr
    assert not (tmp_path / "site.tar").exists()


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file become larger than so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [1_000, 100_000, 2_000_000])
def test_nothing_is_left_where_there_is_no_room(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, size: int
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with db.engine.begin() as connection:
        table = sa.table("media_files", *map(sa.column, (row := keep_file(1, bytes(3_000_000)))))
        connection.execute(table.insert(), row)

    with room_for(size):
        result = runner.invoke(args=["backup", str(folder)])

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert list(folder.iterdir()) == []
    assert not list(Path(app.config["DATA"]).rglob("*.part"))

"""What is no whole backup of Byline is refused, and the site stays as it was."""

import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from byline.backups.manifest import DATABASE_NAME, KEY_NAME, MANIFEST_NAME
from tests.backups.archives import members_of, with_database, write_archive
from tests.backups.sites import contents, files
from tests.support.factories import MakePicture, MakePost

PLACES = 20
MEDIA_NAME = "media/ab/" + "ab" * 32 + ".png"

Refused = Callable[[], str]


@pytest.fixture
def archive(
    make_post: MakePost,
    make_picture: MakePicture,
    runner: FlaskCliRunner,
    tmp_path: Path,
) -> Path:
    """Return a backup of a small site."""
    make_post(cover=make_picture())
    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    assert result.exit_code == 0, result.output
    return tmp_path / "site.tar"


@pytest.fixture
def refused(archive: Path, runner: FlaskCliRunner) -> Iterator[Refused]:
    """Return what tries to restore the archive, and returns the sentence that it is refused by."""
    before = contents(), files()

    def try_it() -> str:
        result = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
        return result.stderr.removeprefix("Error: ").strip()

    yield try_it
    assert (contents(), files()) == before


def test_an_archive_that_is_cut_off(archive: Path, refused: Refused) -> None:
    whole = archive.read_bytes()

    for number in range(1, PLACES + 1):
        archive.write_bytes(whole[: len(whole) * number // (PLACES + 1)])
        assert "cut off" in refused()


@pytest.mark.parametrize("missing", [1, 512, 1024])
def test_an_archive_without_its_very_end(archive: Path, refused: Refused, missing: int) -> None:
    archive.write_bytes(archive.read_bytes()[:-missing])

    assert refused() == "The backup is cut off."


def test_an_archive_with_something_behind_it(archive: Path, refused: Refused) -> None:
    archive.write_bytes(archive.read_bytes() + b"\0")

    assert refused() == "The backup is damaged."


def test_an_archive_in_which_a_bit_is_wrong(archive: Path, refused: Refused) -> None:
    whole = archive.read_bytes()

    for number in range(1, PLACES + 1):
        changed = bytearray(whole)
        changed[len(whole) * number // (PLACES + 1)] ^= 1 << number % 8
        archive.write_bytes(changed)
        assert refused()


def test_every_byte_of_a_header_and_of_the_list_counts(archive: Path, refused: Refused) -> None:
    whole = archive.read_bytes()
    end = whole.index(b"files.json")

    for place in (*range(0, 512, 37), *range(end, len(whole), 97), len(whole) - 1):
        changed = bytearray(whole)
        changed[place] ^= 4
        archive.write_bytes(changed)
        assert refused()


@pytest.mark.parametrize("content", [b"", b"\0" * 1024, b"not an archive", b"x" * 10_000])
def test_a_file_that_is_no_archive(archive: Path, refused: Refused, content: bytes) -> None:
    archive.write_bytes(content)

    assert refused() == "The file is no backup of Byline."


def test_a_file_that_is_not_there(archive: Path, refused: Refused) -> None:
    archive.unlink()

    assert refused().endswith("No such file or directory.")


def test_a_folder(archive: Path, refused: Refused) -> None:
    archive.unlink()
    archive.mkdir()

    assert "is a folder" in refused()


def test_the_archive_of_another_program(archive: Path, refused: Refused) -> None:
    with tarfile.open(archive, "w") as tar:
        tar.addfile(tarfile.TarInfo("index.html"), io.BytesIO())

    assert refused() == "The file is no backup of Byline."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"format": "something-else"}, "The file is no backup of Byline."),
        ({"version": "1"}, "The file is no backup of Byline."),
        ({"version": 2, "byline": "7.0"}, "written by a newer version of Byline (7.0)"),
        ({"rows": {"users": 7}}, "byline-backup.json is not as it was written"),
        ({"rows": None}, "The backup is damaged."),
        ({"made_at": "yesterday"}, "The backup is damaged."),
    ],
    ids=["format", "text", "version", "rows", "no-rows", "date"],
)
def test_a_manifest_that_says_something_else(
    archive: Path, refused: Refused, facts: dict[str, object], sentence: str
) -> None:
    rewrite_manifest(archive, facts)

    assert sentence in refused()


def rewrite_manifest(archive: Path, facts: dict[str, object]) -> None:
    """Change a manifest, and nothing else."""
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        first = tar.next()
        assert first is not None
    end = first.offset_data + first.size + -first.size % 512
    data = json.dumps(json.loads(whole[first.offset_data :][: first.size]) | facts).encode()
    first.size = len(data)
    head = first.tobuf(tarfile.GNU_FORMAT)
    archive.write_bytes(head + data + bytes(-len(data) % 512) + whole[end:])


@pytest.mark.parametrize("facts", [{"revision": "f00f00f00f00"}, {"rows": {"users": 7}}], ids=str)
def test_a_manifest_of_another_database(
    archive: Path, refused: Refused, facts: dict[str, object]
) -> None:
    describe(archive, facts)

    assert "its database is not the one that byline-backup.json describes" in refused()


def describe(archive: Path, facts: dict[str, object]) -> None:
    """Let an archive that is whole otherwise say something else of its database."""
    members = members_of(archive)
    changed = json.loads(members[MANIFEST_NAME]) | facts
    write_archive(archive, {**members, MANIFEST_NAME: json.dumps(changed).encode()})


def test_a_database_newer_than_the_code(archive: Path, refused: Refused) -> None:
    revise(archive, "f00f00f00f00")

    assert "written by a newer version of Byline" in refused()


def revise(archive: Path, revision: str) -> None:
    """Say in database and manifest that the schema is another one."""
    with_database(
        archive,
        lambda database: database.execute("UPDATE alembic_version SET version_num = ?", [revision]),
    )
    describe(archive, {"revision": revision})


def member(name: str, **facts: object) -> tarfile.TarInfo:
    """Return the header of a hostile member."""
    info = tarfile.TarInfo(name)
    for fact, value in facts.items():
        setattr(info, fact, value)
    return info


@pytest.mark.parametrize(
    "hostile",
    [
        member("../escaped"),
        member("/tmp/escaped"),
        member("media/../../escaped"),
        member("media/ab/../../../escaped.png"),
        member("media/cd/" + "ab" * 32 + ".png"),
        member(MEDIA_NAME, type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        member(MEDIA_NAME, type=tarfile.LNKTYPE, linkname=KEY_NAME),
        member(MEDIA_NAME, type=tarfile.CHRTYPE),
        member(MEDIA_NAME, type=tarfile.FIFOTYPE),
        member("media", type=tarfile.DIRTYPE),
        member(MEDIA_NAME, type=tarfile.GNUTYPE_SPARSE),
        member(MEDIA_NAME, type=tarfile.XHDTYPE, size=2**40),
        member(MEDIA_NAME, size=2**40),
        member(KEY_NAME, size=2**40),
        member("theme/index.html"),
        member(DATABASE_NAME),
    ],
    ids=lambda info: f"{info.name[:24]}-{info.type.decode()}-{info.size}",
)
def test_a_hostile_member(archive: Path, refused: Refused, hostile: tarfile.TarInfo) -> None:
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        end = tar.getmember("files.json").offset

    archive.write_bytes(whole[:end] + hostile.tobuf(tarfile.GNU_FORMAT) + whole[end:])

    assert refused()
    assert not list(archive.parent.parent.rglob("escaped*"))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON posts BEGIN DELETE FROM users; END",
        "CREATE VIEW evil AS SELECT * FROM users",
        "CREATE VIRTUAL TABLE evil USING fts5(text)",
        "DROP TABLE posts",
        "ALTER TABLE posts DROP COLUMN youtube_id",
        "UPDATE post_authors SET user_id = 99",
        "DELETE FROM media_files",
        "DELETE FROM alembic_version",
        "UPDATE posts SET title = CAST(x'ff' AS TEXT)",
        "UPDATE posts SET created_at = 5",
        "UPDATE posts SET created_at = 'yesterday'",
        "INSERT INTO site_settings VALUES ('name', '{')",
    ],
)
def test_a_hostile_database(archive: Path, refused: Refused, statement: str) -> None:
    def change(database: sqlite3.Connection) -> None:
        database.execute(statement)

    with_database(archive, change)
    recount(archive)

    assert refused()


def recount(archive: Path) -> None:
    """Let the manifest say how many rows there are now."""
    members = members_of(archive)
    path = archive.with_name("counted.sqlite3")
    path.write_bytes(members[DATABASE_NAME])
    connection = sqlite3.connect(path)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        for (name,) in names
        if name != "alembic_version"
    }
    connection.close()
    path.unlink()
    describe(archive, {"rows": rows})


def test_a_media_file_that_is_not_what_its_name_says(archive: Path, refused: Refused) -> None:
    members = members_of(archive)
    (name,) = (name for name in members if name.startswith("media/"))

    write_archive(archive, members | {name: b"something else"})

    assert "is not what its name says" in refused()


def test_a_database_that_is_none(archive: Path, refused: Refused) -> None:
    members = members_of(archive)

    write_archive(archive, members | {DATABASE_NAME: b"SQLite format 3\0" + b"x" * 5000})

    assert "The database in the backup is damaged" in refused()


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (["UPDATE posts SET version = 'many'"], "posts has a row whose version is none"),
        (["UPDATE posts SET version = 1.5"], "posts has a row whose version is none"),
        (["UPDATE posts SET title = x'ff'"], "posts has a row whose title is none"),
        (["UPDATE posts SET created_at = x'00'"], "posts has a row whose created_at is none"),
        (
            ["PRAGMA ignore_check_constraints = ON", "UPDATE posts SET status = 'lost'"],
            "whose ck_posts_status_known is none",
        ),
    ],
    ids=["text", "fraction", "bytes", "date", "constraint"],
)
def test_values_that_the_site_never_writes(
    archive: Path, refused: Refused, statements: list[str], sentence: str
) -> None:
    def change(database: sqlite3.Connection) -> None:
        for statement in statements:
            database.execute(statement)

    with_database(archive, change)

    assert sentence in refused()


@pytest.mark.parametrize("name", ["folder", "pipe", "device", "-"])
def test_what_is_no_file(archive: Path, runner: FlaskCliRunner, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = {
        "folder": str(tmp_path),
        "pipe": str(tmp_path / "pipe"),
        "device": "/dev/null",
        "-": "-",
    }

    result = runner.invoke(args=["restore", path[name], "--replace", "--yes"])

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert {"folder": "is a folder", "-": "must be a file"}.get(name, "no plain file") in (
        result.stderr
    )


@pytest.mark.parametrize(
    ("name", "command"),
    [("blog", "byline"), ("blog.tar.gz", "byline"), ("blog.xml", "wordpress")],
)
def test_an_export_is_named_as_such(
    archive: Path,
    runner: FlaskCliRunner,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    command: str,
) -> None:
    monkeypatch.setitem(runner.app.config, "SITE_URL", "https://blog.example.org")
    exported = runner.invoke(args=["export", str(tmp_path / name)])
    assert exported.exit_code == 0, exported.output

    result = runner.invoke(args=["restore", str(tmp_path / name), "--replace", "--yes"])

    assert result.exit_code == 1
    assert f"run: byline import {command} {tmp_path / name}" in result.stderr

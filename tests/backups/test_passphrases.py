"""Where the passphrase of a backup comes from, and which are refused."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.backups.archive import is_encrypted
from tests.backups.sites import other_site

PHRASE = "Zoé’s 🌻 in the sun"


def test_a_pipe_gives_it_once(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    args = [str(tmp_path / "site.tar.age"), "--passphrase", "-"]

    backup = runner.invoke(args=["backup", *args], input=f"{PHRASE}\nmore\n")
    restore = runner.invoke(args=["restore", *args, "--replace", "--yes"], input=f"{PHRASE}\n")

    assert (backup.exit_code, restore.exit_code) == (0, 0), backup.output + restore.output
    assert is_encrypted(tmp_path / "site.tar.age")


def test_a_setting_gives_it(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "BACKUP_PASSPHRASE", PHRASE)
    path = str(tmp_path / "site.tar.age")

    backup = runner.invoke(args=["backup", path])
    restore = runner.invoke(args=["restore", path, "--replace", "--yes"])
    other = runner.invoke(args=["restore", path, "--replace", "--yes", "--passphrase", "another"])

    assert (backup.exit_code, restore.exit_code) == (0, 0), backup.output + restore.output
    assert is_encrypted(tmp_path / "site.tar.age")
    assert other.stderr == "Error: The passphrase is wrong.\n"


@pytest.mark.parametrize(
    ("given", "piped"),
    [("", None), ("  ", None), ("\udcff", None), ("-", b""), ("-", b"\n"), ("-", b"\xff\n")],
    ids=["none", "blank", "bytes", "no-line", "empty-line", "piped-bytes"],
)
def test_what_is_no_passphrase_is_told(
    runner: FlaskCliRunner, tmp_path: Path, given: str, piped: bytes | None
) -> None:
    result = runner.invoke(
        args=["backup", str(tmp_path / "site.tar"), "--passphrase", given], input=piped
    )

    assert result.exit_code == 2
    assert "The passphrase is " in result.stderr
    assert not (tmp_path / "site.tar").exists()


def test_a_setting_that_is_blank_is_told(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "BACKUP_PASSPHRASE", " ")

    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])

    assert "The passphrase is empty" in result.stderr
    assert not (tmp_path / "site.tar").exists()


def test_the_key_is_told_how_to_come_out(tmp_path: Path) -> None:
    """The command that is printed is the one that works on such a file."""
    from byline.backups.cli import _key_command

    (tmp_path / "plain").write_bytes(b"")
    (tmp_path / "the secret").write_bytes(b"age-encryption.org/v1\n")

    assert _key_command(tmp_path / "plain") == f"tar -xOf {tmp_path}/plain secret-key"
    assert _key_command(tmp_path / "the secret") == (
        f"age -d '{tmp_path}/the secret' | tar -xOf - secret-key"
    )


def test_a_wrong_one_leaves_an_empty_folder_empty(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    path = str(tmp_path / "site.tar.age")
    runner.invoke(args=["backup", path, "--passphrase", PHRASE])

    with other_site(tmp_path / "other") as other:
        result = other.test_cli_runner().invoke(args=["restore", path, "--passphrase", "another"])
        left = list((tmp_path / "other").iterdir())

    assert result.exit_code == 1
    assert left == []

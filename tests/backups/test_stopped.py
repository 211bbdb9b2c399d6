"""Nothing is left of a backup or restore that is told to end, or that is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.backups.services import back_up
from byline.extensions import db
from byline.media.services import MAX_SECONDS_OF_WRITING, media_folder
from tests.backups.sites import contents, fill_site, write_a_page

BACKUP_MOMENTS = [
    "byline.backups.services.backup.take_snapshot",
    "byline.backups.services.backup.check_backup",
]
RESTORE_MOMENTS = [
    "byline.backups.services.restore.bring_up_to_date",
    "byline.backups.services.restore._write_media",
    "byline.backups.replacing.copy_rows",
]


@pytest.fixture
def archive(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> Path:
    """Return a backup of a site that holds a row of everything, and something else since."""
    fill_site()
    folder = tmp_path / "backups"
    folder.mkdir()
    result = runner.invoke(args=["backup", str(folder / "site.tar")])
    assert result.exit_code == 0, result.output
    write_a_page(99)
    db.engine.dispose()
    return folder / "site.tar"


def run(app: Flask, at: str, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command on the site in a process of its own, which gets a signal at some point."""
    environ = {
        **{name: value for name, value in os.environ.items() if "BYLINE" not in name},
        "BYLINE_DATA": str(app.config["DATA"]),
        "BYLINE_SECRET_KEY": "only-for-tests",
        "BYLINE_SQLALCHEMY_DATABASE_URI": str(db.engine.url),
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.backups.stopped", at, name, *arguments],
        env=environ,
        capture_output=True,
        text=True,
    )


def parts(app: Flask, archive: Path) -> list[Path]:
    """Return what is half written."""
    folders = (Path(app.config["DATA"]), archive.parent)
    return [path for folder in folders for path in folder.rglob("*.part")]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("at", BACKUP_MOMENTS)
def test_a_backup_that_is_told_to_end_leaves_nothing(
    app: Flask, archive: Path, at: str, name: str
) -> None:
    stopped = run(app, at, name, "backup", str(archive.parent), "--passphrase", "a secret")

    assert stopped.returncode == 128 + signal.Signals[name]
    assert stopped.stderr == f"Stopped by {name}.\n"
    assert list(archive.parent.iterdir()) == [archive]
    assert parts(app, archive) == []


@pytest.mark.parametrize("at", RESTORE_MOMENTS)
def test_a_restore_that_is_told_to_end_leaves_the_site_as_it_was(
    app: Flask, archive: Path, at: str
) -> None:
    before = contents()

    stopped = run(app, at, "SIGTERM", "restore", str(archive), "--replace", "--yes")

    assert stopped.returncode == 128 + signal.SIGTERM
    assert contents() == before
    assert parts(app, archive) == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_what_killed_ones_left_is_removed_by_the_next(
    app: Flask, archive: Path, runner: FlaskCliRunner, command: str
) -> None:
    run(app, BACKUP_MOMENTS[1], "SIGKILL", "backup", str(archive.parent))
    kept = {path.parent: path for path in parts(app, archive)}

    again = {
        "backup": ["backup", str(archive.parent)],
        "restore": ["restore", str(archive), "--replace", "--yes"],
    }[command]
    result = runner.invoke(args=again)

    assert set(kept) == {Path(app.config["DATA"]), archive.parent}
    assert result.exit_code == 0, result.output
    assert parts(app, archive) == []


def test_what_another_one_writes_now_is_left_alone(
    app: Flask, archive: Path, runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = sys.modules["byline.backups.services.backup"]
    check = service.check_backup
    seen: list[list[Path]] = []

    def back_up_meanwhile(*arguments: object) -> object:
        monkeypatch.setattr(service, "check_backup", check)
        seen.append(parts(app, archive))
        back_up(archive.parent / "other.tar")
        seen.append(parts(app, archive))
        return check(*arguments)

    monkeypatch.setattr(service, "check_backup", back_up_meanwhile)
    result = runner.invoke(args=["backup", str(archive.parent / "one.tar")])

    assert result.exit_code == 0, result.output
    assert len(seen[0]) == 2
    assert seen[0] == seen[1]


def test_old_parts_of_keys_and_copies_are_removed(
    app: Flask, archive: Path, runner: FlaskCliRunner
) -> None:
    data = Path(app.config["DATA"])
    old = [data / "a.part", data / "backups" / "b.part", media_folder() / "incoming" / "c.part"]
    for path in old:
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, (hour_ago := time.time() - MAX_SECONDS_OF_WRITING - 60, hour_ago))
    (data / "new.part").touch()

    runner.invoke(args=["backup", str(archive.parent)])

    assert parts(app, archive) == [data / "new.part"]

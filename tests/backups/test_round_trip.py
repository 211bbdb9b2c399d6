"""What is backed up comes back: every row and every file, from any engine to any."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskCliRunner

from tests.backups.sites import contents, files, fill_site, other_site


def test_a_site_comes_back(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    fill_site()
    before = contents(), files()

    backup = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    with other_site(tmp_path / "other") as other:
        restore = other.test_cli_runner().invoke(args=["restore", str(tmp_path / "site.tar")])
        after = contents(), files()

    assert (backup.exit_code, restore.exit_code) == (0, 0), backup.output + restore.output
    assert after == before

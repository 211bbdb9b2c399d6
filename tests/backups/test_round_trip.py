"""What is backed up comes back: every row and every file, from any engine to any."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.extensions import db
from tests.backups.sites import contents, empty_site, files, fill_site, write_a_page
from tests.support.engines import ENGINES, every_engine


@pytest.mark.parametrize("target_engine", ENGINES)
@every_engine
def test_a_site_comes_back_on_any_engine(
    app: Flask,
    runner: FlaskCliRunner,
    tmp_path: Path,
    target_engine: str,
    request: pytest.FixtureRequest,
) -> None:
    fill_site()
    before = contents(), files()

    backup = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    db.engine.dispose()
    with empty_site(target_engine, tmp_path / "other", request) as other:
        restore = other.test_cli_runner().invoke(args=["restore", str(tmp_path / "site.tar")])
        after = contents(), files()
        write_a_page()  # its number is none of the restored ones

    assert (backup.exit_code, restore.exit_code) == (0, 0), backup.output + restore.output
    assert after == before

"""Whatever kills a restore, the site has the rows of before or those of the backup."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.extensions import db
from tests.backups.sites import contents, files, fill_site, write_a_page

MOMENTS = [
    ("files", 0, False),
    ("files", 2, False),
    ("statements", 1, False),
    ("statements", 10, False),
    ("statements", 25, False),
    ("statements", 45, False),
    ("statements", 60, False),
    ("key", 0, True),
]


@pytest.mark.parametrize(
    ("engine_name", "at", "number", "done"),
    [
        *(("sqlite", *moment) for moment in MOMENTS),
        *(("postgresql", *moment) for moment in MOMENTS[-3:]),
        *(("mariadb", *moment) for moment in MOMENTS[-3:]),
    ],
    indirect=["engine_name"],
)
def test_a_killed_restore_leaves_the_old_rows_or_the_new_ones(
    app: Flask,
    database: str,
    runner: FlaskCliRunner,
    tmp_path: Path,
    at: str,
    number: int,
    done: bool,
) -> None:
    fill_site()
    backed_up = contents(), files()
    runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    write_a_page(99)
    before = contents()
    db.engine.dispose()

    killed = subprocess.run(
        [sys.executable, "-m", "tests.backups.killed", str(app.config["DATA"]),
         str(tmp_path / "site.tar"), at, str(number)],
        env={**os.environ, "TEST_DATABASE": database},
    )  # fmt: skip
    left = contents()
    again = runner.invoke(args=["restore", str(tmp_path / "site.tar"), "--replace", "--yes"])

    assert killed.returncode == -signal.SIGKILL
    assert left == (backed_up[0] if done else before)
    assert again.exit_code == 0
    assert (contents(), files()) == backed_up

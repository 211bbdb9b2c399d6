"""The `byline import markdown` command, as somebody at a terminal meets it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.blog.models import Post
from byline.extensions import db
from tests.importers.conftest import Write, picture, post_text
from tests.importers.test_import_again import CLOCK, dump
from tests.support.application import application


@pytest.fixture
def sample(write: Write) -> None:
    """Write a blog with a good post, one that needs somebody, and one that cannot be imported."""
    write("good.md", post_text("Good", "2020-01-01", "![p](p.png)"))
    write("p.png", picture())
    write("odd.md", post_text("Odd", "2020-01-02", "![x](missing.png)"))
    write("bad.md", "+++\n+ +\n+++\nText")
    write("_index.md", "")


def test_the_report_says_what_became_of_each_file(
    sample: None, runner: FlaskCliRunner, blog: Path
) -> None:
    result = runner.invoke(args=["import", "markdown", str(blog)])

    assert result.exit_code == 0
    assert "4 found, 2 imported, 1 refused, 1 skipped, 2 need you." in result.stdout
    for line in ("odd.md: nothing answers missing.png", "bad.md: not imported: the front matter",
                 "_index.md: a list page"):  # fmt: skip
        assert line in result.stdout


def test_the_report_for_a_program_is_json(sample: None, runner: FlaskCliRunner, blog: Path) -> None:
    result = runner.invoke(args=["import", "markdown", str(blog), "--json"])

    report = json.loads(result.stdout)
    assert (report["found"], report["imported"], report["dry_run"]) == (4, 2, False)
    assert {remark["item"] for remark in report["needs_you"]} == {"odd.md", "bad.md"}


def test_a_dry_run_gives_the_same_report_and_writes_nothing(
    app: Flask, sample: None, runner: FlaskCliRunner, blog: Path
) -> None:
    rows = dump()
    data = Path(app.config["DATA"])
    files = sorted(data.rglob("*"))

    rehearsal = runner.invoke(args=["import", "markdown", str(blog), "--dry-run", "--json"])

    assert (dump(), sorted(data.rglob("*"))) == (rows, files)
    result = runner.invoke(args=["import", "markdown", str(blog), "--json"])
    written = json.loads(result.stdout)
    assert written["audit"]["items"] == 2
    assert json.loads(rehearsal.stdout) == written | {"dry_run": True, "audit": None}


@pytest.mark.parametrize("name", ["nowhere", "file", "empty"])
def test_a_source_that_cannot_be_read_is_one_line_and_exit_code_1(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("not an archive")
    (tmp_path / "empty").mkdir()

    result = runner.invoke(args=["import", "markdown", str(tmp_path / name)])

    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    assert len(lines) == 1
    assert str(tmp_path / name) in lines[0]


@pytest.mark.parametrize("arguments", [[], ["--dry-run"]])
def test_an_import_that_brings_nothing_in_fails(
    app: Flask, write: Write, runner: FlaskCliRunner, blog: Path, arguments: list[str]
) -> None:
    write("bad.md", "+++\n+ +\n+++\nText")
    write("binary.md", b"\x89PNG\x00")
    write("_index.md", "")

    result = runner.invoke(args=["import", "markdown", str(blog), *arguments])

    assert result.exit_code == 1
    assert "bad.md: not imported" in result.stdout
    assert result.stderr == "Error: Nothing could be imported; the report says why.\n"


def test_an_import_with_nothing_left_to_do_succeeds(
    app: Flask, write: Write, runner: FlaskCliRunner, blog: Path
) -> None:
    write("good.md", post_text("Good", "2020-01-01"))
    write("bad.md", "+++\n+ +\n+++\nText")

    for _ in range(2):
        assert runner.invoke(args=["import", "markdown", str(blog)]).exit_code == 0


def test_a_store_that_cannot_be_written_stops_the_import_in_a_line(
    app: Flask, sample: None, runner: FlaskCliRunner, blog: Path
) -> None:
    # A file where the folder would be: refused to the administrator of the machine too.
    (Path(app.config["DATA"]) / "media").write_text("")

    result = runner.invoke(args=["import", "markdown", str(blog)])

    assert result.exit_code == 1
    assert "Error:" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_killed_import_goes_on_and_comes_to_the_same(
    write: Write, blog: Path, tmp_path: Path
) -> None:
    for number in range(30):
        body = f"[next]({number + 1}.md) [before]({number - 1}.md) ![p](p{number % 7}.png)\n" * 20
        write(
            f"{number}.md",
            post_text(f"Post {number}", "2020-01-01", body, author=f'"A{number % 5}"'),
        )
    for number in range(7):
        write(f"p{number}.png", picture(size=(number + 1, 4)))
    for delay in (0.05, 0.3, 0.15):
        _kill_after_first_post(blog, tmp_path / "killed", delay)

    for data in (tmp_path / "killed", tmp_path / "whole"):
        _start(blog, data).wait()

    dumps = []
    for data in (tmp_path / "killed", tmp_path / "whole"):
        with application(data):
            assert db.session.scalar(sa.select(sa.func.count()).select_from(Post)) == 30
            dumps.append(dump(without=CLOCK))
    assert dumps[0] == dumps[1]


def _start(blog: Path, data: Path) -> subprocess.Popen[bytes]:
    byline = str(Path(sys.executable).with_name("byline"))
    environment = os.environ | {"BYLINE_ENV": "test", "BYLINE_DATA": str(data)}
    return subprocess.Popen(
        [byline, "import", "markdown", str(blog)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill_after_first_post(blog: Path, data: Path, seconds: float) -> None:
    """Start an import and end it without warning, once it has begun to write."""
    before = _log_size(data)
    process = _start(blog, data)
    while process.poll() is None and _log_size(data) <= before:
        time.sleep(0.01)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _log_size(data: Path) -> int:
    """Return the size of SQLite's log in bytes, which grows with each commit."""
    log = data / "byline.sqlite3-wal"
    return log.stat().st_size if log.exists() else 0

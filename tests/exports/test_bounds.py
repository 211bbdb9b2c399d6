"""An export is one that an import takes, or it says what somebody has to do."""

from pathlib import Path

import flask_migrate
import pytest
from flask.testing import FlaskCliRunner

from byline.exports import bounds, targets
from byline.exports.services import export_site
from byline.importers.byline.services import import_byline
from byline.importers.sources import tar
from tests.support.application import application
from tests.support.factories import MakeComment, MakePost


def test_texts_that_repeat_themselves_are_packed_so_that_an_import_takes_them(
    make_post: MakePost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (tar, targets):
        monkeypatch.setattr(module, "RATIO_FREE_BYTES", 2**12)
    for _ in range(5):
        make_post(source="The same. " * 20_000)
    export_site(tmp_path / "a.tar.gz")
    export_site(tmp_path / "b.tar.gz")

    with application(tmp_path / "new"):
        flask_migrate.upgrade()
        report = import_byline(tmp_path / "a.tar.gz")

    assert report.imported == 5
    assert (tmp_path / "a.tar.gz").read_bytes() == (tmp_path / "b.tar.gz").read_bytes()
    assert not list(tmp_path.glob("*.part"))


def test_an_export_with_more_than_an_import_takes_says_so(
    runner: FlaskCliRunner, make_post: MakePost, make_comment: MakeComment, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    make_comment(make_post(), text="Long " * 100)
    for name, value in (("MAX_FILES", 2), ("MAX_JSON_BYTES", 300), ("MAX_TOTAL_BYTES", 2**12)):
        monkeypatch.setattr(bounds, name, value)

    folder = runner.invoke(args=["export", str(tmp_path / "out")]).stdout
    archive = runner.invoke(args=["export", str(tmp_path / "out.tgz")]).stdout

    for output in (folder, archive):
        assert output.startswith("Needs you:\n")
        assert "comments/1.json is larger than" in output
        assert "files, and an import takes 2" in output
    assert "unpack it, and import the folder" in archive
    assert "unpack it" not in folder


def test_an_ordinary_export_says_nothing_of_bounds(
    runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path
) -> None:
    make_post()

    assert "Needs you" not in runner.invoke(args=["export", str(tmp_path / "a.tgz")]).stdout

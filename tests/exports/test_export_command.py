"""The `byline export` command, as somebody at a terminal meets it."""

import json
import tarfile
from pathlib import Path

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.auth.models import User
from byline.blog.services import delete_post
from byline.exports.services import export_site
from byline.extensions import write_unit
from byline.media.services import media_path
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePage, MakePicture, MakePost

BODY = "---\ntitle: no front matter of mine\n---\n\nTrailing  \n\n\tspaces\n\n🌻 café\n"


def read_post(path: Path) -> tuple[dict[str, object], str]:
    """Return the front matter and the body of an exported file."""
    _, matter, body = path.read_bytes().decode().split("---\n", 2)
    return yaml.safe_load(matter), body


@every_engine
def test_a_post_is_a_file_that_other_programs_understand(
    runner: FlaskCliRunner, make_post: MakePost, make_picture: MakePicture, tmp_path: Path,
    owner: User,
) -> None:  # fmt: skip
    cover = make_picture()
    post = make_post(
        title="Olá: 日本語", source=BODY, tags=["C#", "naïve"], language="pt", cover=cover,
        summary="In short\n\nand long",
    )  # fmt: skip

    result = runner.invoke(args=["export", str(tmp_path / "out")])

    assert result.exit_code == 0, result.output
    matter, body = read_post(tmp_path / "out" / "posts" / f"{post.id}-ola.md")
    assert body == BODY
    assert matter["title"] == "Olá: 日本語"
    assert (matter["tags"], matter["authors"]) == (["C#", "naïve"], [owner.username])
    assert (matter["draft"], matter["date"]) == (False, post.publish_date)
    assert (matter["lang"], matter["summary"]) == ("pt", "In short\n\nand long")
    assert (tmp_path / "out" / str(matter["image"])[1:]).read_bytes() == media_path(
        cover
    ).read_bytes()


def test_html_stays_html(runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path) -> None:
    make_post(title="Hello", source="<p>Hello</p>", format="html")

    runner.invoke(args=["export", str(tmp_path / "out")])

    assert [path.name for path in (tmp_path / "out" / "posts").iterdir()] == ["1-hello.html"]


def test_the_manifest_and_the_terminal_say_what_is_there_and_what_is_not(
    runner: FlaskCliRunner, make_post: MakePost, make_page: MakePage, make_comment: MakeComment,
    tmp_path: Path,
) -> None:  # fmt: skip
    make_comment(make_post())
    gone = make_post(title="Gone")
    make_comment(gone)
    with write_unit():
        delete_post(gone)
    make_page(title="About")

    result = runner.invoke(args=["export", str(tmp_path / "out")])

    manifest = json.loads((tmp_path / "out" / "byline.json").read_text())
    assert (manifest["format"], manifest["version"]) == ("byline-export", 1)
    counts = manifest["counts"]
    assert (counts["posts"], counts["pages"], counts["comments"]) == (1, 1, 1)
    assert "deleted posts: 1" in manifest["left_out"]
    assert "1 posts, 1 pages, 1 comments" in result.stdout
    assert "passwords" in result.stdout


def test_no_secret_is_in_an_export(
    runner: FlaskCliRunner, make_post: MakePost, make_comment: MakeComment, owner: User,
    tmp_path: Path,
) -> None:  # fmt: skip
    with write_unit():
        owner.email, owner.password = "canary@example.org", "canary-hash"
    make_comment(make_post(), user=owner, guest_key="canary-key", submission_key="canary-form")

    runner.invoke(args=["export", str(tmp_path / "out")])

    texts = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert any(b"Well said." in text for text in texts)
    assert not any(b"canary" in text for text in texts)


def test_a_file_that_is_missing_or_damaged_is_named(
    runner: FlaskCliRunner, make_picture: MakePicture, tmp_path: Path
) -> None:
    missing, damaged, good = (make_picture(width=width) for width in (1, 2, 3))
    media_path(missing).unlink()
    media_path(damaged).write_bytes(b"something else")

    result = runner.invoke(args=["export", str(tmp_path / "out")])

    assert result.exit_code == 0
    assert f"{missing.name} (picture.png): it is missing" in result.stdout
    assert f"{damaged.name} (picture.png): it is damaged" in result.stdout
    assert [path.name for path in (tmp_path / "out" / "media").iterdir()] == [good.name]


@pytest.mark.parametrize("name", ["full", "file", "a.tgz", "a.zip", "full.xml"])
def test_nothing_is_ever_overwritten(
    runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path, name: str
) -> None:
    make_post()
    for folder in ("full", "full.xml"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "a.tgz").write_text("mine")
    before = sorted(tmp_path.rglob("*"))

    result = runner.invoke(args=["export", str(tmp_path / name)])

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert str(tmp_path / name) in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_an_export_that_fails_leaves_nothing(
    runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_post()
    before = set(tmp_path.iterdir())

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("byline.exports.services.rows.read_media", full)

    for name in ("out", "out.tar.gz", "new/out"):
        result = runner.invoke(args=["export", str(tmp_path / name)])
        assert isinstance(result.exception, OSError)
    assert {path.name for path in set(tmp_path.iterdir()) - before} == {"new"}
    assert not list((tmp_path / "new").iterdir())


def test_two_archives_of_the_same_site_are_the_same_bytes(
    runner: FlaskCliRunner, make_post: MakePost, make_comment: MakeComment,
    make_picture: MakePicture, tmp_path: Path,
) -> None:  # fmt: skip
    make_comment(make_post(cover=make_picture(), title="ह" * 60))

    for name in ("a.tar.gz", "b.tgz"):
        runner.invoke(args=["export", str(tmp_path / name)])

    assert (tmp_path / "a.tar.gz").read_bytes() == (tmp_path / "b.tgz").read_bytes()
    with tarfile.open(tmp_path / "a.tar.gz") as archive:
        assert "byline.json" in archive.getnames()


def test_a_folder_that_is_there_and_empty_is_filled(
    runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path
) -> None:
    make_post()
    (tmp_path / "out").mkdir()

    assert runner.invoke(args=["export", str(tmp_path / "out")]).exit_code == 0
    assert (tmp_path / "out" / "byline.json").exists()


@every_engine
def test_what_is_written_meanwhile_is_not_in_it(
    app: Flask, make_post: MakePost, make_comment: MakeComment, tmp_path: Path
) -> None:
    post = make_post(title="Before")

    def write_more(done: int, _total: int) -> None:
        if done == 1:
            make_comment(post)
            make_post(title="Meanwhile", tags=["new"])

    report = export_site(tmp_path / "out", progress=write_more)

    assert (report.counts["posts"], report.counts["comments"], report.counts["tags"]) == (1, 0, 0)
    assert len(list((tmp_path / "out" / "posts").iterdir())) == 1

"""The `byline export` command, as somebody at a terminal meets it."""

import json
import os
import tarfile
from pathlib import Path

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.auth.models import User
from byline.blog.services import add_redirect, delete_post
from byline.exports.places import unfinished
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
    assert "1 deleted post" in manifest["left_out"]
    assert ": 1 post, 1 page, 1 comment, 1 author.\n" in result.stdout
    assert "1 deleted post; " in result.stdout
    assert "passwords" in result.stdout


def test_nothing_is_said_of_what_there_is_none_of(
    runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path
) -> None:
    empty = runner.invoke(args=["export", str(tmp_path / "empty")]).stdout
    for _ in range(2):
        make_post(tags=["a", "b"])
    folder = runner.invoke(args=["export", str(tmp_path / "out")]).stdout
    wordpress = runner.invoke(args=["export", str(tmp_path / "out.xml")]).stdout

    assert "empty: nothing, as there is nothing yet." in empty
    assert "out: 2 posts, 2 tags, 1 author." in folder
    assert "out.xml: 2 posts, 2 tags, 1 author." in wordpress
    assert "deleted" not in empty + folder + wordpress


def test_an_address_that_asks_is_in_the_list_of_redirects_alone(
    runner: FlaskCliRunner, make_post: MakePost, make_page: MakePage, tmp_path: Path
) -> None:
    post, page = make_post(), make_page(title="About")
    with write_unit() as session:
        add_redirect("/old/a b?", post=session.merge(post))
        for path in ("/?p=12", "/wp/?p=13"):
            add_redirect(path, post=session.merge(post))
        add_redirect("/?page_id=4", page=session.merge(page))

    runner.invoke(args=["export", str(tmp_path / "out")])

    matter, _ = read_post(next((tmp_path / "out" / "posts").iterdir()))
    of_page, _ = read_post(next((tmp_path / "out" / "pages").iterdir()))
    redirects = json.loads((tmp_path / "out" / "redirects.json").read_text())
    assert (matter["aliases"], "aliases" in of_page) == (["/old/a%20b%3F"], False)
    assert {one["path"] for one in redirects} == {
        "/?p=12", "/wp/?p=13", "/?page_id=4", "/old/a b?"
    }  # fmt: skip


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
        reason = f"{tmp_path / name} cannot be written: No space left on device."
        assert (result.exit_code, result.stderr) == (1, f"Error: {reason}\n")
    assert {path.name for path in set(tmp_path.iterdir()) - before} == {"new"}
    assert not list((tmp_path / "new").iterdir())


@pytest.mark.parametrize("name", ["file/out", "file/out.tar.gz", "file/out.xml", "n" * 300])
def test_a_place_that_cannot_be_is_a_sentence_that_names_it(
    runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path, name: str
) -> None:
    make_post()
    (tmp_path / "file").write_text("mine")

    result = runner.invoke(args=["export", str(tmp_path / name)])

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {tmp_path / name} cannot be written: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["", "media", "media/new", "media/ab/a.tar.gz", "media/a.xml"])
def test_nothing_is_exported_to_where_byline_keeps_its_own(
    app: Flask, runner: FlaskCliRunner, make_post: MakePost, name: str
) -> None:
    make_post()
    data: Path = app.config["DATA"]

    result = runner.invoke(args=["export", str(data / name)])

    assert f"{data / name} is where Byline keeps its own files" in result.stderr
    assert not (data / "media").exists()


def test_nothing_is_exported_to_the_folder_that_one_is_in(
    runner: FlaskCliRunner, make_post: MakePost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_post()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    for name in (".", str(tmp_path / "here"), "../here"):
        result = runner.invoke(args=["export", name])
        assert "is the folder that you are in" in result.stderr
    assert not list((tmp_path / "here").iterdir())


@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_only_whoever_exports_can_read_it(
    app: Flask, make_post: MakePost, make_comment: MakeComment, tmp_path: Path, umask: int
) -> None:
    app.config["SITE_URL"] = "https://example.org"
    make_comment(make_post(status="draft"))
    seen: set[int] = set()

    def look(*_steps: int) -> None:
        (unfinished,) = tmp_path.glob(".*.part")
        seen.add(unfinished.stat().st_mode & 0o077)

    before = os.umask(umask)
    try:
        for name in ("out", "out.tgz", "out.xml"):
            export_site(tmp_path / name, progress=look)
    finally:
        os.umask(before)
    written = [*(tmp_path / "out").rglob("*"), *tmp_path.glob("out*")]
    assert seen == {0}
    assert {path.stat().st_mode & 0o7777 for path in written} == {0o700, 0o600}
    assert (tmp_path / "out.tgz").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["out", "out.tar.gz", "out.xml"])
def test_what_a_killed_export_left_goes_with_the_next_of_its_name(
    app: Flask, make_post: MakePost, tmp_path: Path, name: str
) -> None:
    make_post()
    others = [tmp_path / f".{name}-x.part", tmp_path / f".other-{'0' * 16}.part"]
    left = tmp_path / f".{name}-{'0' * 16}.part"
    for path in (*others, left):
        (path / "posts").mkdir(parents=True)

    with unfinished(tmp_path / name) as running:
        export_site(tmp_path / name)

        assert running.exists()
        assert not left.exists()
    assert all(path.exists() for path in others)


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

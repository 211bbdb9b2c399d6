"""Exports that nobody exported: what is wrong is a line of the report, and nothing half done."""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from byline.auth.models import User
from byline.blog.models import Page, Post, Redirect, Tag
from byline.comments.models import Comment
from byline.extensions import db
from byline.importers.byline.services import import_byline
from byline.importers.report import Report
from byline.media.models import MediaFile
from tests.importers.conftest import picture
from tests.support.factories import MakePage, MakePost

MANIFEST = {"format": "byline-export", "version": 1}
Write = Callable[[str, Any], Path]
Run = Callable[[], Report]


@pytest.fixture
def write(app: Flask, tmp_path: Path) -> Write:
    """Write a file of an export, as JSON unless it is a text or bytes."""
    folder = tmp_path / "export"
    folder.mkdir()

    def write_file(name: str, content: Any) -> Path:  # noqa: ANN401 - whatever JSON has
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, str | bytes):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    write_file("byline.json", MANIFEST)
    return write_file


@pytest.fixture
def run(write: Write, tmp_path: Path) -> Run:
    """Import the export."""

    def run_import() -> Report:
        report = import_byline(tmp_path / "export")
        db.session.rollback()
        return report

    return run_import


def post_file(post_id: object = 1, body: str = "Text", **more: str) -> str:
    """Return a post's file; `more` are lines of its front matter, `byline_…` those below."""
    own = {name[7:]: more.pop(name) for name in list(more) if name.startswith("byline_")}
    fields = {"title": "A", "date": "2020-01-01 00:00:00+00:00", **more}
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    own = {"id": str(post_id), "status": "published", **own}
    lines += ["byline:", *(f"  {name}: {value}" for name, value in own.items())]
    return "\n".join(["---", *lines, "---", body])


def reasons(report: Report) -> str:
    """Return the remarks of a report as one text."""
    return "\n".join(f"{one.item}: {one.reason}" for one in report.needs_you)


def count(model: type[Any]) -> int:
    """Return how many rows there are."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [
        ({"format": "byline-export", "version": 2}, "newer version of Byline"),
        ({"format": "byline-export", "version": "1"}, "is not that of an export"),
        ({"format": "byline-export", "version": True}, "is not that of an export"),
        ({"format": "other", "version": 1}, "is not that of an export"),
        ([], "cannot be read"),
        ("{", "cannot be read"),
        (b"\xff\xfe{", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
    ],
)
def test_a_manifest_that_is_none_is_a_sentence(
    write: Write, runner: FlaskCliRunner, tmp_path: Path, manifest: object, sentence: str
) -> None:
    write("byline.json", manifest)
    write("posts/1-a.md", post_file())

    result = runner.invoke(args=["import", "byline", str(tmp_path / "export")])

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert count(Post) == 0


def test_a_folder_that_is_no_export_is_a_sentence(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("# A")

    result = runner.invoke(args=["import", "byline", str(tmp_path)])

    assert "there is no byline.json in it" in result.stderr


@pytest.mark.parametrize("post_id", ["0", "-1", "x", "1.5", "4294967296", "9" * 5000, "[1]", "''"])
def test_an_id_that_no_row_can_have_is_refused(write: Write, run: Run, post_id: str) -> None:
    write("posts/1-a.md", post_file(post_id))
    write("posts/2-b.md", post_file(2))

    report = run()

    assert (report.imported, report.refused) == (1, 1)
    assert "posts/1-a.md: not imported: its id" in reasons(report)


def test_of_two_posts_with_one_id_the_first_is_imported(write: Write, run: Run) -> None:
    write("posts/1-a.md", post_file(7, title="First"))
    write("posts/2-b.md", post_file(7, title="Second"))

    report = run()

    assert "posts/2-b.md: not imported: posts/1-a.md has the same id" in reasons(report)
    assert db.session.get_one(Post, 7).title == "First"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (post_file(byline_status="secret"), "its status 'secret' is unknown"),
        (post_file(byline_type="poll"), "its type 'poll' is unknown"),
        (post_file(byline_type="image"), "A picture post needs its picture"),
        (post_file(byline_type="video", byline_video="https://evil.example/x"), "no address of a"),
        (post_file(title=""), "A title has 1 to 255 characters"),
        (post_file(title="x" * 300), "A title has 1 to 255 characters"),
        (post_file(date="yesterday"), "date 'yesterday' is not a date"),
        (post_file(date="2020-01-01"), "is no moment"),
        (post_file(lang="'<b>'"), "no tag of a language"),
        (post_file(tags="[a/b]"), "A tag has no slash"),
        (post_file(title="&a [*a]"), "not valid YAML"),
        (post_file(title="[" * 200), "not valid YAML"),
        ("Text only", "does not stand between"),
        ("---\ntitle: A\n", "does not stand between"),
        ("---\n- a\n---\n", "not a list of names and values"),
        (b"---\ntitle: \xff\n---\n", "not UTF-8"),
        ("---\nbyline: 1\n---\n", "its id None"),
        ("---\nx: " + "y" * 2**21 + "\n---\n", "larger than"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 else "text",
)
def test_a_post_that_makes_no_sense_is_refused_and_named(
    write: Write, run: Run, text: str | bytes, reason: str
) -> None:
    write("posts/1-a.md", text)
    write("posts/2-b.md", post_file(2))

    report = run()

    assert (report.imported, report.refused) == (1, 1)
    assert reason in reasons(report)
    assert count(Post) == 1


def test_what_can_be_left_out_is_left_out_and_named(write: Write, run: Run) -> None:
    write(
        "posts/1-a.md",
        post_file(
            authors="{a: b}", tags="a", aliases="['http://x', '/', /ok, [x]]", summary="[x]",
            byline_version="-5", byline_created_at="never", byline_translation_group="g",
            image="/media/../../etc/passwd",
        ),
    )  # fmt: skip

    report = run()

    post = db.session.get_one(Post, 1)
    assert (report.imported, post.version, len(post.tags)) == (1, 1, 0)
    for part in ("authors is not a list", "tags is not a list", "'http://x' is no old address",
                 "'/' is no old", "summary is not a text", "version '-5'", "created_at 'never'",
                 "it is no translation", "its cover was left out"):  # fmt: skip
        assert part in reasons(report)
    assert db.session.scalars(sa.select(Redirect.path)).all() == ["/ok"]


def test_html_of_an_export_is_cleaned_as_on_every_save(
    write: Write, run: Run, client: FlaskClient
) -> None:
    evil = "<script>alert(1)</script><p onclick=x()>Text<img src=x onerror=alert(1)>"
    write("posts/1-a.html", post_file(1, evil, title="'<script>alert(2)</script>'"))
    write("pages/1-b.md", post_file(1, evil))

    run()

    for row in (db.session.get_one(Post, 1), db.session.get_one(Page, 1)):
        assert "alert" not in row.html
        assert "<script>alert" not in client.get(row.url).text


def test_a_file_that_is_not_what_its_name_promises_is_left_out(write: Write, run: Run) -> None:
    good, other = picture("red"), picture("blue")
    digest = hashlib.sha256(good).hexdigest()
    write(f"media/{digest}.png", other)
    write(f"media/{hashlib.sha256(b'text').hexdigest()}.png", b"text")
    write("media/evil.png", good)
    write("posts/1-a.md", post_file(image=f"/media/{digest}.png"))

    report = run()

    assert (report.imported, count(MediaFile)) == (1, 0)
    assert "its content is not what its name promises" in reasons(report)
    assert "is not a picture" in reasons(report)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("comments/1.json", "{"),
        ("comments/1.json", {"a": 1}),
        ("comments/1.json", "[" * 100_000),
        ("comments/1.json", [1, None, "x"]),
        ("authors.json", [{"username": 1}, 2]),
        ("tags.json", [{"id": "x", "title": "a"}, {"id": 1, "title": "a/b"}]),
        ("media.json", [{"file": 1}]),
        ("redirects.json", {"path": "/x"}),
    ],
    ids=range(8),
)
def test_a_list_that_makes_no_sense_is_named(
    write: Write, run: Run, name: str, content: object
) -> None:
    write(name, content)
    write("posts/1-a.md", post_file())

    report = run()

    assert report.imported == 1
    assert name in reasons(report)
    assert count(Comment) == count(Tag) == 0


def test_a_list_that_is_too_large_is_never_read(
    write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("byline.importers.byline.archive.MAX_JSON_BYTES", 2**20)
    write("posts/1-a.md", post_file())
    with write("comments/1.json", "[").open("r+b") as file:
        file.truncate(2**30)  # a gigabyte that takes no room

    report = run()

    assert report.imported == 1
    assert "comments/1.json was left out: the file is larger than 1 MB" in reasons(report)


def test_comments_that_make_no_sense_are_left_out_one_by_one(write: Write, run: Run) -> None:
    def comment(number: object, **more: object) -> dict[str, object]:
        day = {"created_at": "2020-01-01T00:00:00+00:00"}
        return {"id": number, "name": "R", "text": "x", "status": "approved", **day, **more}

    write("posts/1-a.md", post_file())
    write(
        "comments/1.json",
        [
            comment(1, parent=3), comment(2, parent=2), comment(3, parent=13),
            comment(13, parent=1), comment(4, parent=99), comment(4), comment(0), comment("x"),
            comment(2**40),
            comment(5, status="odd"), comment(6, text=""), comment(7, text="x" * 10_001),
            comment(8, created_at="never"), comment(9, name=[1]), comment(10, parent="x"),
            comment(11, text="a\x00\x0bb\ud800", user="../x"),
            comment(12, text="Gone", deleted_at="2020-01-02T00:00:00+00:00"),
        ],
    )  # fmt: skip

    report = run()

    comments = db.session.scalars(sa.select(Comment).order_by(Comment.id)).all()
    assert [(one.id, one.parent_id) for one in comments] == [
        (1, 3), (2, None), (3, 13), (4, None), (11, None), (12, None), (13, None)
    ]  # fmt: skip
    assert (comments[4].text, comments[5].text) == ("ab", "")
    assert db.session.get_one(Post, 1).comment_count == 6
    assert reasons(report).count("of comments/1.json was left out") == 10
    assert reasons(report).count("begins a thread") == 3


def test_an_author_whom_nobody_introduces_is_an_account_without_a_way_in(
    write: Write, run: Run
) -> None:
    write("posts/1-a.md", post_file(authors="[ghost, '<b>Bö</b>', ghost]"))

    run()

    post = db.session.get_one(Post, 1)
    assert [user.username for user in post.authors] == ["ghost", "b-bo-b"]
    assert not any(user.active or user.password for user in db.session.scalars(sa.select(User)))


def test_a_comment_may_answer_one_with_a_greater_id(write: Write, run: Run) -> None:
    day = {"created_at": "2020-01-01T00:00:00+00:00", "status": "approved", "name": "R"}
    parents = {1: 2, 2: 9, 5: None, 9: 5}
    comments = [
        {"id": key, "parent": parent, "text": "x", **day} for key, parent in parents.items()
    ]
    write("posts/1-a.md", post_file())
    write("comments/1.json", comments)

    report = run()

    rows = db.session.scalars(sa.select(Comment).order_by(Comment.path)).all()
    assert report.needs_you == []
    assert [(row.id, row.parent_id) for row in rows] == [(5, None), (9, 5), (2, 9), (1, 2)]
    assert rows[-1].path == "9999999994000000000900000000020000000001"


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example",
                                    "javascript:x", "", "/a\nb"])  # fmt: skip
def test_an_old_address_never_leads_to_another_site(write: Write, run: Run, target: str) -> None:
    write("redirects.json", [{"path": "/old", "address": target}, {"path": "/x", "address": "/y"}])
    write("posts/1-a.md", post_file())

    report = run()

    assert db.session.scalars(sa.select(Redirect.path)).all() == ["/x"]
    assert "an old address was left out" in reasons(report)


def test_what_belongs_to_nothing_is_named(write: Write, run: Run) -> None:
    write("posts/by-hand.md", post_file(5))
    write("comments/9.json", [])
    write("notes.txt", "mine")

    report = run()

    assert (report.found, report.imported) == (2, 1)
    assert "comments/9.json: left out: there is no such post" in reasons(report)
    assert [one.item for one in report.skipped] == ["notes.txt"]


def test_names_that_lead_out_of_an_archive_are_refused(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "evil.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in (
            ("byline.json", json.dumps(MANIFEST)), ("posts/1-a.md", post_file()),
            ("../posts/2-b.md", post_file(2)), ("/posts/3-c.md", post_file(3)),
        ):  # fmt: skip
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content.encode()))

    report = import_byline(path)
    db.session.rollback()

    assert report.imported == count(Post) == 1
    assert reasons(report).count("leads out of the source") == 2


def test_two_translations_in_one_language_do_not_stop_the_import(write: Write, run: Run) -> None:
    for number in (1, 2):
        write(f"posts/{number}-a.md",
              post_file(number, lang="pt", byline_translation_group="g"))  # fmt: skip

    report = run()

    assert (report.imported, report.refused) == (1, 1)
    assert "in this language already" in reasons(report)


def test_on_a_site_with_content_an_old_address_leads_to_the_new_id_where_it_is_free(
    write: Write, run: Run, client: FlaskClient, make_post: MakePost
) -> None:
    mine = [make_post(title="Mine"), make_post(title="Mine too")]
    write("posts/2-a.md", post_file(2, title="Taken"))
    write("posts/900-b.md", post_file(900, title="Free"))

    run()

    new = db.session.scalars(sa.select(Post).where(Post.title == "Free")).one()
    assert client.get("/blog/post/900/free").location == new.url
    assert client.get("/blog/post/2/taken").location == mine[1].url
    assert [post.title for post in mine] == ["Mine", "Mine too"]


def test_on_a_site_with_pages_a_page_gets_a_free_address(
    write: Write, run: Run, make_page: MakePage
) -> None:
    make_page(title="About")
    write("pages/1-about.md", post_file(1, title="About", slug="about"))
    write("posts/2-a.md", post_file(2, "[about](/page/about#x)"))

    run()

    assert db.session.scalars(sa.select(Page.slug).order_by(Page.id)).all() == ["about", "about-2"]
    assert db.session.scalars(sa.select(Post.source)).one() == "[about](/page/about-2#x)"

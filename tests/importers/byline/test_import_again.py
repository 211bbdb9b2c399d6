"""An export is imported more than once: what is here stays, what is new comes."""

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

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.services import PostContent, delete_post, prepare_post, update_post
from byline.comments.models import Comment
from byline.comments.services import add_comment
from byline.exports.services import export_site
from byline.extensions import db, write_unit
from byline.importers.byline.services import import_byline
from tests.importers.byline.conftest import Export, NewSite
from tests.importers.byline.rows import content_rows
from tests.support.application import application
from tests.support.factories import MakeComment, MakePost


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a text in a file of an export."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_was_edited_or_deleted_here_stays_so(
    app: Flask, make_post: MakePost, export: Export, new_site: NewSite
) -> None:
    for title in ("Edited", "Deleted", "Changed", "Same"):
        make_post(title=title, source=f"{title} there")
    path = export()

    with new_site():
        import_byline(path)
        with write_unit():
            edited, deleted = db.session.get_one(Post, 1), db.session.get_one(Post, 2)
            content = PostContent(title="Edited", source="Edited here", status="published")
            update_post(edited, prepare_post(content), list(edited.authors), version=1)
            delete_post(deleted)
        for name in ("1-edited", "2-deleted", "3-changed"):
            rewrite(path / "posts" / f"{name}.md", " there", " over there")
        report = import_byline(path)
        db.session.rollback()

        sources = db.session.scalars(sa.select(Post.source).order_by(Post.id)).all()
        assert sources == ["Edited here", "Deleted there", "Changed over there", "Same there"]
        assert (report.updated, report.unchanged, report.deleted_here) == (1, 1, 1)
        assert "edited here" in report.needs_you[0].reason


def test_comments_that_came_since_are_added_whatever_readers_wrote_here(
    app: Flask, make_post: MakePost, make_comment: MakeComment, new_site: NewSite, tmp_path: Path
) -> None:
    post = make_post()
    first = make_comment(post, text="First")
    export_site(tmp_path / "one")
    make_comment(post, text="Reply there", parent=first)
    export_site(tmp_path / "two")

    with new_site():
        import_byline(tmp_path / "one")
        with write_unit():
            add_comment(db.session.get_one(Post, 1), text="Here", name="R", status="approved")
        report = import_byline(tmp_path / "two")
        db.session.rollback()

        comments = db.session.scalars(sa.select(Comment).order_by(Comment.id)).all()
        assert [(one.text, one.parent_id) for one in comments] == [
            ("First", None), ("Here", None), ("Reply there", 1)
        ]  # fmt: skip
        assert db.session.get_one(Post, 1).comment_count == 3
        assert report.added["comments"] == 1


def test_a_killed_import_goes_on_and_comes_to_the_same(
    app: Flask, owner: User, full_site: None, make_post: MakePost, make_comment: MakeComment,
    tmp_path: Path,
) -> None:  # fmt: skip
    for number in range(40):
        post = make_post(title=f"More {number}", tags=[f"t{number % 7}"])
        make_comment(post)
    rows = content_rows()
    path, data = tmp_path / "export.tar.gz", tmp_path / "killed"
    export_site(path)

    for delay in (0.05, 0.3, 0.15):
        _kill_once_it_writes(path, data, delay)
    assert _start(path, data).wait() == 0

    with application(data):
        assert content_rows() == rows


def _start(path: Path, data: Path) -> subprocess.Popen[bytes]:
    byline = str(Path(sys.executable).with_name("byline"))
    return subprocess.Popen(
        [byline, "import", "byline", str(path)],
        env=os.environ | {"BYLINE_ENV": "test", "BYLINE_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill_once_it_writes(path: Path, data: Path, seconds: float) -> None:
    """Start an import and end it without warning, once it has begun to write."""
    log = data / "byline.sqlite3-wal"
    before = log.stat().st_size if log.exists() else 0
    process = _start(path, data)
    while process.poll() is None and (log.stat().st_size if log.exists() else 0) <= before:
        time.sleep(0.01)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.skipif("BYLINE_SAMPLES" not in os.environ, reason="BYLINE_SAMPLES names no folder")
@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("markdown", "rust-blog.tar.gz"),
        ("wordpress", "wordpress-blocks.wxr.xml"),
        ("ghost", "ghost-6-export.json"),
    ],
)
def test_a_real_blog_comes_out_and_in_again_equal(
    app: Flask, new_site: NewSite, tmp_path: Path, command: str, name: str
) -> None:
    sample = Path(os.environ["BYLINE_SAMPLES"]) / name
    result = app.test_cli_runner().invoke(args=["import", command, str(sample), "--json"])
    assert result.exit_code == 0, result.output
    rows, pages = content_rows(), _pages(app)
    export_site(tmp_path / "out.tar.gz")

    with new_site() as new:
        report = import_byline(tmp_path / "out.tar.gz")
        db.session.rollback()

        assert json.loads(result.stdout)["imported"] == report.imported > 0
        assert content_rows() == rows
        assert _pages(new) == pages


def _pages(app: Flask) -> dict[str, bytes]:
    """Return a sample of the pages, without the form for comments, which holds the time."""
    client = app.test_client()
    posts = db.session.scalars(sa.select(Post).where(Post.visible_from.is_not(None)))
    addresses = ["/blog/", "/blog/tags", "/blog/feed.xml", *[post.url for post in posts][::10]]
    return {address: client.get(address).data.split(b"csrf_token")[0] for address in addresses}

"""A backup that is made while people write is the site as it was at one moment."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

import sqlalchemy as sa
from flask import Flask

from byline.auth.models import User
from byline.backups.services import back_up, restore
from byline.blog.models import Counter, Post
from byline.blog.services import PostContent, create_post, prepare_post
from byline.comments.models import Comment
from byline.comments.services import add_comment
from byline.extensions import db, write_unit
from byline.media.models import MediaFile
from tests.backups.sites import files, keep_file, other_site
from tests.support.engines import every_engine

WRITES = 200
# So many are there before the backup begins; the others come while it is made, or after.
BEFORE = 50


class Writer:
    """Writes posts, each with a comment and a file, until it is told to stop."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._enough = threading.Event()
        self._thread = threading.Thread(target=self._write_all)
        self.begun = threading.Event()
        self.written = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._enough.set()
        self._thread.join()

    def _write_all(self) -> None:
        with self._app.app_context():
            try:
                while self.written < WRITES or not self._enough.is_set():
                    self._write(self.written + 1)
                    self.written += 1
                    if self.written == BEFORE:
                        self.begun.set()
            finally:
                self.begun.set()
                db.session.remove()

    def _write(self, number: int) -> None:
        row = keep_file(number, f"file {number}".encode())
        row.pop("created_at")
        content = PostContent(title=str(number), source=f"Post {number}", status="published")
        prepared = prepare_post(content)
        with write_unit() as session:
            session.add(file := MediaFile(**row))
            post = create_post(prepared, [session.scalars(sa.select(User)).one()])
            post.cover = file
            add_comment(post, name="Ana", text=str(number), status="approved")


@every_engine
def test_a_backup_under_load_is_one_moment(
    app: Flask, make_user: Callable[..., User], tmp_path: Path
) -> None:
    make_user("writer")
    with Writer(app) as writer:
        writer.begun.wait()
        report = back_up(tmp_path / "site.tar")
        seen_at_the_end = writer.written

    with other_site(tmp_path / "other"):
        restore(tmp_path / "site.tar")
        moment = db.session.scalars(sa.select(Counter.total)).one()
        numbers = [str(number) for number in range(1, moment + 1)]

        assert writer.written >= WRITES
        assert BEFORE <= moment <= seen_at_the_end + 1
        assert db.session.scalars(sa.select(Post.title).order_by(Post.id)).all() == numbers
        assert db.session.scalars(sa.select(Comment.text).order_by(Comment.id)).all() == numbers
        assert set(db.session.scalars(sa.select(Post.comment_count))) == {1}
        assert sorted(files().values()) == sorted(f"file {n}".encode() for n in numbers)
        assert report.checked.missing == {}
        db.session.remove()

"""Four processes write to one SQLite database at the same time: is anything lost?"""

import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bench.site import open_site, temporary_data
from bench.tables import Figure, print_figures
from byline.auth.models import User
from byline.auth.services import create_user
from byline.blog.errors import PostChanged
from byline.blog.models import Counter, Post
from byline.blog.services import (
    PostContent,
    PreparedPost,
    create_post,
    prepare_post,
    update_post,
)
from byline.extensions import db, write_unit

PROCESSES = 4
CHANGES = 250
INSERTS = 500
# The title of the changed post counts its changes.
CHANGED_POST = 1


def main() -> list[Figure]:
    """Count what was lost and what failed."""
    with temporary_data() as data:
        _prepare(data)
        started = time.perf_counter()
        with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
            failed = sum(pool.map(_write, [data] * PROCESSES))
        seconds = time.perf_counter() - started
        changed, inserted, counted = _count(data)
    figures = [
        Figure("changes of one post lost", PROCESSES * CHANGES - changed, "", 0),
        Figure("inserted posts lost", PROCESSES * INSERTS - inserted, "", 0),
        Figure("posts missing in the total", inserted + 1 - counted, "", 0),
        Figure("writes that failed", failed, "", 0),
        Figure("all writes", seconds, "s"),
    ]
    print_figures(f"{PROCESSES} processes writing to SQLite", figures)
    return figures


def _prepare(data: Path) -> None:
    with open_site(data).app_context(), write_unit():
        user = create_user("writer", password_hash=None)
        create_post(_titled("0"), [user])


def _titled(title: str) -> PreparedPost:
    content = PostContent(title=title, source="A *short* post.", status="published", tags=["one"])
    return prepare_post(content)


def _write(data: Path) -> int:
    """Do one process's share; return how many of its writes failed."""
    failed = 0
    with open_site(data).app_context():
        for number in range(INSERTS):
            failed += not _try(_insert)
            if number % (INSERTS // CHANGES) == 0:
                failed += not _try(_change)
    return failed


def _try(write: Callable[[], None]) -> bool:
    try:
        write()
    except (SQLAlchemyError, PostChanged):
        return False
    return True


def _insert() -> None:
    prepared = _titled("inserted")
    with write_unit() as session:
        create_post(prepared, [session.scalars(select(User)).one()])


def _change() -> None:
    """Read the post, add one to what was read, write it."""
    with write_unit() as session:
        post = session.get_one(Post, CHANGED_POST)
        prepared = _titled(str(int(post.title) + 1))
        update_post(post, prepared, list(post.authors), version=post.version)


def _count(data: Path) -> tuple[int, int, int]:
    """Return the changes and the inserted posts found, and the site's own total of posts."""
    with open_site(data).app_context():
        changed = int(db.session.get_one(Post, CHANGED_POST).title)
        posts = db.session.scalar(select(func.count()).select_from(Post)) or 0
        counted = db.session.scalars(select(Counter.total)).one()
    return changed, posts - 1, counted

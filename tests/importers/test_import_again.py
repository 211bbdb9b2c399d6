"""Importing a blog that was imported before, in whole or in part."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.blog.models import Post
from byline.blog.services import (
    PostContent,
    delete_post,
    prepare_post,
    purge_post,
    restore_post,
    update_post,
)
from byline.extensions import Base, db, write_unit
from byline.importers.markdown.items import Item
from byline.importers.models import ImportIdentity
from byline.importers.run import ImportRun
from tests.importers.conftest import FindPost, Import, Pack, Write, picture, post_text
from tests.support.engines import every_engine
from tests.support.queries import count_queries

Dump = dict[str, list[tuple[Any, ...]]]
# What differs between two runs that come to the same.
CLOCK = frozenset({"created_at", "imported_at", "fs_uniquifier", "updated_at"})


@pytest.fixture
def sample(write: Write) -> None:
    """Write a blog of three posts with links forth and back, a picture and two authors."""
    write("content/one.png", picture())
    write("content/a.md", post_text("A", "2020-01-01", "[c](c.md) ![p](one.png)", author='"Ana"'))
    write("content/b.md", post_text("B", "2020-01-02", "[a](a.md)", author='"Ana and Bo"',
                                    tags='["x"]', path='"old/b"'))  # fmt: skip
    write("content/c.md", post_text("C", "2020-01-03", "[c](c.md)", author='"Bo"'))


def dump(*, without: frozenset[str] = frozenset()) -> Dump:
    """Return all rows of all tables."""
    rows: Dump = {}
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name not in without]
        rows[table.name] = sorted(map(tuple, db.session.execute(sa.select(*columns))), key=repr)
    db.session.rollback()
    return rows


def files(app: Flask) -> dict[str, int]:
    """Return the media folder's files and when each was written."""
    folder = Path(app.config["DATA"]) / "media"
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def edit(post: Post) -> None:
    """Save a post as its writer does."""
    content = PostContent(title="Edited", source="Here.", status="published",
                          publish_date=post.publish_date)  # fmt: skip
    prepared = prepare_post(content)
    with write_unit():
        update_post(post, prepared, list(post.authors), version=post.version)


@every_engine
def test_a_second_run_writes_nothing(app: Flask, sample: None, run_import: Import) -> None:
    run_import()
    rows, media = dump(), files(app)

    with count_queries() as statements:
        report = run_import()

    assert (report.found, report.imported, report.updated, report.unchanged) == (3, 0, 0, 3)
    assert [one for one in statements if not one.startswith("SELECT")] == []
    assert (dump(), files(app)) == (rows, media)


def test_links_to_later_posts_are_written_in_the_first_run(
    sample: None, run_import: Import, find_post: FindPost
) -> None:
    report = run_import()

    a, c = find_post("a.md"), find_post("c.md")
    assert report.imported == 3
    assert f"[c]({c.url})" in a.source
    assert c.source == f"[c]({c.url})\n"


def test_the_same_blog_is_known_from_another_place_or_an_archive(
    sample: None, blog: Path, tmp_path: Path, run_import: Import, pack: Pack
) -> None:
    run_import()
    shutil.copytree(blog, tmp_path / "elsewhere")
    rows = dump()

    for path in (blog / "content", tmp_path / "elsewhere", pack(blog), pack(blog / "content")):
        assert run_import(path).unchanged == 3
    assert dump() == rows


def test_two_blogs_do_not_take_each_other_s_posts(
    app: Flask, write: Write, blog: Path, tmp_path: Path, run_import: Import
) -> None:
    write("hello.md", post_text("Hello", "2020-01-01"))
    run_import()
    other = tmp_path / "other"
    other.mkdir()
    (other / "hello.md").write_text(post_text("Hello again", "2021-01-01", author='"Bo"'))

    report = run_import(other)

    titles = db.session.scalars(sa.select(Post.title).order_by(Post.id)).all()
    assert (report.imported, titles) == (1, ["Hello", "Hello again"])
    assert (run_import().unchanged, run_import(other).unchanged) == (1, 1)


def test_another_blog_in_the_same_place_is_another_blog(
    sample: None, blog: Path, write: Write, run_import: Import
) -> None:
    run_import()
    shutil.rmtree(blog / "content")
    write("content/a.md", post_text("Other A", "2021-01-01"))
    write("content/x.md", post_text("X", "2021-01-02"))

    report = run_import()

    assert (report.imported, report.updated) == (2, 0)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Post)) == 5


def test_new_posts_are_added_to_those_that_are_there(
    sample: None, write: Write, run_import: Import
) -> None:
    run_import()
    write("content/d.md", post_text("D", "2020-01-04", "[a](a.md)", author='"Ana"'))

    report = run_import()

    assert (report.imported, report.unchanged) == (1, 3)


def test_a_post_that_changed_in_the_source_is_updated(
    sample: None, write: Write, run_import: Import, find_post: FindPost
) -> None:
    run_import()
    before = find_post("b.md").id
    write("content/b.md", post_text("B2", "2020-01-02", "[c](c.md)", author='"Cy"', tags='["y"]'))

    report = run_import()

    post = find_post("b.md")
    assert (report.updated, report.unchanged, post.id) == (1, 2, before)
    assert (post.title, post.source) == ("B2", f"[c]({find_post('c.md').url})\n")
    assert [user.display_name for user in post.authors] == ["Cy"]
    assert [tag.title for tag in post.tags] == ["y"]
    assert run_import().unchanged == 3


def test_a_picture_that_changed_in_the_source_is_taken_again(
    sample: None, write: Write, run_import: Import, find_post: FindPost
) -> None:
    run_import()
    before = find_post("a.md").source
    write("content/one.png", picture("red"))

    report = run_import()

    assert (report.updated, report.unchanged) == (1, 2)
    assert find_post("a.md").source != before


def test_what_was_missing_is_taken_once_it_is_there(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", "![p](p.png) [b](b.md)"))
    first = run_import()
    write("p.png", picture())
    write("b.md", post_text("B", "2020-01-02"))

    second = run_import()

    assert (len(first.needs_you), len(second.needs_you)) == (2, 0)
    assert (second.imported, second.updated) == (1, 1)
    assert find_post("b.md").url in find_post("a.md").source


def test_a_post_that_was_edited_here_is_never_overwritten(
    sample: None, write: Write, run_import: Import, find_post: FindPost
) -> None:
    run_import()
    edit(find_post("b.md"))
    write("content/b.md", post_text("B2", "2020-01-02"))
    rows = dump()

    report = run_import()

    assert [(remark.item, "edited here" in remark.reason) for remark in report.needs_you] == [
        ("content/b.md", True)
    ]
    assert (report.updated, report.unchanged) == (0, 2)
    assert dump() == rows


def test_an_edited_post_whose_file_is_the_same_is_nothing_to_report(
    sample: None, run_import: Import, find_post: FindPost
) -> None:
    run_import()
    edit(find_post("b.md"))

    report = run_import()

    assert (report.unchanged, report.needs_you) == (3, [])


def test_a_post_that_is_edited_while_the_import_runs_is_left_alone(
    sample: None, write: Write, run_import: Import, find_post: FindPost,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    run_import()
    write("content/b.md", post_text("B2", "2020-01-02"))
    take = ImportRun.take

    def edit_and_take(self: ImportRun[Any], item: Item) -> None:
        if item.original_id == "b.md":
            edit(find_post("b.md"))
        take(self, item)

    monkeypatch.setattr(ImportRun, "take", edit_and_take)

    report = run_import()

    assert "not imported" in report.needs_you[0].reason
    assert find_post("b.md").title == "Edited"


@every_engine
@pytest.mark.parametrize("changes", [(delete_post,), (delete_post, purge_post)])
def test_a_post_that_was_deleted_here_stays_away(
    sample: None,
    write: Write,
    run_import: Import,
    find_post: FindPost,
    changes: tuple[Callable[[Post], None], ...],
) -> None:
    run_import()
    post = find_post("c.md")
    for change in changes:
        with write_unit():
            change(post)
    write("content/c.md", post_text("C2", "2020-01-03"))
    write("content/d.md", post_text("D", "2020-01-04", "[c](c.md)"))

    report = run_import()

    remaining = sa.select(Post.title).where(Post.deleted_at.is_(None)).order_by(Post.id)
    assert db.session.scalars(remaining).all() == ["A", "B", "D"]
    assert db.session.scalars(sa.select(Post).where(Post.title == "C2")).all() == []
    assert (report.imported, report.unchanged, report.deleted_here) == (1, 2, 1)
    assert "leads to c.md, which was deleted here" in report.needs_you[0].reason
    assert run_import().unchanged == 3


def test_a_blog_whose_posts_were_all_deleted_here_stays_away(
    sample: None, blog: Path, run_import: Import, find_post: FindPost, pack: Pack
) -> None:
    run_import()
    for name in ("a.md", "b.md", "c.md"):
        with write_unit():
            delete_post(find_post(name))

    assert run_import().deleted_here == 3
    assert run_import(pack(blog)).deleted_here == 3


def test_a_post_that_was_restored_is_as_it_was_here(
    sample: None, write: Write, run_import: Import, find_post: FindPost
) -> None:
    run_import()
    for change in (delete_post, restore_post):
        with write_unit():
            change(find_post("c.md"))
    write("content/c.md", post_text("C2", "2020-01-03"))

    report = run_import()

    assert find_post("c.md").title == "C"
    assert "edited here" in report.needs_you[0].reason


def test_an_author_who_was_deleted_here_is_made_again_for_a_new_post(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", author='"Ana"'))
    run_import()
    with write_unit() as session:
        post = find_post("a.md")
        ana = post.authors[0]
        delete_post(post)
        purge_post(post)
        session.flush()
        session.delete(ana)
    write("b.md", post_text("B", "2020-01-02", author='"Ana"'))

    run_import()

    assert [user.username for user in find_post("b.md").authors] == ["ana"]


@contextmanager
def broken_after(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, calls: int
) -> Iterator[None]:
    """Let a function fail from a certain call on, as a machine that loses its power does."""
    original: Callable[..., Any] = getattr(owner, name)
    left = calls

    def fail_in_the_end(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed through
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return original(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fail_in_the_end)
        yield


@pytest.mark.parametrize("commits", range(5))
def test_an_interrupted_import_goes_on_and_comes_to_the_same(
    app: Flask, sample: None, run_import: Import, monkeypatch: pytest.MonkeyPatch, commits: int
) -> None:
    with (
        broken_after(monkeypatch, sa.orm.Session, "commit", commits),
        pytest.raises(KeyboardInterrupt),
    ):
        run_import()
    db.session.remove()

    run_import()

    interrupted, media = dump(without=CLOCK), set(files(app))
    for table in reversed(Base.metadata.sorted_tables):
        if table.name not in ("roles", "counters", "alembic_version"):
            db.session.execute(table.delete())
    db.session.execute(sa.text("UPDATE counters SET total = 0"))
    db.session.commit()
    run_import()
    assert interrupted == dump(without=CLOCK)
    assert media == set(files(app))


def test_an_import_that_was_interrupted_before_its_links_finishes_them(
    app: Flask, sample: None, run_import: Import, find_post: FindPost,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with (
        broken_after(monkeypatch, ImportRun, "finish_links", 0),
        pytest.raises(KeyboardInterrupt),
    ):
        run_import()
    db.session.remove()
    assert "(c.md)" in find_post("a.md").source

    report = run_import()

    assert (report.imported, report.updated, report.unchanged) == (2, 0, 1)
    assert find_post("c.md").url in find_post("a.md").source
    assert run_import().unchanged == 3


def test_identities_name_one_row_each(sample: None, run_import: Import) -> None:
    run_import()

    identities = db.session.scalars(sa.select(ImportIdentity)).all()
    assert len({one.source for one in identities}) == 1
    assert {one.original_id for one in identities} == {
        "a.md", "b.md", "c.md", "author:ana", "author:bo"
    }  # fmt: skip

"""An empty site becomes, by an export of another, what that one was."""

import re
import tarfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from byline.blog.models import Page, Post
from byline.exports.services import export_site
from byline.extensions import Base, db
from byline.importers.byline.services import import_byline
from byline.importers.models import ImportIdentity
from byline.media.models import MediaFile
from tests.importers.byline.conftest import Export, NewSite
from tests.importers.byline.more import add_owner, write_more
from tests.importers.byline.rows import NOT_CONTENT, content_rows
from tests.support.engines import every_engine
from tests.support.factories import MakePost

# Of the form for comments: it holds the time.
STAMP = re.compile(rb'<input[^<>]*name="csrf_token"[^<>]*>')
LISTS = ["/blog/", "/blog/tags", "/blog/authors", "/blog/archive", "/blog/feed.xml",
         "/blog/user/zoe_x.y", "/blog/tag/C%23", "/blog/comment/3", "/feed", "/about%20us",
         "/2020/01/ol%C3%A1%20mundo", "/category/c%23", "/gone"]  # fmt: skip


def read_pages(client: FlaskClient) -> dict[str, tuple[int, str | None, bytes]]:
    """Return what readers get for every address of the site."""
    addresses = [*LISTS]
    for query in (
        sa.select(Post).where(Post.deleted_at.is_(None)),
        sa.select(Page),
        sa.select(MediaFile),
    ):
        addresses += sorted(row.url for row in db.session.scalars(query))
    pages: dict[str, tuple[int, str | None, bytes]] = {}
    for address in addresses:
        with client.get(address) as response:
            content = STAMP.sub(b"", response.data)
            pages[address] = (response.status_code, response.location, content)
    return pages


@every_engine
def test_rows_and_pages_are_equal(
    app: Flask, full_site: None, export: Export, new_site: NewSite, client: FlaskClient
) -> None:
    rows, pages = content_rows(), read_pages(client)
    path = export()

    with new_site() as new:
        report = import_byline(path)
        db.session.rollback()

        assert report.needs_you == []
        assert (report.found, report.imported) == (9, 9)
        assert content_rows() == rows
        assert read_pages(new.test_client()) == pages


@every_engine
def test_a_second_run_writes_nothing(
    app: Flask, full_site: None, export: Export, new_site: NewSite
) -> None:
    path = export()

    with new_site():
        import_byline(path)
        before = all_rows()
        report = import_byline(path)
        db.session.rollback()

        assert (report.unchanged, report.imported, report.updated) == (9, 0, 0)
        assert (report.needs_you, dict(report.added)) == ([], {})
        assert all_rows() == before


def all_rows() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    return {
        table.name: sorted((tuple(row) for row in db.session.execute(sa.select(table))), key=repr)
        for table in Base.metadata.sorted_tables
    }


@every_engine
def test_the_site_goes_on_counting_after_the_ids_that_came(
    app: Flask, full_site: None, export: Export, new_site: NewSite
) -> None:
    path = export()

    with new_site():
        import_byline(path)
        greatest = db.session.scalar(sa.select(sa.func.max(Post.id)))
        db.session.rollback()
        post, comment, page, tag = write_more()

        assert post > (greatest or 0)
        assert all((comment, page, tag))


def test_every_table_is_compared_or_has_a_reason_not_to_be(app: Flask) -> None:
    assert set(NOT_CONTENT) <= set(Base.metadata.tables)


@pytest.mark.parametrize("top", ["", "blog/"])
def test_an_archive_gives_the_same_as_a_folder(
    app: Flask, full_site: None, export: Export, new_site: NewSite, tmp_path: Path, top: str
) -> None:
    rows = content_rows()
    folder = export()
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        archive.add(folder, top or ".")

    with new_site():
        import_byline(tmp_path / "a.tar.gz")
        db.session.rollback()

        assert content_rows() == rows


def test_an_export_of_the_import_is_the_same_bytes(
    app: Flask, full_site: None, export: Export, new_site: NewSite, tmp_path: Path
) -> None:
    folder = export()

    with new_site():
        import_byline(folder)
        export_site(tmp_path / "again")

    for path in folder.rglob("*"):
        if path.is_file() and path.name != "byline.json":
            assert (tmp_path / "again" / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_a_dry_run_says_the_same_and_writes_nothing(
    app: Flask, full_site: None, export: Export, new_site: NewSite
) -> None:
    path = export()

    with new_site() as new:
        before = all_rows(), sorted(new.config["DATA"].rglob("*"))
        rehearsal = import_byline(path, dry_run=True)
        db.session.rollback()
        assert (all_rows(), sorted(new.config["DATA"].rglob("*"))) == before

        report = import_byline(path)
        assert rehearsal.as_dict() | {"audit": None} == report.as_dict() | {
            "audit": None,
            "dry_run": True,
        }


def test_a_site_with_content_keeps_it_and_links_lead_to_the_new_ids(
    app: Flask, full_site: None, make_post: MakePost, export: Export, new_site: NewSite
) -> None:
    path = export()

    with new_site() as new:
        write_more()
        report = import_byline(path)
        db.session.rollback()

        post_id = db.session.scalar(
            sa.select(ImportIdentity.post_id).where(ImportIdentity.original_id == "post:1")
        )
        other = db.session.scalars(sa.select(Post).where(Post.title == "The same")).one()
        mine = db.session.get_one(Post, 1)
        assert (report.imported, mine.title, mine.version) == (9, "More", 1)
        assert post_id != 1
        assert f"[f](/blog/post/{post_id}/" in other.source
        assert "#y)" in other.source
        assert new.test_client().get(other.url).status_code == 200


def test_an_author_is_never_taken_over_by_name(
    app: Flask, full_site: None, export: Export, new_site: NewSite
) -> None:
    path = export()

    with new_site():
        add_owner("owner")
        report = import_byline(path)
        db.session.rollback()

        post = db.session.get_one(Post, 2)
        assert [user.username for user in post.authors] == ["owner-2"]
        assert any("owner is somebody else" in remark.reason for remark in report.needs_you)


def test_an_author_can_be_mapped_to_an_account(
    app: Flask, full_site: None, export: Export, new_site: NewSite
) -> None:
    path = export()

    with new_site():
        add_owner("me")
        import_byline(path, accounts={"owner": "me"})
        db.session.rollback()

        assert [user.username for user in db.session.get_one(Post, 2).authors] == ["me"]


def test_the_command_for_markdown_knows_an_export(
    app: Flask, full_site: None, export: Export, new_site: NewSite
) -> None:
    rows = content_rows()
    path = export()

    with new_site() as new:
        result = new.test_cli_runner().invoke(args=["import", "markdown", str(path)])
        db.session.rollback()

        assert result.exit_code == 0
        assert content_rows() == rows

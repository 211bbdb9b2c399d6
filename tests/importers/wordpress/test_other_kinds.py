"""Items that become posts or pages after they were imported as the other."""

from collections.abc import Callable

import sqlalchemy as sa
from flask.testing import FlaskClient

from byline.blog.models import Page, Post
from byline.extensions import db, write_unit
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import comment, item
from tests.support.engines import every_engine

FindPage = Callable[[object], Page]


def _page(status: str = "publish") -> str:
    return item(4, type="page", name="about", link="https://old.example/about/", status=status)


@every_engine
def test_a_page_that_became_private_is_no_longer_public(
    run_import: Import, find_post: FindPost, client: FlaskClient
) -> None:
    run_import(_page())
    assert client.get("/about/").location == "/page/about"

    report = run_import(_page(status="private"))

    assert (report.updated, report.refused) == (1, 0)
    assert find_post(4).status == "draft"
    assert not db.session.scalars(sa.select(Page)).all()
    assert client.get("/page/about").status_code == 404
    assert client.get("/about/").status_code == 404


@every_engine
def test_a_post_that_became_a_page_leaves_its_addresses_to_it(
    run_import: Import, find_post: FindPost, find_page: FindPage, client: FlaskClient
) -> None:
    run_import(item(4, comments=comment(1)))
    post_url = find_post(4).url

    report = run_import(item(4, type="page", comments=comment(1)))

    page = find_page(4)
    assert (report.updated, report.refused) == (1, 0)
    assert client.get("/2020/05/post-4/").location == page.url
    assert client.get(post_url).location == page.url
    assert db.session.scalars(sa.select(Post.deleted_at)).one() is not None


def test_what_became_of_another_kind_is_not_written_again(
    run_import: Import, find_page: FindPage
) -> None:
    for status in ("draft", "publish"):
        run_import(_page(status=status))

    report = run_import(_page(status="publish"))

    assert (report.unchanged, report.updated, report.deleted_here) == (1, 0, 0)
    assert find_page(4).slug == "about"


def test_a_page_that_was_edited_here_stays_though_it_became_a_post(
    run_import: Import, find_page: FindPage
) -> None:
    run_import(_page())
    with write_unit():
        find_page(4).title = "Mine"

    report = run_import(_page(status="private"))

    assert find_page(4).title == "Mine"
    assert any("edited here" in remark.reason for remark in report.needs_you)

"""Exports that hold a part of a blog, and exports of other blogs from the same address."""

import sqlalchemy as sa

from byline.blog.models import Post
from byline.extensions import db
from byline.importers.report import Report
from tests.importers.wordpress.conftest import Import
from tests.importers.wordpress.exports import item


def _counts(report: Report) -> tuple[int, int, int]:
    return report.imported, report.updated, report.unchanged


def _posts() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Post)) or 0


def test_a_blog_can_come_year_by_year(run_import: Import) -> None:
    years = [[*map(item, range(start, start + 3))] for start in (1, 4, 7)]
    for year in years:
        run_import(*year)

    again = [_counts(run_import(*year)) for year in (years[1], map(item, range(1, 10)))]

    assert again == [(0, 0, 3), (0, 0, 9)]
    assert _posts() == 9


def test_the_newest_posts_alone_are_known_again(run_import: Import) -> None:
    run_import(*map(item, range(1, 7)))

    report = run_import(item(6), item(7))

    assert _counts(report) == (1, 0, 1)


def test_a_post_alone_that_changed_is_known_by_its_address(run_import: Import) -> None:
    run_import(*map(item, range(1, 7)))

    report = run_import(item(6, text="Changed."))

    assert _counts(report) == (0, 1, 0)


def test_a_blog_where_half_of_the_posts_changed_is_the_same(run_import: Import) -> None:
    run_import(*map(item, range(1, 7)))

    report = run_import(*(item(number, text=f"{number < 4}") for number in range(1, 7)))

    assert _counts(report) == (0, 6, 0)


def test_a_blog_that_moved_to_https_is_the_same(run_import: Import) -> None:
    run_import(*map(item, range(1, 7)), site="http://www.old.example")

    report = run_import(*(item(number, text="New") for number in range(4, 7)))

    assert _counts(report) == (0, 3, 0)


def test_another_blog_of_the_same_address_takes_nothing_of_the_first(run_import: Import) -> None:
    run_import(*map(item, range(1, 7)), site="http://localhost")

    other = [item(number, name=f"other-{number}", text="Other.") for number in range(1, 4)]
    reports = [run_import(*other, site="http://localhost") for _ in range(2)]

    assert list(map(_counts, reports)) == [(3, 0, 0), (0, 0, 3)]
    assert _posts() == 9

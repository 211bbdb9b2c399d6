"""Where a page of a list stands among the others."""

import pytest
from werkzeug.exceptions import NotFound

from byline.web.pagination import Pagination, paginate, paginate_uncounted


def url(page: int) -> str:
    return f"/list/{page}"


@pytest.mark.parametrize(
    ("page", "total", "found"),
    [
        (1, 0, Pagination(1, None, None, 1, 0)),
        (1, 10, Pagination(1, None, None, 1, 10)),
        (1, 11, Pagination(1, None, "/list/2", 2, 11)),
        (2, 11, Pagination(2, "/list/1", None, 2, 11)),
        (2, 21, Pagination(2, "/list/1", "/list/3", 3, 21)),
    ],
)
def test_a_page_knows_its_neighbours(page: int, total: int, found: Pagination) -> None:
    assert paginate(page, 10, total, url) == found


@pytest.mark.parametrize(("page", "total"), [(0, 5), (-1, 5), (2, 10), (2, 0), (10**20, 5)])
def test_a_page_that_there_is_not_is_not_found(page: int, total: int) -> None:
    with pytest.raises(NotFound):
        paginate(page, 10, total, url)


@pytest.mark.parametrize(
    ("page", "found", "more", "neighbours"),
    [
        (1, False, False, (None, None)),
        (1, True, True, (None, "/list/2")),
        (2, True, True, ("/list/1", "/list/3")),
        (2, True, False, ("/list/1", None)),
    ],
)
def test_an_uncounted_page_knows_its_neighbours(
    page: int, found: bool, more: bool, neighbours: tuple[str | None, str | None]
) -> None:
    pagination = paginate_uncounted(page, found=found, more=more, url_for_page=url)

    assert (pagination.prev_url, pagination.next_url) == neighbours
    assert (pagination.pages, pagination.total) == (None, None)


def test_past_the_end_of_an_uncounted_list_nothing_is_found() -> None:
    with pytest.raises(NotFound):
        paginate_uncounted(2, found=False, more=False, url_for_page=url)

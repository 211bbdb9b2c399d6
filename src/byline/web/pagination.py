"""Where a page of a list stands among the others."""

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug.exceptions import NotFound

# Beyond it no list reaches, and a database would refuse the number.
MAX_PAGE = 1_000_000


@dataclass(frozen=True)
class Pagination:
    """The neighbours of a page; `pages` and `total` are None where nobody has counted."""

    page: int
    prev_url: str | None
    next_url: str | None
    pages: int | None = None
    total: int | None = None


def paginate(
    page: int, per_page: int, total: int, url_for_page: Callable[[int], str]
) -> Pagination:
    """Return the pagination of a counted list. Raises NotFound for a page it does not have.

    The first page exists though the list is empty.
    """
    pages = max(1, -(-total // per_page))
    if not 1 <= page <= pages:
        raise NotFound
    return Pagination(
        page=page,
        prev_url=url_for_page(page - 1) if page > 1 else None,
        next_url=url_for_page(page + 1) if page < pages else None,
        pages=pages,
        total=total,
    )


def paginate_uncounted(
    page: int, *, found: bool, more: bool, url_for_page: Callable[[int], str]
) -> Pagination:
    """Return the pagination of a list of which only this page was looked at.

    `found` says whether the page has rows, `more` whether rows follow it. Raises NotFound for a
    page past the last.
    """
    if page > 1 and not found:
        raise NotFound
    return Pagination(
        page=page,
        prev_url=url_for_page(page - 1) if page > 1 else None,
        next_url=url_for_page(page + 1) if more else None,
    )

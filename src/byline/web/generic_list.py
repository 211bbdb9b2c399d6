"""One class for every plain list of rows: a table of a model's columns, page by page."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import render_template, request, url_for
from flask.views import View
from sqlalchemy import Select, select
from werkzeug import Response
from werkzeug.exceptions import NotFound

from byline.extensions import Base, db
from byline.web.formats import format_day, format_number
from byline.web.local_urls import moved_to
from byline.web.pagination import MAX_PAGE, paginate_uncounted

ROWS_PER_PAGE = 50

# Words in the names of what no list may show.
SECRETS = frozenset({"password", "token", "uniquifier", "key", "hash", "secret"})


@dataclass(frozen=True)
class Cell:
    """What one cell of the table shows."""

    text: str
    url: str | None = None
    datetime: dt.datetime | None = None
    number: bool = False


# What a column shows of a row: an attribute, by its name, or what a function makes of the row.
Column = str | Callable[[Any], object]


class SecretColumn(ValueError):
    """A list was to show what nobody may see."""


class GenericListView(View):
    """Show the rows of a model: the heading, the labels of its columns, and which rows.

    The first column links to the row, by the row's `url` if not told otherwise. The rows are not
    counted; one more than the page holds is asked for, to know whether a next page exists.
    """

    init_every_request: ClassVar[bool] = False

    def __init__(
        self,
        model: type[Base],
        columns: Mapping[Column, str],
        heading: str,
        rows: Callable[[], Select[Any]] | None = None,
        context: Callable[[], dict[str, Any]] = dict,
        row_url: Callable[[Any], str | None] = lambda row: getattr(row, "url", None),
    ) -> None:
        """Take the model, its columns (attribute or function of a row, to label), which rows to
        show, all by default, what else the page shows, and where a row leads.

        Raises SecretColumn.
        """
        _refuse_secrets(columns)
        self.columns = columns
        self.heading = heading
        self.rows = rows or (lambda: select(model).order_by(*model.__table__.primary_key))
        self.context = context
        self.row_url = row_url

    def dispatch_request(self, page: int | None = None) -> str | Response:
        """Answer with one page of the list."""
        if page == 1:
            return moved_to(url_for(request.endpoint or ""))
        page = 1 if page is None else page
        if not 1 <= page <= MAX_PAGE:
            raise NotFound
        query = self.rows().limit(ROWS_PER_PAGE + 1).offset((page - 1) * ROWS_PER_PAGE)
        found = list(db.session.execute(query).scalars())
        pagination = paginate_uncounted(
            page, found=bool(found), more=len(found) > ROWS_PER_PAGE, url_for_page=self._url
        )
        return render_template(
            "generic_list.html",
            heading=self.heading,
            columns=list(self.columns.values()),
            rows=[self._cells(row) for row in found[:ROWS_PER_PAGE]],
            pagination=pagination,
            **self.context(),
        )

    @staticmethod
    def _url(page: int) -> str:
        return url_for(request.endpoint or "", page=None if page == 1 else page)

    def _cells(self, row: Base) -> list[Cell]:
        cells = [_cell(_value(row, column)) for column in self.columns]
        url = self.row_url(row)
        return [Cell(cells[0].text, url), *cells[1:]] if url else cells


def _refuse_secrets(columns: Iterable[Column]) -> None:
    names = [column if isinstance(column, str) else column.__name__ for column in columns]
    for name in names:
        if not SECRETS.isdisjoint(name.lower().split("_")):
            raise SecretColumn(name)


def _value(row: Base, column: Column) -> object:
    return getattr(row, column) if isinstance(column, str) else column(row)


def _cell(value: object) -> Cell:
    match value:
        case dt.datetime():
            return Cell(format_day(value), datetime=value)
        case bool() | None:
            return Cell("" if not value else "✓")
        case int():
            return Cell(format_number(value), number=True)
        case _:
            return Cell(str(value))

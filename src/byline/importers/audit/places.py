"""Whether the places that links name are in the posts and pages that they lead to."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from byline.blog.models import Page, Post
from byline.extensions import db
from byline.importers.audit.items import ROWS_AT_A_TIME
from byline.importers.audit.references import find_ids
from byline.importers.audit.report import Problem
from byline.importers.audit.site import Site
from byline.lib.reshape.ids import RESERVED_IDS

KEYS_PER_QUERY = 500
_COMMENT = re.compile(r"comment-([1-9]\d{0,9})")


class Places:
    """Links into posts and pages, kept until all bodies have been read once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._sought: dict[tuple[str, int], list[tuple[str, Problem]]] = defaultdict(list)

    def seek(self, key: tuple[str, int], place: str, problem: Problem) -> None:
        """Take note of a place that a link leads to, and of the problem where it is missing."""
        self._sought[key].append((place, problem))

    def missing(self) -> Iterator[Problem]:
        """Yield the problems of the places that are not there; a query for 500 bodies."""
        for key, html in self._bodies():
            ids = RESERVED_IDS | find_ids(html)
            for place, problem in self._sought[key]:
                if place not in ids and not self._is_comment(place, key):
                    yield problem

    def _bodies(self) -> Iterator[tuple[tuple[str, int], str]]:
        for name, table in (("post", Post.__table__), ("page", Page.__table__)):
            row_ids = iter(sorted(row_id for kind, row_id in self._sought if kind == name))
            while part := list(islice(row_ids, KEYS_PER_QUERY)):
                query = select(table.c.id, table.c.html).where(table.c.id.in_(part))
                rows = db.session.execute(query.execution_options(yield_per=ROWS_AT_A_TIME))
                for row_id, html in rows:
                    yield (name, row_id), html

    def _is_comment(self, place: str, key: tuple[str, int]) -> bool:
        found = _COMMENT.fullmatch(place)
        kind, post_id = key
        return bool(found and kind == "post" and self._site.has_comment(int(found[1]), post_id))

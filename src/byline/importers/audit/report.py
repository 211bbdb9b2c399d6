"""What an audit found, for a person and for a program."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any

from byline.importers.audit.items import Item
from byline.importers.audit.references import What
from byline.importers.text import one_line

# On a terminal, of what is wrong in one way; files have them all.
MAX_ROWS = 20
MAX_TITLE_CHARS = 44
MAX_ADDRESS_CHARS = 100


class Kind(StrEnum):
    """What is wrong with an address."""

    MISSING = "missing"
    PLACE = "place"
    ITSELF = "itself"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    DELETED = "deleted"
    PRIVATE = "private"
    OLD = "old"
    REMOTE = "remote"
    FILE = "file"
    UNREADABLE = "unreadable"

    @property
    def why(self) -> str:
        """What it means, in a sentence for a terminal."""
        return _WHY[self]


_WHY = {
    Kind.MISSING: "nothing answers there",
    Kind.PLACE: "the page is there, but the place in it is missing",
    Kind.ITSELF: "it has no slash in front, and so leads back to the post that it stands in",
    Kind.DRAFT: "it leads to a draft, which readers do not see",
    Kind.SCHEDULED: "it leads to a post that is not published yet",
    Kind.DELETED: "it leads to a post that was deleted here",
    Kind.PRIVATE: "it leads to a page that is not for readers",
    Kind.OLD: "it leads to the old blog, and nothing answers for that address here",
    Kind.REMOTE: "the file is on another site; the import brings it here with --fetch-media",
    Kind.FILE: "the file is not in the media store",
    Kind.UNREADABLE: "no browser can read this address",
}
# Under the report of an import that has just asked for it.
_STILL_REMOTE = "the file is on another site, and could not be had from there"
# How an import's report says that it shows files by links to them.
FILES_AS_LINKS = "that are shown as links"


@dataclass(frozen=True, slots=True)
class Problem:
    """An address that needs somebody, in one item."""

    item: Item
    what: What
    address: str
    kind: Kind


@dataclass
class Tally:
    """How many there are, and how many of them answer."""

    total: int = 0
    answering: int = 0


@dataclass
class Audit:
    """The links and pictures of imported items; each counts as often as it stands there."""

    items: int = 0
    # Within the site, and to the old blogs.
    links: Tally = field(default_factory=Tally)
    # With sound, films and other files.
    pictures: Tally = field(default_factory=Tally)
    # Links to the old blogs that answer only where their host leads to this site.
    old_addresses: int = 0
    # To other sites, which nobody asks.
    external_links: int = 0
    # How often each stands in its item.
    problems: dict[Problem, int] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Note what needs somebody."""
        self.problems[problem] = self.problems.get(problem, 0) + 1

    @property
    def items_in_need(self) -> int:
        """How many posts and pages need somebody."""
        return len({problem.item.key for problem in self.problems})

    def by_kind(self) -> Iterator[tuple[Kind, list[tuple[Problem, int]]]]:
        """Yield what needs somebody, by what is wrong, in the items' order."""
        order = list(Kind)
        ordered = sorted(self.problems.items(), key=lambda one: order.index(one[0].kind))
        for kind, found in groupby(ordered, key=lambda one: one[0].kind):
            yield kind, list(found)

    def as_dict(self) -> dict[str, Any]:
        """Return the audit for JSON.

        `items`, `needs_you` (of them), `links` and `pictures` (each `total` and `answering`),
        `old_addresses`, `external_links`, `problems`: a list of `type` (post or page), `id`,
        `title`, `url`, `source`, `original_id`, `what` (link, picture …), `address`, `kind`
        (missing, place, itself, draft, scheduled, deleted, private, old, remote, file,
        unreadable), `why`, `times`.
        """
        return {
            "items": self.items,
            "needs_you": self.items_in_need,
            "links": asdict(self.links),
            "pictures": asdict(self.pictures),
            "old_addresses": self.old_addresses,
            "external_links": self.external_links,
            "problems": [_as_dict(*pair) for _, found in self.by_kind() for pair in found],
        }

    def lines(self, most: int = MAX_ROWS) -> Iterable[str]:
        """Yield the audit for a terminal, a line each; lists longer than `most` are cut."""
        for kind, found in self.by_kind():
            yield from _section(kind.why, found, most)
        yield from self._sums()
        yield f"Posts and pages that need you: {self.items_in_need} of {self.items}."

    def lines_of_import(
        self, told: Collection[str], most: int, *, tried: bool = False
    ) -> Iterable[str]:
        """Yield the audit under the report of an import, less the addresses that `told` names.

        `tried`: the import asked for the files of other sites that it lacks.
        """
        words = {word.rstrip(":,;") for reason in told for word in reason.split()}
        links_told = any(FILES_AS_LINKS in reason for reason in told)
        for kind, found in self.by_kind():
            if kind is Kind.REMOTE and links_told:
                continue
            left = [one for one in found if one[0].address not in words]
            if left:
                why = _STILL_REMOTE if kind is Kind.REMOTE and tried else kind.why
                yield from _section(why, left, most)
        yield from self._sums()

    def _sums(self) -> Iterable[str]:
        yield (
            f"Links: {self.links.answering} of {self.links.total} answer."
            f" Pictures and files: {self.pictures.answering} of {self.pictures.total} are here."
            f" Links to other sites, not tried: {self.external_links}."
        )
        if self.old_addresses:
            yield (
                f"Links that still name the old blog: {self.old_addresses}. They answer once its"
                " host name leads to this site."
            )


def _section(why: str, found: list[tuple[Problem, int]], most: int) -> Iterator[str]:
    yield f"{why.capitalize()} ({sum(times for _, times in found)}):"
    yield from _table(found[:most])
    if len(found) > most:
        left = len(found) - most
        yield f"  … and {left} more; `byline import audit --html FILE` lists them all."
    yield ""


def _as_dict(problem: Problem, times: int) -> dict[str, Any]:
    return asdict(problem.item) | {
        "what": problem.what,
        "address": problem.address,
        "kind": problem.kind.value,
        "why": problem.kind.why,
        "times": times,
    }


def _table(found: list[tuple[Problem, int]]) -> Iterator[str]:
    """Yield the rows of a table: the item, what it is about, its address."""
    rows = [
        (
            problem.item.edit_url,
            _cut(problem.item.title, MAX_TITLE_CHARS),
            problem.what,
            _cut(problem.address, MAX_ADDRESS_CHARS) + (f" ({times} times)" if times > 1 else ""),
        )
        for problem, times in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    last: tuple[str, ...] = ()
    for row in rows:
        # An item is named once.
        named = ("", "") if row[:2] == last else row[:2]
        last = row[:2]
        shown = (*named, row[2])
        cells = (cell.ljust(width) for cell, width in zip(shown, widths, strict=True))
        yield "  ".join(("", *cells, row[3]))


def _cut(text: str, length: int) -> str:
    text = one_line(text)
    return text if len(text) <= length else f"{text[: length - 1]}…"

"""What an import did, for a person and for a program."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from byline.importers.text import one_line

if TYPE_CHECKING:
    # What answers is loaded by those who ask, not by every web process.
    from byline.importers.audit.report import Audit


# Of each kind of problem; the command that is for them shows more.
MAX_AUDIT_ROWS = 5
# Of those that have the same reason.
MAX_ITEMS = 5
# In the order in which a report counts them; others come behind, by their names.
KINDS = ("posts", "pages", "comments", "authors", "tags", "files")


class Said(str):
    """A reason that is only said: nobody has to do anything about it."""

    __slots__ = ()


@dataclass(frozen=True)
class Remark:
    """Something about one item of the source."""

    item: str
    reason: str


@dataclass
class Report:
    """The outcome of each item of a source, and what somebody should look at."""

    source: str
    dry_run: bool
    found: int = 0
    imported: int = 0
    # Imported before, and written again since the source changed.
    updated: int = 0
    unchanged: int = 0
    # Imported before, and deleted here since: they are not brought back.
    deleted_here: int = 0
    # Could not be imported; the reasons are among what needs somebody.
    refused: int = 0
    # What was added, by its kind: posts, pages, comments, authors, files.
    added: Counter[str] = field(default_factory=Counter)
    # Comments that waited here, and were approved there since.
    approved: int = 0
    skipped: list[Remark] = field(default_factory=list)
    # Of these, some were imported and some could not be: the reason says it.
    needs_you: list[Remark] = field(default_factory=list)
    # What is good to know, and asks nothing of anybody.
    notes: list[Remark] = field(default_factory=list)
    # In a dry run: how many files of each host would be fetched, and the items that show them.
    would_fetch: Counter[str] = field(default_factory=Counter)
    would_change: int = 0
    # Files of other hosts were asked for: what is left there cannot be had.
    has_tried: bool = False
    # Of all that came from the source, once it is written.
    audit: "Audit | None" = None

    def skip(self, item: str, reason: str) -> None:
        """Note an item that is none to import."""
        self.skipped.append(Remark(item, reason))

    def refuse(self, item: str, reason: str) -> None:
        """Note an item that could not be imported."""
        self.refused += 1
        self.ask(item, f"not imported: {reason}")

    @property
    def is_failure(self) -> bool:
        """Say whether not one of the items could be imported."""
        here = self.imported + self.updated + self.unchanged + self.deleted_here
        return self.refused > 0 == here

    def ask(self, item: str, *reasons: str) -> None:
        """Note what somebody should look at, and what is only said."""
        for reason in reasons:
            is_said = isinstance(reason, Said)
            (self.notes if is_said else self.needs_you).append(Remark(item, str(reason)))

    def as_dict(self) -> dict[str, Any]:
        """Return the report for JSON."""
        audit = self.audit.as_dict() if self.audit else None
        return asdict(replace(self, audit=None)) | {
            "added": dict(self.added),
            "would_fetch": dict(self.would_fetch),
            "audit": audit,
        }

    def lines(self) -> Iterable[str]:
        """Yield the report for a terminal, a line each."""
        yield from _section("Skipped", _grouped(self.skipped))
        yield from _section("Needs you", _each(self.needs_you))
        yield from _section("To know", _grouped(self.notes))
        if self.audit:
            yield from self.audit.lines_of_import(
                {remark.reason for remark in self.needs_you}, MAX_AUDIT_ROWS, tried=self.has_tried
            )
            yield ""
        if self.dry_run:
            yield "Nothing was written. This is what the import would do:"
        yield from self._sums()

    def _sums(self) -> Iterable[str]:
        in_need = len({remark.item for remark in self.needs_you})
        counts = (
            (self.imported, "imported"),
            (self.updated, "updated"),
            (self.unchanged, "unchanged"),
            (self.deleted_here, "deleted here"),
            (self.refused, "refused"),
            (len(self.skipped), "skipped"),
            (in_need, "needs you" if in_need == 1 else "need you"),
        )
        told = (f"{number} {what}" for number, what in counts if number)
        yield ", ".join((f"{self.found} found", *told)) + "."
        if self.added:
            kinds = sorted(sorted(self.added), key=lambda kind: (*KINDS, kind).index(kind))
            yield f"Added: {', '.join(_counted(self.added[kind], kind) for kind in kinds)}."
        if self.approved:
            yield f"Approved, as they were there: {_counted(self.approved, 'comments')}."
        if self.would_fetch:
            hosts = (
                f"{_counted(number, 'files')} from {one_line(host)}"
                for host, number in self.would_fetch.most_common()
            )
            changed = _counted(self.would_change, "posts")
            yield f"Would fetch {', '.join(hosts)}; {changed} would change."


def _counted(number: int, kind: str) -> str:
    return f"{number} {kind.removesuffix('s') if number == 1 else kind}"


def _section(title: str, lines: Iterable[str]) -> Iterable[str]:
    told = list(lines)
    if told:
        yield f"{title}:"
        yield from (f"  {line}" for line in told)
        yield ""


def _each(remarks: list[Remark]) -> Iterable[str]:
    """Yield remarks, each once."""
    # A file's name may hold line ends.
    yield from (
        f"{one_line(remark.item)}: {one_line(remark.reason)}" for remark in dict.fromkeys(remarks)
    )


def _grouped(remarks: list[Remark]) -> Iterable[str]:
    """Yield each reason once, with its items; of many the first ones."""
    items: dict[str, dict[str, None]] = {}
    for remark in remarks:
        items.setdefault(remark.reason, {})[one_line(remark.item)] = None
    for reason, found in items.items():
        if len(found) == 1:
            yield f"{next(iter(found))}: {one_line(reason)}"
            continue
        named = ", ".join(list(found)[:MAX_ITEMS])
        more = f" and {len(found) - MAX_ITEMS} more" if len(found) > MAX_ITEMS else ""
        yield f"{one_line(reason)} ({len(found)}): {named}{more}"

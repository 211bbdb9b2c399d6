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
    skipped: list[Remark] = field(default_factory=list)
    # Of these, some were imported and some could not be: the reason says it.
    needs_you: list[Remark] = field(default_factory=list)
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
        """Note what somebody should look at."""
        self.needs_you += (Remark(item, reason) for reason in reasons)

    def as_dict(self) -> dict[str, Any]:
        """Return the report for JSON."""
        audit = self.audit.as_dict() if self.audit else None
        return asdict(replace(self, audit=None)) | {"added": dict(self.added), "audit": audit}

    def lines(self) -> Iterable[str]:
        """Yield the report for a terminal, a line each."""
        yield from _section("Skipped", self.skipped)
        yield from _section("Needs you", self.needs_you)
        if self.audit:
            yield from self.audit.lines(MAX_AUDIT_ROWS)
            yield ""
        if self.dry_run:
            yield "Nothing was written. This is what the import would do:"
        yield (
            f"{self.found} found, {self.imported} imported, {self.updated} updated,"
            f" {self.unchanged} unchanged, {self.deleted_here} deleted here,"
            f" {self.refused} refused, {len(self.skipped)} skipped,"
            f" {len({remark.item for remark in self.needs_you})} need you."
        )
        if self.added:
            added = ", ".join(f"{number} {kind}" for kind, number in sorted(self.added.items()))
            yield f"Added: {added}."


def _section(title: str, remarks: list[Remark]) -> Iterable[str]:
    if remarks:
        yield f"{title}:"
        # A file's name may hold line ends.
        yield from (f"  {one_line(remark.item)}: {one_line(remark.reason)}" for remark in remarks)
        yield ""

"""What an export took along, and what it left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

# What is no content: a backup has it.
NOT_CONTENT = (
    "site settings",
    "accounts: passwords, e-mail addresses, roles, sessions, invitations",
    "the keys of guests and of forms under comments",
    "what earlier imports remember",
)


@dataclass
class ExportReport:
    """The outcome of an export."""

    # By kind: posts, pages, comments, …
    counts: Counter[str] = field(default_factory=Counter)
    # Posts that were deleted and could still be restored.
    deleted_posts: int = 0
    # Sentences about what somebody should look at.
    remarks: list[str] = field(default_factory=list)

    @property
    def left_out(self) -> list[str]:
        """Name what an export never has."""
        return [f"deleted posts: {self.deleted_posts}", *NOT_CONTENT]

    def lines(self, place: str) -> Iterator[str]:
        """Yield the report for a terminal, a line each."""
        if self.remarks:
            yield "Needs you:"
            yield from (f"  {remark}" for remark in self.remarks)
        counts = ", ".join(f"{number} {kind}" for kind, number in self.counts.items())
        yield f"Exported to {place}: {counts}."
        yield f"Left out, since a backup is the place for it: {'; '.join(self.left_out)}."

"""What an export took along, and what it left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

# Of what an export says how many there are, in this order, and what one of them is called.
KINDS = {
    "posts": "post",
    "pages": "page",
    "comments": "comment",
    "tags": "tag",
    "authors": "author",
    "files": "file",
    "redirects": "redirect",
}
ONE_OF = KINDS | {"deleted posts": "deleted post", "old addresses": "old address"}

# What is no content: a backup has it.
NOT_CONTENT = (
    "site settings",
    "accounts: passwords, e-mail addresses, roles, sessions, invitations",
    "the keys of guests and of forms under comments",
    "what earlier imports remember",
)


def counted(number: int, kind: str) -> str:
    """Return how many there are of a kind: `1 post`, `2 posts`."""
    return f"{number} {ONE_OF[kind] if number == 1 else kind}"


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
        deleted = [counted(self.deleted_posts, "deleted posts")] if self.deleted_posts else []
        return [*deleted, *NOT_CONTENT]

    def lines(self, place: str) -> Iterator[str]:
        """Yield the report for a terminal, a line each."""
        if self.remarks:
            yield "Needs you:"
            yield from (f"  {remark}" for remark in self.remarks)
        counts = [counted(self.counts[kind], kind) for kind in KINDS if self.counts[kind]]
        yield f"Exported to {place}: {', '.join(counts) or 'nothing, as there is nothing yet'}."
        yield f"Left out, since a backup is the place for it: {'; '.join(self.left_out)}."

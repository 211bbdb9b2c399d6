"""What bodies name by a number: the files and the reusable blocks of a blog."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Attachment:
    """A file of the blog's library."""

    id: int
    # Of the file itself.
    url: str
    # These three are plain text or HTML, as WordPress keeps them.
    title: str = ""
    caption: str = ""
    alt: str = ""
    # Empty where the source does not say.
    media_type: str = ""


class Library(Protocol):
    """The files and reusable blocks of a blog, as far as its export has them."""

    def attachment(self, attachment_id: int) -> Attachment | None:
        """Return a file by its id."""

    def children(self, post_id: int) -> Sequence[Attachment]:
        """Return the files that were uploaded to a post, in its order."""

    def reusable_block(self, block_id: int) -> str | None:
        """Return the body of a reusable block (of type `wp_block`) by its id."""

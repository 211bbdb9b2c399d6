"""A library that gives a body no more than a text may hold: a few words can name much, often."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from byline.importers.wordpress.content.library import Attachment, Library

# Of what a body takes from the library, counted each time that it takes it.
MAX_TAKEN_CHARS = 2 * 2**20
# What is written around the words and the address of each file.
CHARS_AROUND_FILE = 100


@dataclass
class BoundedLibrary:
    """A library that ends where one body has taken enough of it."""

    library: Library
    left: int = field(default=MAX_TAKEN_CHARS)
    # Whether it kept back something.
    is_spent: bool = False

    def attachment(self, attachment_id: int) -> Attachment | None:
        """Return a file by its id."""
        file = None if self.is_spent else self.library.attachment(attachment_id)
        return file if file and self._allows(_chars_of(file)) else None

    def children(self, post_id: int) -> Sequence[Attachment]:
        """Return the files that were uploaded to a post, in its order."""
        files = () if self.is_spent else self.library.children(post_id)
        return files if self._allows(sum(map(_chars_of, files))) else ()

    def reusable_block(self, block_id: int) -> str | None:
        """Return the body of a reusable block by its id."""
        body = None if self.is_spent else self.library.reusable_block(block_id)
        return body if body is not None and self._allows(len(body)) else None

    def _allows(self, chars: int) -> bool:
        self.is_spent = self.is_spent or chars > self.left
        self.left -= 0 if self.is_spent else chars
        return not self.is_spent


def _chars_of(file: Attachment) -> int:
    words = max(len(file.caption), len(file.title)) + len(file.alt)
    return CHARS_AROUND_FILE + 2 * len(file.url) + words

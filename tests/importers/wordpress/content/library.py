"""A library of files and reusable blocks for the tests of bodies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from byline.importers.wordpress.content import Attachment, Converted, convert


@dataclass(frozen=True)
class SmallLibrary:
    """A library that the test writes down."""

    files: Sequence[Attachment] = ()
    # The ids of the files of the post.
    own: Sequence[int] = ()
    blocks: Mapping[int, str] = field(default_factory=dict)

    def attachment(self, attachment_id: int) -> Attachment | None:
        """Return a file by its id."""
        return next((file for file in self.files if file.id == attachment_id), None)

    def children(self, post_id: int) -> Sequence[Attachment]:
        """Return the files of the one post there is."""
        assert post_id == 1
        return [file for file in self.files if file.id in self.own]

    def reusable_block(self, block_id: int) -> str | None:
        """Return the body of a reusable block."""
        return self.blocks.get(block_id)


def converted(body: str, library: SmallLibrary | None = None, *, footnotes: str = "") -> Converted:
    """Return what becomes of the body of post 1."""
    return convert(body, library or SmallLibrary(), post_id=1, footnotes=footnotes)

"""Bodies of blocks: HTML between comments that name what it is."""

from byline.importers.wordpress.content.blocks.reading import has_blocks, read_blocks

__all__ = ["has_blocks", "read_blocks"]

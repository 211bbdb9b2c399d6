"""The texts of a source's posts, with Markdown for the shortcodes in them."""

import re
from collections.abc import Mapping
from typing import Any

from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.front_matter import MAX_FRONT_MATTER_BYTES, split_front_matter
from byline.importers.markdown.layout import Layout
from byline.importers.markdown.shortcodes import Expanded, expand
from byline.importers.markdown.shortcodes.pieces import figure
from byline.importers.sources import FileSource
from byline.importers.text import decode
from byline.lib.limits import MAX_SOURCE_BYTES

MORE = re.compile(r"<!--[ \t]*+more[ \t]*+-->", re.IGNORECASE)
# More of them in the report would be read by nobody.
MAX_NAMES = 20


def read_file(source: FileSource, path: str) -> bytes:
    """Return a file as it is. Raises ItemUnreadable."""
    if source.sizes[path] > MAX_SOURCE_BYTES + MAX_FRONT_MATTER_BYTES:
        raise ItemUnreadable(f"the file is larger than {MAX_SOURCE_BYTES // 2**20} MB")
    return source.read(path)


def read_matter(source: FileSource, path: str, notes: list[str]) -> tuple[Mapping[str, Any], str]:
    """Return the metadata and the body of a file. Raises ItemUnreadable."""
    return split_front_matter(decode(read_file(source, path), notes), notes)


def without_shortcodes(body: str, layout: Layout, *, is_html: bool) -> Expanded:
    """Return a body as it is imported, and what had to be left out of it."""
    return expand(body, layout.generator, layout.site, is_html=is_html)


def left_out_note(names: tuple[str, ...]) -> str:
    """Return what the report says about shortcodes that nothing here stands for."""
    more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return f"shortcodes left out: {', '.join(names[:MAX_NAMES])}{more}"


def with_photos(photos: tuple[str, ...], body: str) -> str:
    """Return a body below the pictures that its front matter puts above it."""
    if not photos:
        return body
    return "\n\n".join([*(str(figure(photo)) for photo in photos), body.lstrip("\n")])


def excerpt_of(body: str, layout: Layout, separator: str) -> str | None:
    """Return what stands in front of the mark that ends a post's excerpt; None without one."""
    if layout.generator is None:
        return None
    if separator and separator in body:
        return body.partition(separator)[0].strip() or None
    match = MORE.search(body)
    return (body[: match.start()].strip() or None) if match else None


def without_separator(body: str, separator: str) -> str:
    """Return a body without the line that ends its excerpt, unless that is a comment anyway."""
    mark = separator.strip()
    if not mark or mark.startswith("<!--"):
        return body
    line = re.compile(rf"^[ \t]*+{re.escape(mark)}[ \t]*+(?:\n|\Z)", re.MULTILINE)
    return line.sub("", body, count=1)

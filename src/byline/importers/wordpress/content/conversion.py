"""The whole way from a body to HTML."""

import re
from dataclasses import dataclass, field
from functools import partial

from byline.importers.html import (
    drop_unusable,
    name_linked_pictures,
    settle_headings,
    settle_lazy_pictures,
    tidy_html,
)
from byline.importers.report import Said
from byline.importers.wordpress.content.autop import add_paragraphs
from byline.importers.wordpress.content.blocks import has_blocks, read_blocks
from byline.importers.wordpress.content.budget import BoundedLibrary
from byline.importers.wordpress.content.comments import MORE, read_comments
from byline.importers.wordpress.content.footnotes import NOTE_MARK, footnotes_section
from byline.importers.wordpress.content.library import Library
from byline.importers.wordpress.content.notes import Notes
from byline.importers.wordpress.content.shortcodes import Context, expand_code, expand_shortcodes

_MORE = re.compile(r"more(?=\s|\Z)")
# Of an address in a note.
MAX_SHOWN_CHARS = 80


@dataclass(frozen=True)
class Converted:
    """A body as it is to be kept, before its addresses are new ones."""

    html: str
    # The HTML that stood before `<!--more-->`: a summary, where the post gives no excerpt.
    before_more: str = ""
    # What somebody should look at.
    notes: list[str] = field(default_factory=list)


def convert(text: str, library: Library, *, post_id: int, footnotes: str = "") -> Converted:
    """Return the HTML of a body; `footnotes` is the post's meta value of that name, JSON."""
    notes = Notes()
    bounded = BoundedLibrary(library)
    expand = partial(expand_shortcodes, context=Context(bounded, notes, post_id))
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    body, pages = _settle_comments(expand_code(text))
    if has_blocks(body):
        html = read_blocks(body, bounded, notes, footnotes=footnotes, expand=expand)
        html = expand(html)
    else:
        body = body.replace(f"\n{MORE}\n", f"\n\n{MORE}\n\n")
        html = add_paragraphs(expand(body))
    if NOTE_MARK in html and 'class="footnotes"' not in html:
        html = f"{html}\n{footnotes_section(footnotes)}".rstrip()
    html, unusable = drop_unusable(settle_lazy_pictures(html))
    notes.unusable_addresses |= dict.fromkeys(address[:MAX_SHOWN_CHARS] for address in unusable)
    before, more, behind = _easy_to_use(html).partition(MORE)
    if bounded.is_spent:
        notes.others.append("galleries and reusable blocks left out, since they would be too much")
    if pages > 1:
        notes.others.append(Said(f"its {pages} pages were joined"))
    return Converted(before + behind.replace(MORE, ""), before if more else "", notes.lines())


def _easy_to_use(html: str) -> str:
    """Return HTML that screen readers and writers find their way in."""
    return tidy_html(settle_headings(name_linked_pictures(html)))


def _settle_comments(body: str) -> tuple[str, int]:
    """Return a body with the comments that mean something, and the number of its pages."""
    pieces: list[str] = []
    pages = 1
    for part in read_comments(body):
        if isinstance(part, str):
            pieces.append(part)
        elif part.is_block:
            pieces.append(part.written)
        elif _MORE.match(part.text):
            pieces.append(MORE)
        elif part.text.strip() == "nextpage":
            pages += 1
            pieces.append("\n\n")
    return "".join(pieces), pages

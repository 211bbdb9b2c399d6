"""From the comments of blocks to the HTML of a body."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from byline.importers.wordpress.content.autop import add_paragraphs
from byline.importers.wordpress.content.blocks.looks import LOOKS
from byline.importers.wordpress.content.blocks.marks import Mark, read_mark
from byline.importers.wordpress.content.budget import BoundedLibrary
from byline.importers.wordpress.content.comments import MORE, read_comments
from byline.importers.wordpress.content.footnotes import footnotes_section
from byline.importers.wordpress.content.markup import is_blank
from byline.importers.wordpress.content.notes import Notes

_BLOCK = re.compile(r"<!--\s*+/?wp:")
# Blocks within blocks, deeper than this, are read as plain HTML.
MAX_DEPTH = 30
# Reusable blocks hold others, which may hold them.
MAX_REUSED = 200
MAX_REUSED_DEPTH = 10

# Around others, or with text of their own, and yet not the writer's: what WordPress makes of them
# stands on its pages alone. The other blocks that it makes on the fly have no HTML.
_MADE_AROUND = frozenset(
    {
        "comment-template", "comments", "comments-pagination", "comments-query-loop",
        "home-link", "latest-comments", "latest-posts", "legacy-widget", "navigation",
        "navigation-link", "navigation-submenu", "post-template", "query", "query-no-results",
        "query-pagination", "social-links", "template-part", "terms-query", "widget-group",
    }
)  # fmt: skip
# Without HTML, and yet not made on the fly.
_NOTHING = frozenset({"more", "nextpage", "paragraph", "spacer", "separator"})
# Written without tags, as classic posts are.
_CLASSIC = frozenset({"classic", "freeform", "shortcode"})


@dataclass
class _Block:
    """A block that has begun, and its HTML so far."""

    mark: Mark
    pieces: list[str] = field(default_factory=list)


def has_blocks(body: str) -> bool:
    """Say whether a body is one of blocks, not a classic one."""
    return _BLOCK.search(body) is not None


def read_blocks(
    body: str,
    library: BoundedLibrary,
    notes: Notes,
    *,
    footnotes: str,
    expand: Callable[[str], str],
) -> str:
    """Return the HTML of a body of blocks; `footnotes` is the post's meta value of that name.

    `expand` expands shortcodes: in what is written as classic posts are, that comes first.
    """
    return _Reader(library, notes, footnotes, expand).read(body, ())


class _Reader:
    def __init__(
        self, library: BoundedLibrary, notes: Notes, footnotes: str, expand: Callable[[str], str]
    ) -> None:
        self.library = library
        self.expand = expand
        self.notes = notes
        self.footnotes = footnotes
        self.reused = 0

    def read(self, body: str, within: tuple[int, ...]) -> str:
        """Return the HTML of a body that stands within these reusable blocks."""
        stack = [_Block(Mark(""))]
        for part in read_comments(body):
            if isinstance(part, str):
                # What stands between blocks is as in classic posts.
                is_outside = len(stack) == 1 and bool(part.strip())
                stack[-1].pieces.append(f"{self.classic(part)}\n" if is_outside else part)
            elif mark := read_mark(part.text):
                self.take(mark, stack, within)
            elif part.written == MORE:
                stack[-1].pieces.append(MORE)
        while len(stack) > 1:
            self.end(stack)
        return "".join(stack[0].pieces)

    def take(self, mark: Mark, stack: list[_Block], within: tuple[int, ...]) -> None:
        if mark.is_end:
            if any(block.mark.name == mark.name for block in stack):
                while self.end(stack) != mark.name:
                    pass
        elif mark.is_void:
            stack[-1].pieces.append(self.void(mark, within))
        elif len(stack) < MAX_DEPTH:
            stack.append(_Block(mark))

    def end(self, stack: list[_Block]) -> str:
        """End the innermost block; returns its name."""
        block = stack.pop()
        stack[-1].pieces.append(self.html(block.mark, "".join(block.pieces)))
        return block.mark.name

    def html(self, mark: Mark, html: str) -> str:
        """Return what a block becomes, by the HTML in it."""
        if mark.name in _MADE_AROUND:
            self.notes.made_on_the_fly[mark.name] = None
        elif mark.is_of_plugin:
            self.notes.of_plugins[mark.name] = None
        if mark.name in _CLASSIC:
            html = self.classic(html)
        elif look := LOOKS.get(mark.name):
            html = look(html, mark.attributes)
        return "" if is_blank(html) else html

    def classic(self, text: str) -> str:
        """Return the HTML of a text that is written without tags of paragraphs."""
        return add_paragraphs(self.expand(text))

    def void(self, mark: Mark, within: tuple[int, ...]) -> str:
        """Return what a block without HTML becomes."""
        if mark.name == "block":
            return self.reuse(mark.attributes.get("ref"), within)
        if mark.name == "footnotes":
            section, self.footnotes = footnotes_section(self.footnotes), ""
            return section
        if mark.name not in _NOTHING:
            self.notes.made_on_the_fly[mark.name] = None
        return ""

    def reuse(self, block_id: object, within: tuple[int, ...]) -> str:
        """Return the HTML of a reusable block; one within itself is left out."""
        if not isinstance(block_id, int) or block_id in within:
            return ""
        body = self.library.reusable_block(block_id)
        self.reused += 1
        if body is None and not self.library.is_spent:
            self.notes.missing_blocks[str(block_id)] = None
        if body is None or self.reused > MAX_REUSED or len(within) >= MAX_REUSED_DEPTH:
            return ""
        return self.read(body, (*within, block_id))

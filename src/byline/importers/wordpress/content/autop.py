"""Paragraphs and line ends of classic posts, which WordPress writes without tags.

Documented at https://developer.wordpress.org/reference/functions/wpautop/: an empty line ends a
paragraph, a single line end is a `<br>`, and blocks stay as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from byline.importers.html.tags import read_tags
from byline.importers.wordpress.content.comments import MORE
from byline.importers.wordpress.content.embeds import BARE_ADDRESS, embed

# The text in them is wrapped in paragraphs, even a single line of it.
_HOLD_PARAGRAPHS = frozenset({"article", "aside", "blockquote", "main", "section"})
# The text in them is in paragraphs only where an empty line parts it.
_MAY_HOLD_PARAGRAPHS = frozenset(
    {
        "address", "center", "dd", "details", "div", "fieldset", "figcaption", "footer", "form",
        "header", "li", "nav", "td", "th",
    }
)  # fmt: skip
_LINES = frozenset({"caption", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "summary"})
_STRUCTURE = frozenset(
    {
        "col", "colgroup", "dir", "dl", "hgroup", "hr", "menu", "ol", "table", "tbody", "tfoot",
        "thead", "tr", "ul",
    }
)  # fmt: skip
_BLOCKS = _HOLD_PARAGRAPHS | _MAY_HOLD_PARAGRAPHS | _LINES | _STRUCTURE
# They stay as they are, with all that they hold: on a line of their own, and within a line.
_WHOLE_BLOCKS = frozenset({"figure", "pre", "script", "style"})
_WHOLE_IN_LINES = frozenset(
    {"audio", "canvas", "code", "iframe", "map", "math", "object", "select", "svg", "textarea",
     "video"}
)  # fmt: skip
_VOID = frozenset({"col", "hr"})

_EMPTY_LINE = re.compile(r"\n[ \t\xa0]*+\n\s*+")
_END_OF_BREAK = re.compile(r"<br\s*+/?>\s*+\Z", re.IGNORECASE)
MAX_DEPTH = 200


@dataclass
class _Writer:
    pieces: list[str] = field(default_factory=list)
    # The block elements around the text that comes next.
    around: list[str] = field(default_factory=list)
    # The paragraphs since the last tag of a block, each in pieces: text, or what stays whole.
    paragraphs: list[list[str]] = field(default_factory=lambda: [[]])

    def add_text(self, text: str) -> None:
        first, *others = _EMPTY_LINE.split(text)
        self.paragraphs[-1].append(_with_breaks(first))
        self.paragraphs += ([_with_breaks(other)] for other in others)

    def add_whole(self, html: str) -> None:
        self.paragraphs[-1].append(html)

    def end_paragraphs(self) -> None:
        texts = [text for text in map(_joined, self.paragraphs) if text]
        self.paragraphs = [[]]
        holder = self.around[-1] if self.around else "section"
        if holder == "p":
            self.pieces.append("</p>\n<p>".join(texts))
        elif holder in _LINES:
            self.pieces.append("<br>\n<br>\n".join(texts))
        elif holder in _HOLD_PARAGRAPHS or (holder in _MAY_HOLD_PARAGRAPHS and len(texts) > 1):
            self.pieces += (f"{_paragraph(text)}\n" for text in texts)
        else:
            self.pieces += texts

    def add_block(self, name: str, html: str, *, is_end: bool) -> None:
        self.end_paragraphs()
        self.pieces.append(html)
        if not is_end and name not in _VOID and len(self.around) < MAX_DEPTH:
            self.around.append(name)
        elif is_end and name in self.around:
            while self.around.pop() != name:
                pass
        self.pieces.append("\n" if is_end or name in _VOID else "")


def add_paragraphs(text: str) -> str:
    """Return the HTML of a classic text, where line ends and empty lines have their meaning."""
    if not text.strip():
        return ""
    writer = _Writer()
    for kind, name, html in _parts(text):
        if kind == "text":
            writer.add_text(html)
        elif kind == "inline":
            writer.add_whole(html)
        elif kind == "whole":
            writer.end_paragraphs()
            writer.pieces.append(f"{html}\n")
        else:
            writer.add_block(name, html, is_end=kind == "end")
    writer.end_paragraphs()
    return "".join(writer.pieces).strip()


def _parts(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of a text: `text`, `inline`, `whole`, `begin` or `end` of a block."""
    position = 0
    # The element that stays whole, where it began, and how many of its name are open in it.
    whole, start, depth = "", 0, 0
    for tag in read_tags(text):
        if whole:
            depth += (-1 if tag.is_end else 1) if tag.name == whole else 0
            if depth == 0:
                yield _kind_of_whole(whole), whole, text[start : tag.end]
                whole, position = "", tag.end
            continue
        if tag.start > position:
            yield "text", "", text[position : tag.start]
        position = tag.end
        if (tag.name in _WHOLE_BLOCKS or tag.name in _WHOLE_IN_LINES) and not tag.is_end:
            whole, start, depth = tag.name, tag.start, 1
        elif tag.name in _BLOCKS:
            yield "end" if tag.is_end else "begin", tag.name, text[tag.start : tag.end]
        else:
            yield "inline", tag.name, text[tag.start : tag.end]
    if whole:
        yield _kind_of_whole(whole), whole, text[start:]
    elif position < len(text):
        yield "text", "", text[position:]


def _kind_of_whole(name: str) -> str:
    return "whole" if name in _WHOLE_BLOCKS else "inline"


def _with_breaks(text: str) -> str:
    # A mark for the line ends that mean one, which a tag cannot hold.
    return text.replace("\n", "\0")


def _joined(pieces: list[str]) -> str:
    lines = "".join(pieces).strip("\0 \t\r\n").split("\0")
    ends = ("\n" if _END_OF_BREAK.search(line) else "<br>\n" for line in lines)
    return (
        "".join(
            part for line, end in zip(lines, ends, strict=True) for part in (line.strip(" \t"), end)
        )
        .removesuffix("<br>\n")
        .rstrip("\n")
    )


def _paragraph(text: str) -> str:
    """Return a paragraph; the addresses on lines of their own in it become what they show."""
    if text == MORE:
        return text
    if not BARE_ADDRESS.search(text):
        return f"<p>{text}</p>"
    blocks: list[str] = []
    lines: list[str] = []
    for line in text.split("<br>\n"):
        if BARE_ADDRESS.fullmatch(line):
            blocks += (_lines(lines), embed(line))
            lines = []
        else:
            lines.append(line)
    return "\n".join(filter(None, (*blocks, _lines(lines))))


def _lines(lines: list[str]) -> str:
    return "<p>" + "<br>\n".join(lines) + "</p>" if lines else ""

"""The tags of a piece of HTML, with their places in it.

They are read as browsers read them, so that the HTML around a change stays byte for byte what it
was. The work is in proportion to the length: a tag or comment that never ends is the last one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

_OPENING = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*+))")
# Quotes mean something only behind an equals sign.
_REST = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+>""")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+"""
)
# What they hold is no HTML.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp"})


@dataclass(frozen=True)
class Attribute:
    """An attribute of a tag: its value, without entities, and where it stands in the HTML."""

    value: str
    start: int
    end: int


class HtmlTag(NamedTuple):
    """A tag: `html[start:end]`. There are many, and such a tuple is made fast."""

    html: str
    start: int
    end: int
    # In small letters.
    name: str
    is_end: bool

    def attributes(self) -> dict[str, Attribute]:
        """Return the attributes by their names in small letters; the first of a name counts."""
        found: dict[str, Attribute] = {}
        begin = self.start + 1 + len(self.name)
        for match in _ATTRIBUTE.finditer(self.html, begin, self.end - 1):
            value = match[2] or match[3] or match[4] or ""
            attribute = Attribute(unescape(value), match.start(), match.end())
            found.setdefault(match[1].lower(), attribute)
        return found


def read_tags(html: str) -> Iterator[HtmlTag]:
    """Yield the tags of `html` in order, none that stand in comments, scripts or styles."""
    position = 0
    while opening := _OPENING.search(html, position):
        if opening[1]:
            end = _COMMENT_END.search(html, opening.start() + 2)
        else:
            end = _REST.match(html, opening.end())
        if end is None:
            return
        position = end.end()
        if opening[1]:
            continue
        tag = HtmlTag(html, opening.start(), position, opening[3].lower(), bool(opening[2]))
        yield tag
        if tag.name in _RAW and not tag.is_end:
            closing = re.compile(f"</{tag.name}(?=[\\s/>])", re.IGNORECASE).search(html, position)
            if closing is None:
                return
            position = closing.start()

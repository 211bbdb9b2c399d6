"""A guard before the HTML parser, whose work can grow with the square of its input.

Each open element costs it time at every further tag, and each `<b>` or `<font>` that is left open
is made again in every paragraph after it, by the rules of HTML
(https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements).
A megabyte written for that purpose takes hours and all memory; no text that a person wrote comes
near the bounds.
"""

import re

MAX_OPEN_ELEMENTS = 500
MAX_REPEATED_ELEMENTS = 500_000

# What is not closed reaches to the end, for the parser too.
_TAG = re.compile(
    r"<!--(?:.*?-->|.*\Z)|<(/?)([a-z][^\s/>]{0,40})[^>]*(?:>|\Z)", re.IGNORECASE | re.DOTALL
)
_VOID = frozenset(
    {
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img",
        "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
    }
)  # fmt: skip
_FORMATTING = frozenset(
    {
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
        "tt", "u",
    }
)  # fmt: skip
# An end tag outside of these does not close what was opened around them.
_ENCLOSING = frozenset(
    {
        "applet", "caption", "desc", "foreignobject", "marquee", "math", "object", "select",
        "svg", "table", "td", "template", "th",
    }
)  # fmt: skip
_ENDING_PARAGRAPHS = frozenset(
    {
        "address", "article", "aside", "blockquote", "details", "div", "dl", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p",
        "pre", "section", "table", "ul",
    }
)  # fmt: skip
# What the start of an element closes if it stands right inside it.
_ENDED_BY: dict[str, set[str]] = {
    "dd": {"dd", "dt", "p"},
    "dt": {"dd", "dt", "p"},
    "li": {"li", "p"},
    "option": {"option"},
    "tbody": {"tbody", "td", "th", "thead", "tr"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"p", "td", "th", "tr"},
    **{name: {"p"} for name in _ENDING_PARAGRAPHS},
}
# How far back an end tag looks for its beginning here: this guard must not be slow itself.
_REACH = 50


def is_absurdly_nested(html: str) -> bool:
    """Tell whether parsing `html` would cost far more than its length."""
    elements = _OpenElements()
    repeated = 0
    for tag in _TAG.finditer(html):
        name = (tag[2] or "").lower()
        if tag[1]:
            elements.close(name)
        elif name and name not in _VOID:
            elements.open(name)
        repeated += elements.formatting
        if len(elements.names) > MAX_OPEN_ELEMENTS or repeated > MAX_REPEATED_ELEMENTS:
            return True
    return False


class _OpenElements:
    """Roughly the parser's stack of open elements, never shorter where tags are missing."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.formatting = 0

    def open(self, name: str) -> None:
        while self.names and self.names[-1] in _ENDED_BY.get(name, ()):
            self.names.pop()
        self.names.append(name)
        self.formatting += name in _FORMATTING

    def close(self, name: str) -> None:
        place = self._find(name)
        if place is None:
            return
        if name in _FORMATTING:
            del self.names[place]
            self.formatting -= 1
            return
        inner = self.names[place + 1 :]
        del self.names[place:]
        if name in _ENCLOSING:
            self.formatting -= sum(name in _FORMATTING for name in inner)
        else:
            # These begin again behind the end of the element.
            self.names += [name for name in inner if name in _FORMATTING]

    def _find(self, name: str) -> int | None:
        last = len(self.names) - 1
        for place in range(last, max(last - _REACH, -1), -1):
            if self.names[place] == name:
                return place
            if name not in _ENCLOSING and self.names[place] in _ENCLOSING:
                return None
            if name not in _ENDED_BY and name not in _FORMATTING and self.names[place] in _ENDED_BY:
                return None
        return None

"""The shortcodes of a text and what lies between them.

What is one: a name that is known, one with attributes in quotes, one that is closed later or closes
itself, one on a line of its own whose name no word has, and one that is a paragraph. `[sic]` in a
line, `[1]` and links of Markdown are text.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from byline.importers.html.tags import read_tags

_SHORTCODE = re.compile(
    r"\[(?P<escape>\[?)(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9_-]{0,60}+)"
    r"(?P<attributes>(?:[\s=:/][^\[\]]*+)?)\](?P<unescape>\]?)"
)
# In quotes of any kind, which editors make of straight ones, or bare.
_QUOTES = (
    r"\"([^\"]*+)\"|'([^']*+)'|[“”„]([^“”„]*+)[“”„]|&quot;(.*?)&quot;"
    r"|&#822[01];(.*?)&#822[01];|([^\s\"'“”„]++)"
)
_ATTRIBUTE = re.compile(rf"([A-Za-z_][\w-]{{0,60}}+)\s*+=\s*+(?:{_QUOTES})|{_QUOTES}")
_QUOTED = re.compile(r"""\s[A-Za-z_][\w-]{0,60}+=(?:["'“”„]|&quot;|&#822)""")
_PAIRS = re.compile(r"(?:\s++[A-Za-z_][\w-]{0,60}+=[^\s=]++)+\s*+/?")
# Names of plugins' lists of many blogs, which are words too.
_ALONE = frozenset({"archives", "slideshow", "sitemap", "toc"})
# A paragraph of its own: nobody writes one that is a single word in brackets, less than three
# letters aside, which are boxes to tick and names of notes.
_PARAGRAPH_NAME = re.compile(r"[a-z][a-z0-9]{2,}+\Z")
_PARAGRAPH_BEGIN = re.compile(r"(?:\A|\n[ \t\xa0]*+\n|</?p(?:\s[^<>]*+)?>|-->)\s*+\Z")
_PARAGRAPH_END = re.compile(r"\s*+(?:\Z|</?p[\s>]|<!--)|[ \t\xa0]*+\n[ \t\xa0]*+\n")
_UNLIKE_A_WORD = re.compile(r"[_-]|[a-z][A-Z]")
# No shortcode is looked for in them.
_VERBATIM = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})
MAX_ATTRIBUTES = 200
# Tags as far as this behind a bracket may stand in the attributes of a shortcode.
MAX_ATTRIBUTES_CHARS = 2000
# How far around a shortcode is looked whether it has a line of its own.
NEIGHBOUR_CHARS = 80


class Shortcode(NamedTuple):
    """One pair of square brackets, as it is written. There may be many."""

    written: str
    name: str
    is_end: bool
    # `[[name]]`: to be shown as `[name]`.
    is_escaped: bool
    # An outer bracket at one side only: the first or last of an escaped pair.
    is_half_escaped: bool
    raw_attributes: str
    # Where it stands in which text.
    text: str
    start: int
    end: int

    @property
    def closes_itself(self) -> bool:
        """Say whether it is written as `[name /]`."""
        return self.raw_attributes.rstrip().endswith("/")

    @property
    def is_void(self) -> bool:
        """Say whether it is written as `[name /]`, with nothing that could be words."""
        attributes = self.raw_attributes
        is_pairs = attributes.endswith(" /") and _PAIRS.fullmatch(attributes) is not None
        return attributes.strip() == "/" or is_pairs

    def attributes(self) -> "Attributes":
        """Return what is written behind the name."""
        return read_attributes(self.raw_attributes)

    def looks_like_one(self, closed: Mapping[str, int]) -> bool:
        """Say whether a program that knows no such name would take it for a shortcode."""
        if self.is_end or closed.get(self.name):
            return True
        if self.is_void or _QUOTED.match(self.raw_attributes):
            return True
        if not self.raw_attributes and _PARAGRAPH_NAME.match(self.name):
            return _is_paragraph(self.text, self.start, self.end)
        unlike_a_word = _UNLIKE_A_WORD.search(self.name) is not None
        names_things = _PAIRS.fullmatch(self.raw_attributes) is not None
        may_be = unlike_a_word or names_things or self.name in _ALONE
        return may_be and _stands_alone(self.text, self.start, self.end)


@dataclass(frozen=True)
class Attributes:
    """Attributes by their names in small letters, and those without a name."""

    # As they are written, with entities.
    named: dict[str, str] = field(default_factory=dict)
    # Plain text.
    positional: list[str] = field(default_factory=list)

    def get(self, *names: str) -> str:
        """Return the first of the named ones that is not empty, as plain text."""
        return unescape(self.markup(*names)).strip()

    def markup(self, *names: str) -> str:
        """Return the first of the named ones that is not empty, as the HTML that it is."""
        return next((value for name in names if (value := self.named.get(name, ""))), "")


def read_attributes(text: str) -> Attributes:
    """Read what is written behind a shortcode's name, in quotes of any kind."""
    found = Attributes()
    # `[youtube=https://…]` and `[audio:https://…]` are old ways to write the one attribute.
    text = text.strip().removesuffix("/").lstrip("=:")
    for match in _ATTRIBUTE.finditer(text):
        name, *values = match.groups()
        value = next((value for value in values if value is not None), "")
        if name and len(found.named) < MAX_ATTRIBUTES:
            found.named.setdefault(name.lower(), value.strip())
        elif not name and len(found.positional) < MAX_ATTRIBUTES:
            found.positional.append(unescape(value).strip())
    return found


def read_shortcodes(text: str) -> Iterator[str | Shortcode]:
    """Yield a text in pieces: what is no shortcode, and what has the form of one.

    None is looked for in tags, and in elements whose text is shown as it is written.
    """
    position = 0
    for start, end in _places(text):
        while match := _SHORTCODE.search(text, start, end):
            if match.start() > position:
                yield text[position : match.start()]
            yield _shortcode(text, match)
            start = position = match.end()
    if position < len(text):
        yield text[position:]


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where shortcodes may begin.

    A shortcode may reach over tags that begin behind its bracket: captions hold links.
    """
    position = 0
    verbatim, depth = "", 0
    for tag in read_tags(text):
        if verbatim:
            depth += (-1 if tag.is_end else 1) if tag.name == verbatim else 0
            if depth == 0:
                verbatim, position = "", tag.end
        elif tag.name in _VERBATIM and not tag.is_end:
            yield position, tag.start
            verbatim, depth = tag.name, 1
        elif not _is_in_brackets(text, position, tag.start):
            yield position, tag.start
            position = tag.end
    if not verbatim:
        yield position, len(text)


def _is_in_brackets(text: str, start: int, end: int) -> bool:
    opening = text.rfind("[", max(start, end - MAX_ATTRIBUTES_CHARS), end)
    return opening >= 0 and text.find("]", opening, end) < 0


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[max(start - NEIGHBOUR_CHARS, 0) : start].rpartition("\n")[2].strip()
    behind = text[end : end + NEIGHBOUR_CHARS].partition("\n")[0].strip()
    return before in {"", "<p>"} and behind in {"", "</p>"}


def _is_paragraph(text: str, start: int, end: int) -> bool:
    around = text[max(start - NEIGHBOUR_CHARS, 0) : start], text[end : end + NEIGHBOUR_CHARS]
    return _PARAGRAPH_BEGIN.search(around[0]) is not None and bool(_PARAGRAPH_END.match(around[1]))


def _shortcode(text: str, match: "re.Match[str]") -> Shortcode:
    escapes = bool(match["escape"]) + bool(match["unescape"])
    return Shortcode(
        written=match[0],
        name=match["name"],
        is_end=bool(match["close"]),
        is_escaped=escapes == 2,
        is_half_escaped=escapes == 1,
        raw_attributes=match["attributes"],
        text=text,
        start=match.start(),
        end=match.end(),
    )


def closing_names(pieces: Collection[str | Shortcode]) -> Counter[str]:
    """Return how many ends of each name there are."""
    return Counter(piece.name for piece in pieces if isinstance(piece, Shortcode) and piece.is_end)

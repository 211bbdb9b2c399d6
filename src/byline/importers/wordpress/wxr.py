"""Read WordPress's export format, an RSS feed with more in it, one item after the other.

The format has no other description than the program that writes it:
https://github.com/WordPress/WordPress/blob/master/wp-admin/includes/export.php
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax import ContentHandler, SAXParseException  # nosec B406 -- read by defusedxml's parser
from xml.sax.xmlreader import AttributesImpl  # nosec B406

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from byline.importers.errors import SourceUnreadable

# Of one item with its comments: what claims to be a post does not fill the memory.
MAX_NODES = 1_000_000
MAX_DEPTH = 50
# Of one field: more than a post can have, so that one that is cut here is refused later.
MAX_FIELD_CHARS = 6 * 2**20
# Of namespaces, by what stands in their names; versions of the format differ in the rest.
PREFIXES = {
    "/excerpt/": "excerpt",
    "wordpress.org/export/": "wp",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/dc/elements": "dc",
}
OTHER_FORMATS = {
    "rss": "an RSS feed",
    "RDF": "an RSS feed",
    "feed": "an Atom feed",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "html": "a web page",
}
ADVICE = "WordPress writes its export under Tools, Export."
CUT_OFF = ("no element found", "unclosed token", "unclosed CDATA section", "partial character")
CHANNEL_DEPTH = 2
TERMS = ("wp:category", "wp:tag", "wp:term")
# What has fields of its own.
GROUPS = ("wp:author", *TERMS, "wp:postmeta", "wp:comment")


@dataclass(frozen=True)
class Term:
    """A category, tag or whatever else sorts items, as an item names it."""

    taxonomy: str
    slug: str
    name: str


@dataclass
class RawItem:
    """An item as the file has it: texts by the names of their elements."""

    fields: dict[str, str] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    comments: list[dict[str, str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return a field without the spaces around it; empty where it is missing."""
        return self.fields.get(name, "").strip()


@dataclass
class Channel:
    """What a file says about the blog."""

    fields: dict[str, str] = field(default_factory=dict)
    authors: list[dict[str, str]] = field(default_factory=list)
    terms: list[dict[str, str]] = field(default_factory=list)


def read_items(blocks: Iterable[str], channel: Channel | None = None) -> Iterator[RawItem]:
    """Yield the items of an export and fill `channel`; memory holds a few items at a time.

    Raises SourceUnreadable for what is no export or no XML, perhaps after some of the items.
    """
    parser = DefusedExpatParser(forbid_dtd=True)
    reader = _Reader(channel or Channel())
    parser.setContentHandler(reader)
    try:
        for block in blocks:
            parser.feed(block)
            yield from reader.take()
        parser.close()
        if not reader.begun:
            raise SourceUnreadable(f"it is empty. {ADVICE}")
    except DefusedXmlException:
        raise SourceUnreadable(
            f"it declares a document type or entities, which no export does. {ADVICE}"
        ) from None
    except SAXParseException as error:
        raise SourceUnreadable(_sentence(error, begun=reader.begun)) from None


def _sentence(error: SAXParseException, *, begun: bool) -> str:
    if not begun:
        return f"it is not XML. {ADVICE}"
    line, reason = error.getLineNumber(), error.getMessage()
    if reason in CUT_OFF:
        return f"it is cut off in line {line}. Export it again."
    return f"it is damaged in line {line} ({reason}). Export it again."


class _Reader(ContentHandler):
    """Gathers the items of an export from the events of a parser."""

    def __init__(self, channel: Channel) -> None:
        super().__init__()
        self.begun = False
        self._channel = channel
        self._done: list[RawItem] = []
        self._item: RawItem | None = None
        self._nodes = 0
        self._prefixes: dict[str, str] = {}
        # Names of the open elements.
        self._open: list[str] = []
        # What the open group has so far, an open category is, and the innermost element says.
        self._group: dict[str, str] | None = None
        self._term = ("", "")
        self._text: list[str] = []
        self._text_chars = 0

    def take(self) -> list[RawItem]:
        """Return the items that have ended since it was last asked."""
        done, self._done = self._done, []
        return done

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - of the parser
        """Take note of an element that begins."""
        if not self._open:
            self._begin(name, attrs)
        self._nodes += 1
        if self._nodes > MAX_NODES or len(self._open) >= MAX_DEPTH:
            raise SourceUnreadable(
                "an item of it has more or deeper elements than any post, and it is refused."
            )
        name = self._canonical(name)
        self._open.append(name)
        self._text, self._text_chars = [], 0
        depth = len(self._open) - CHANNEL_DEPTH
        if depth == 1:
            self._nodes = 0
            if name == "item":
                self._item = RawItem()
        if name in GROUPS and depth == (2 if self._item else 1):
            self._group = {}
        elif name == "category" and depth == 2:
            self._term = (attrs.get("domain", ""), attrs.get("nicename", ""))

    def characters(self, content: str) -> None:
        """Take text of the innermost element."""
        self._text_chars += len(content)
        if self._text_chars <= MAX_FIELD_CHARS or not self._text:
            self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - of the parser
        """Put an element that ends where it belongs."""
        name, depth = self._open.pop(), len(self._open) + 1 - CHANNEL_DEPTH
        text = "".join(self._text)
        self._text, self._text_chars = [], 0
        if self._group is not None and name in GROUPS and depth == (2 if self._item else 1):
            self._end_group(name, self._group)
            self._group = None
        elif self._group is not None:
            if depth == (3 if self._item else 2):
                self._group.setdefault(name, text)
        elif self._item is None:
            if depth == 1:
                self._channel.fields.setdefault(name, text.strip())
        elif depth == 1:
            self._done.append(self._item)
            self._item = None
        elif depth == 2 and name == "category":
            self._item.terms.append(Term(*self._term, text.strip()))
        elif depth == 2:
            self._item.fields.setdefault(name, text)

    def _begin(self, name: str, attrs: AttributesImpl) -> None:
        """Look at the first element. Raises SourceUnreadable where another program wrote it."""
        self.begun = True
        for attribute, address in attrs.items():
            known = next((prefix for part, prefix in PREFIXES.items() if part in address), None)
            if known:
                self._prefixes[attribute.removeprefix("xmlns:")] = known
        if name != "rss" or "wp" not in self._prefixes.values():
            what = OTHER_FORMATS.get(name.rpartition(":")[2], f"XML of another kind (<{name}>)")
            raise SourceUnreadable(f"it is {what}, not an export of WordPress. {ADVICE}")

    def _canonical(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return f"{self._prefixes.get(prefix, prefix)}:{local}" if colon else name

    def _end_group(self, name: str, group: dict[str, str]) -> None:
        if name == "wp:author":
            self._channel.authors.append(group)
        elif name in TERMS:
            self._channel.terms.append(group)
        elif self._item and name == "wp:comment":
            self._item.comments.append(group)
        elif self._item and (key := group.get("wp:meta_key", "").strip()):
            self._item.meta.setdefault(key, group.get("wp:meta_value", ""))

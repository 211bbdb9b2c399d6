"""Plain text out of the HTML that WordPress keeps in titles, names and comments."""

import html
import re
from functools import lru_cache
from html.parser import HTMLParser

import nh3

from byline.importers.text import one_line
from byline.lib.nesting import is_absurdly_nested

# Of a comment with its markup: its words are cut to fewer.
MAX_HTML_CHARS = 50_000
# Of a title or a name with its markup.
MAX_LINE_CHARS = 5_000
BLOCKS = frozenset(
    {"blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "ul"}
)
UNREAD = {"script", "style", "template", "iframe", "object"}
# The parser of tags takes minutes for unclosed ones: it gets what is well-formed.
_WELL_FORMED = nh3.Cleaner(
    tags={"a", "br", *BLOCKS},
    clean_content_tags=UNREAD,
    attributes={"a": {"href"}},
    link_rel=None,
)
TAG = re.compile(r"<[^<>]*+>?")
MANY_BREAKS = re.compile(r"\n[ \t]*+\n\s++")


def plain_line(text: str) -> str:
    """Return a title or a name as plain text in one line."""
    text = text[:MAX_LINE_CHARS]
    if "<" in text:
        text = html.unescape(nh3.clean(_shallow(text), tags=set(), clean_content_tags=UNREAD))
    elif "&" in text:
        text = html.unescape(text)
    return one_line(text)


# One comment is asked for several times in a row.
@lru_cache(maxsize=64)
def plain_comment(text: str) -> str:
    """Return a comment as plain text; links become their words and their address."""
    text = text[:MAX_HTML_CHARS].replace("\r\n", "\n").replace("\r", "\n")
    if "<" not in text:
        return (html.unescape(text) if "&" in text else text).strip()
    words = _Words()
    words.feed(_WELL_FORMED.clean(_shallow(text)))
    words.close()
    return MANY_BREAKS.sub("\n\n", "".join(words.pieces)).strip()


def _shallow(text: str) -> str:
    """Return HTML that is read in no time: only the words where it is nested without end."""
    return TAG.sub(" ", text) if is_absurdly_nested(text) else text


class _Words(HTMLParser):
    """Gathers the words of well-formed HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        # The address of the open link, and where its words begin; links hold no others.
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a link, a line's end or a block."""
        if tag == "a":
            self._link = (dict(attrs).get("href") or "").strip(), len(self.pieces)
        else:
            self.pieces.append("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        """Write the address behind the words of a link that ends; set a block off."""
        if tag != "a":
            self.pieces.append("\n\n")
        elif self._link:
            address, start = self._link
            self.pieces[start:] = [_linked("".join(self.pieces[start:]), address)]
            self._link = None

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.pieces.append(data)


def _linked(words: str, address: str) -> str:
    if not address.lower().startswith(("http://", "https://", "mailto:")):
        return words
    if words.strip() in ("", address, address.partition("://")[2].rstrip("/")):
        return address
    return f"{words} ({address})"

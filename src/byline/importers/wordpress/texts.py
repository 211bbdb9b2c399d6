"""Plain text out of the HTML that WordPress keeps in titles, names and comments."""

import html
import re
from functools import lru_cache

from bs4 import BeautifulSoup, Tag

from byline.importers.text import one_line

# Nothing that is cut here is short enough to be kept whole.
MAX_HTML_CHARS = 100_000
BLOCKS = ("blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "ul")
UNREAD = ("script", "style", "template", "iframe", "object")
MANY_BREAKS = re.compile(r"\n[ \t]*+\n\s++")


def plain_line(text: str) -> str:
    """Return a title or a name as plain text in one line."""
    text = text[:MAX_HTML_CHARS]
    if "<" in text:
        text = _parse(text).get_text()
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
    tree = _parse(text)
    for link in tree.find_all("a", href=True):
        if isinstance(link, Tag):
            link.replace_with(_linked(link.get_text(), str(link["href"]).strip()))
    for line_break in tree.find_all("br"):
        line_break.replace_with("\n")
    for block in tree.find_all(BLOCKS):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    return MANY_BREAKS.sub("\n\n", tree.get_text()).strip()


def _parse(text: str) -> BeautifulSoup:
    tree = BeautifulSoup(text, "html.parser")
    for tag in tree.find_all(UNREAD):
        tag.decompose()
    return tree


def _linked(words: str, address: str) -> str:
    if not address.lower().startswith(("http://", "https://", "mailto:")):
        return words
    if words.strip() in ("", address, address.partition("://")[2].rstrip("/")):
        return address
    return f"{words} ({address})"

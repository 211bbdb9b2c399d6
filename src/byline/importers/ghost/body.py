"""The text of an entry: what Ghost rendered, as plain HTML with our own classes."""

from dataclasses import dataclass

from byline.importers.ghost.cards import plain_cards
from byline.importers.ghost.gates import PAYWALL, without_gated
from byline.importers.ghost.rows import Row, text
from byline.importers.ghost.unrendered import read_unrendered
from byline.importers.html import Found, find_addresses, tidy_html
from byline.importers.report import Said

# What exports have in place of the blog's address.
OWN_ADDRESS = "__GHOST_URL__"
# By whether everybody saw the entry.
PAYWALL_NOTES = {
    True: Said("a paywall stood in it, which did nothing as it was public; the mark was dropped"),
    False: "a paywall stood in it: what followed was for those who paid",
}


@dataclass(frozen=True)
class Body:
    """The text of an entry, and the addresses in it."""

    html: str
    addresses: tuple[Found, ...]


def read_body(row: Row, notes: list[str]) -> Body:
    """Return the body of a row of `posts`; notes what of it is not shown."""
    html = text(row, "html")
    if not html.strip():
        html = read_unrendered(row, notes)
    html = with_own_paths(html)
    if PAYWALL in html:
        notes.append(PAYWALL_NOTES[(text(row, "visibility") or "public") == "public"])
    html = tidy_html(plain_cards(without_gated(html, notes).replace(PAYWALL, ""), notes))
    return Body(html, tuple(find_addresses(html)))


def with_own_paths(text: str) -> str:
    """Return a text with paths in place of the blog's own addresses."""
    return text.replace(f"{OWN_ADDRESS}/", "/").replace(OWN_ADDRESS, "/")

"""The text of an entry: what Ghost rendered, as plain HTML with our own classes."""

from dataclasses import dataclass

from byline.importers.ghost.cards import plain_cards
from byline.importers.ghost.rows import Row, text
from byline.importers.ghost.unrendered import read_unrendered
from byline.importers.html import Found, find_addresses

# What exports have in place of the blog's address.
OWN_ADDRESS = "__GHOST_URL__"
PAYWALL = "<!--members-only-->"
GATE_START = "<!--kg-gated-block:begin"
GATE_END = "<!--kg-gated-block:end-->"


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
        notes.append("what followed was for members only: a paywall divides its text")
    html = plain_cards(_without_gated(html, notes), notes)
    return Body(html, tuple(find_addresses(html)))


def with_own_paths(text: str) -> str:
    """Return a text with paths in place of the blog's own addresses."""
    return text.replace(f"{OWN_ADDRESS}/", "/").replace(OWN_ADDRESS, "/")


def _without_gated(html: str, notes: list[str]) -> str:
    """Leave out the parts that only members saw."""
    pieces: list[str] = []
    position = left_out = 0
    while (start := html.find(GATE_START, position)) >= 0:
        end = html.find(GATE_END, start)
        if end < 0:
            break
        if "nonMember:false" in html[start : html.find(">", start)]:
            pieces.append(html[position:start])
            left_out += 1
        else:
            pieces.append(html[position:end])
        position = end + len(GATE_END)
    if left_out:
        notes.append(f"parts that only members saw were left out: {left_out}")
    return "".join((*pieces, html[position:]))

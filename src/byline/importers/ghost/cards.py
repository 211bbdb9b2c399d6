"""Cards: the blocks of Ghost's editor, made plain HTML that stands for itself.

What they look like: https://github.com/TryGhost/Koenig, packages/kg-default-nodes.
"""

from collections.abc import Callable, Mapping

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup

from byline.importers.ghost import media_cards, text_cards
from byline.importers.ghost.card_parts import is_portal
from byline.lib.nesting import is_absurdly_nested
from byline.lib.reshape.alignment import class_names

# Changes a card where it stands; returns what somebody should know of it.
Card = Callable[[Tag], str | None]

CARDS: Mapping[str, Card] = {**media_cards.CARDS, **text_cards.CARDS}
# They are what they say, and the cleaner takes the box off.
PLAIN = frozenset({"kg-code-card", "kg-image-card", "kg-embed-card", "kg-width-wide"})
# The marks of what is worth reading as a tree.
MARKS = ("kg-", "#/portal", "#/share", "#/search")


def plain_cards(html: str, notes: list[str]) -> str:
    """Return HTML without cards; what had to go is said in `notes`, once each."""
    if not any(mark in html for mark in MARKS):
        return html
    if is_absurdly_nested(html):
        notes.append("it is nested too deeply for its cards to be read")
        return html
    try:
        soup = BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
    except ParserRejectedMarkup:
        notes.append("its HTML is broken, and its cards could not be read")
        return html
    said: dict[str, None] = {}
    # From the last to the first: what a card holds is plain before the card is.
    for tag in reversed(soup.find_all(class_=True)):
        if tag.parent is not None and (note := _plain_card(tag)):
            said[note] = None
    for link in soup.find_all("a", href=is_portal):
        link.unwrap()
        said["links to Ghost's own windows (sign up, account, search) were taken off"] = None
    notes += said
    return str(soup.decode())


def _plain_card(tag: Tag) -> str | None:
    names = class_names(tag)
    found = next((name for name in CARDS if name in names), None)
    if found:
        return CARDS[found](tag)
    if "kg-card" in names and PLAIN.isdisjoint(names):
        return text_cards.unknown(tag)
    return None

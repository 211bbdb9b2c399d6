"""Cards: the blocks of Ghost's editor, made plain HTML that stands for itself.

What they look like: https://github.com/TryGhost/Koenig, packages/kg-default-nodes.
"""

import re
from collections.abc import Callable, Mapping

import nh3
from bs4 import Tag

from byline.importers.ghost import media_cards, text_cards
from byline.importers.ghost.card_parts import is_portal
from byline.importers.report import Said
from byline.lib.allowed import ATTRIBUTES, DROPPED_WHOLE, ELEMENTS, SCHEMES
from byline.lib.clean import parse
from byline.lib.nesting import is_absurdly_nested
from byline.lib.reshape import RESHAPED_ATTRIBUTES, RESHAPED_ELEMENTS
from byline.lib.reshape.alignment import class_names

# Changes a card where it stands; returns what somebody should know of it.
Card = Callable[[Tag], str | None]

CARDS: Mapping[str, Card] = {**media_cards.CARDS, **text_cards.CARDS}
# They are what they say, and the cleaner takes the box off.
PLAIN = frozenset({"kg-code-card", "kg-image-card", "kg-embed-card", "kg-width-wide"})
# The marks of what is worth reading as a tree.
MARKS = ("kg-", "#/")
PORTAL_LINKS = Said("links to Ghost's own windows (sign up, account, search) were taken off")
# A card has about ten, and each takes a look at all that stand beside it.
MAX_MARKS = 10_000

# Inside, a parser that runs scripts sees text.
_NOSCRIPT = re.compile(r"</?noscript(?=[\s/>])[^>]*+(?:>|\Z)", re.IGNORECASE)
# The parser of trees takes hours for what is written to keep it busy: it gets well-formed HTML.
# That is cleaned for good when it is saved.
_WELL_FORMED = nh3.Cleaner(
    tags={*ELEMENTS, *RESHAPED_ELEMENTS, "button"},
    clean_content_tags={*DROPPED_WHOLE, "svg"},
    attributes={
        name: {*ATTRIBUTES.get(name, ()), *RESHAPED_ATTRIBUTES.get(name, ())}
        for name in ATTRIBUTES.keys() | RESHAPED_ATTRIBUTES.keys()
    },
    generic_attribute_prefixes={"data-"},
    link_rel=None,
    url_schemes=set(SCHEMES),
)


def plain_cards(html: str, notes: list[str]) -> str:
    """Return HTML without cards; what had to go is said in `notes`, once each."""
    if not any(mark in html for mark in MARKS):
        return html
    if sum(map(html.count, MARKS)) > MAX_MARKS or is_absurdly_nested(html):
        notes.append("it has too many cards, or too deep ones, and its cards were not read")
        return html
    body = parse(_WELL_FORMED.clean(_NOSCRIPT.sub("", html)))
    said: dict[str, None] = {}
    # From the last to the first: what a card holds is plain before the card is.
    for tag in reversed(body.find_all(class_=True)):
        if isinstance(tag, Tag) and tag.parent is not None and (note := _plain_card(tag)):
            said[note] = None
    for link in body.find_all("a", href=is_portal):
        link.unwrap()
        said[PORTAL_LINKS] = None
    notes += said
    return str(body.decode_contents())


def _plain_card(tag: Tag) -> str | None:
    names = class_names(tag)
    found = next((name for name in CARDS if name in names), None)
    if found:
        return CARDS[found](tag)
    if "kg-card" in names and PLAIN.isdisjoint(names):
        return text_cards.unknown(tag)
    return None

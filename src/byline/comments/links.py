"""Addresses in a comment's plain text."""

import re

from markupsafe import Markup, escape

# One run of characters each, so that the time grows with the text and no faster.
_ADDRESS = re.compile(r"(?<![\w@./-])(?:https?://|www\.)[^\W_][^\s<>\"]*", re.IGNORECASE)
# They end the sentence, not the address.
_CLOSING = frozenset(".,;:!?'’”»*_~|…")


def has_link(text: str) -> bool:
    """Say whether a text names an address of the web."""
    return _ADDRESS.search(text) is not None


def with_links(text: str) -> Markup:
    """Return a text as HTML in which addresses, of http and https only, are links."""
    parts = []
    end = 0
    for match in _ADDRESS.finditer(text):
        address = _without_closing(match.group())
        parts += [escape(text[end : match.start()]), _link(address)]
        end = match.start() + len(address)
    return Markup("").join([*parts, escape(text[end:])])


def _link(address: str) -> Markup:
    target = address if "://" in address else f"https://{address}"
    return Markup('<a href="{}" rel="nofollow ugc">{}</a>').format(target, address)


def _without_closing(address: str) -> str:
    """Leave out what ends a sentence, and a bracket that was opened before the address."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in _CLOSING or (address[end - 1] == ")" and unopened > 0)):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]

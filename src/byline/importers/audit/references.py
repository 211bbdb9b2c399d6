"""The addresses that a stored body names.

Bodies are HTML that `byline.lib.clean` and the parser behind it wrote: in it no attribute holds a
bare `<` or `>`, and each value stands in quotes. So a few patterns read it, ten times as fast as a
parser; a blog of ten years is read at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from mimetypes import guess_type
from typing import Literal

What = Literal["link", "file", "picture", "sound", "film", "still", "subtitles", "cover"]

_NAMING = re.compile(r"<(a|audio|img|source|span(?=[^<>]*remote-file)|track|video)\s([^<>]*+)>")
_ANY_TAG = re.compile(r"<[a-z][a-z0-9]*+\s([^<>]*+)>")
_ATTRIBUTE = re.compile(r"""([a-z][a-z0-9-]*+)=(?:"([^"]*+)"|'([^']*+)')""")
# In a list of candidates a comma ends one where a size or a space stands beside it.
_SRCSET_COMMA = re.compile(r"(?<=\d[wx]),|,\s+|,$")
# What an element shows by its `src`; a source shows what its player does.
_SHOWN: dict[str, What] = {
    "audio": "sound",
    "img": "picture",
    "track": "subtitles",
    "video": "film",
}
_KINDS: dict[str, What] = {"audio": "sound", "image": "picture", "video": "film"}


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a body, and what is to be found there."""

    what: What
    address: str


def find_references(html: str) -> Iterator[Reference]:
    """Yield the addresses of a body in their order, without entities or spaces around."""
    player: What = "picture"
    before: Reference | None = None
    for tag in _NAMING.finditer(html):
        name, attributes = tag[1], _attributes(tag[2])
        if name in ("a", "span"):
            reference = _linked(name, attributes)
            # A file whose words are in another link has a second one to itself behind them.
            if reference and reference != before:
                yield reference
            before = reference if name == "span" else None
            continue
        shown = _SHOWN.get(name, player)
        if name in ("audio", "video"):
            player = shown
        if "src" in attributes:
            yield Reference(shown, attributes["src"])
        for address in _candidates(attributes.get("srcset", "")):
            yield Reference("picture", address)
        if attributes.get("poster"):
            yield Reference("still", attributes["poster"])


def find_ids(html: str) -> set[str]:
    """Return the ids in a body."""
    found = (_attributes(tag[1]).get("id") for tag in _ANY_TAG.finditer(html))
    return {name for name in found if name}


def _linked(name: str, attributes: dict[str, str]) -> Reference | None:
    """Return what a link leads to, or the words in one that stand for a file of another site."""
    is_file = "remote-file" in attributes.get("class", "").split()
    address = attributes.get("href" if name == "a" else "title")
    if address is None or (name == "span" and not is_file):
        return None
    return Reference(_kind_of(address) if is_file else "link", address)


def _kind_of(address: str) -> What:
    """Return what a file of another site is, by its ending."""
    kind, _slash, _rest = (guess_type(address.partition("?")[0])[0] or "").partition("/")
    return _KINDS.get(kind, "file")


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1]: unescape(match[2] if match[2] is not None else match[3]).strip()
        for match in _ATTRIBUTE.finditer(text)
    }


def _candidates(srcset: str) -> Iterator[str]:
    for candidate in _SRCSET_COMMA.split(srcset):
        if candidate.strip():
            yield candidate.split()[0]

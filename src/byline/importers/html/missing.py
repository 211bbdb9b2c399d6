"""Words in place of pictures and players of files that nobody has: a page would ask for them."""

from collections.abc import Container, Iterator
from html import escape
from posixpath import basename
from urllib.parse import unquote

from byline.importers.html.tags import HtmlTag, read_tags

_PLAYERS = frozenset({"audio", "video"})


def name_missing_files(html: str, missing: Container[str]) -> str:
    """Return `html` with words for what shows one of the addresses that are `missing`.

    They are a picture's own words, else the file's name, with its address as their title: they look
    as the files of other sites do, and lead nowhere.
    """
    pieces: list[str] = []
    position = 0
    for start, end, text in _changes(html, missing):
        pieces += (html[position:start], text)
        position = end
    return "".join((*pieces, html[position:]))


def _changes(html: str, missing: Container[str]) -> Iterator[tuple[int, int, str]]:
    player: HtmlTag | None = None
    lacks = ""
    for tag in read_tags(html):
        if player is not None:
            if tag.name == "source" and not tag.is_end:
                lacks = lacks or _missing_address(tag, missing)
            elif tag.name == player.name and tag.is_end:
                if lacks:
                    yield player.start, tag.end, _stand_in(player, lacks)
                player = None
        elif tag.name in _PLAYERS and not tag.is_end:
            player, lacks = tag, _missing_address(tag, missing)
        elif tag.name == "img" and (address := _missing_address(tag, missing)):
            yield tag.start, tag.end, _stand_in(tag, address)


def _missing_address(tag: HtmlTag, missing: Container[str]) -> str:
    """Return the address that an element shows, empty where it is not missing."""
    if tag.is_end:
        return ""
    attributes = tag.attributes()
    address = attributes["src"].value.strip() if "src" in attributes else ""
    return address if address in missing else ""


def _stand_in(tag: HtmlTag, address: str) -> str:
    attributes = tag.attributes()
    values = (attributes[name].value.strip() for name in ("alt", "title") if name in attributes)
    own = next(filter(None, values), "")
    words = own or unquote(basename(address.partition("?")[0])) or address
    return f'<span class="remote-file" title="{escape(address)}">{escape(words)}</span>'

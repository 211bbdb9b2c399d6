"""Words for pictures and players that would say nothing."""

from collections.abc import Iterable, Iterator
from html import escape
from posixpath import basename
from urllib.parse import unquote, urlsplit

from byline.importers.html.tags import HtmlTag, read_tags
from byline.lib.attributes import is_allowed_address

_SHOWING = frozenset({"audio", "img", "video"})


def drop_unusable(html: str) -> tuple[str, list[str]]:
    """Return `html` without the addresses that no page may have, and these, each once.

    A picture or player of such an address becomes its words, where it has any.
    """
    unusable: dict[str, None] = {}
    changes: list[tuple[int, int, str]] = []
    for tag in read_tags(html):
        if tag.is_end or (tag.name not in _SHOWING and tag.name != "a"):
            continue
        attributes = tag.attributes()
        address = attributes.get("href" if tag.name == "a" else "src")
        if address is None or is_allowed_address(address.value):
            continue
        unusable[address.value.strip()] = None
        if tag.name == "a":
            changes.append((address.start, address.end, ""))
        else:
            changes.append((tag.start, tag.end, escape(_words(tag))))
    return _changed(html, changes), list(unusable)


def name_linked_pictures(html: str) -> str:
    """Return `html` where each link with nothing but pictures in it says what it is.

    A picture without words gets its file's name: a link that says nothing is none for a reader
    who does not see it.
    """
    return _changed(html, _named_pictures(html))


def _named_pictures(html: str) -> Iterator[tuple[int, int, str]]:
    picture: HtmlTag | None = None
    in_link = has_words = False
    end = 0
    for tag in read_tags(html):
        has_words = has_words or bool(html[end : tag.start].strip())
        end = tag.end
        if tag.name == "a":
            if tag.is_end and in_link and picture and not has_words:
                yield _with_name(picture)
            picture, in_link, has_words = None, not tag.is_end, False
        elif tag.name in _SHOWING and in_link:
            has_words = has_words or tag.name != "img" or bool(_words(tag))
            picture = picture or tag


def _with_name(picture: HtmlTag) -> tuple[int, int, str]:
    attributes = picture.attributes()
    address = attributes.get("src")
    name = escape(_file_name(address.value)) if address else ""
    if alt := attributes.get("alt"):
        return alt.start, alt.end, f'alt="{name}"'
    place = picture.start + 1 + len(picture.name)
    return place, place, f' alt="{name}"'


def _words(tag: HtmlTag) -> str:
    attributes = tag.attributes()
    values = (attributes[name].value for name in ("alt", "title") if name in attributes)
    return next((value.strip() for value in values if value.strip()), "")


def _file_name(address: str) -> str:
    try:
        path = urlsplit(address.strip()).path
    except ValueError:  # for instance a bracket in the host
        return ""
    name = unquote(basename(path))
    # What data are written as is no name.
    return "" if address.strip().lower().startswith("data:") else name


def _changed(html: str, changes: Iterable[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end, text in changes:
        pieces += (html[position:start], text)
        position = end
    return "".join((*pieces, html[position:]))

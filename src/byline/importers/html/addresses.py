"""The addresses that a piece of HTML shows or leads to, and new ones in their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from byline.importers.html.tags import Attribute, HtmlTag, read_tags

# Where elements name what they show or lead to; of `video` also its still.
_NAMING = {
    "a": ("href",),
    "audio": ("src",),
    "img": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
}
# They lead to other sizes of a picture, on its old host.
_SIZES = frozenset({"srcset", "sizes"})


@dataclass(frozen=True)
class Found:
    """An address that a piece of HTML names; `shown` says that it shows what is there."""

    address: str
    shown: bool


def find_addresses(html: str) -> list[Found]:
    """Return the addresses of pictures, players and links, each once, in their order.

    They are as the HTML means them, without entities or spaces around. One that is both shown and
    linked to is shown.
    """
    shown: dict[str, bool] = {}
    for tag in read_tags(html):
        for address in _places(tag, tag.attributes()).values() if _may_name(tag) else ():
            shown[address] = shown.get(address, False) or tag.name != "a"
    return [Found(address, is_shown) for address, is_shown in shown.items()]


def replace_addresses(html: str, new: Mapping[str, str]) -> str:
    """Return `html` with other addresses in place of those that `new` names.

    A picture with a new address loses its other sizes. The rest stays byte for byte.
    """
    pieces: list[str] = []
    position = 0
    for start, end, text in _changes(html, new):
        pieces += (html[position:start], text)
        position = end
    return "".join((*pieces, html[position:]))


def _changes(html: str, new: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield what to write between which two places, in order, none within another."""
    sources: list[HtmlTag] = []
    in_picture = False
    for tag in read_tags(html):
        if tag.name == "picture":
            # A source that stands before its picture waits until that picture is known.
            yield from _source_changes(sources, new, dropped=False)
            sources, in_picture = [], not tag.is_end
        elif in_picture and tag.name == "source" and not tag.is_end:
            sources.append(tag)
        elif _may_name(tag):
            text = _rewritten(tag, new)
            is_new_picture = tag.name == "img" and text is not None
            yield from _source_changes(sources, new, dropped=is_new_picture)
            sources = []
            if text is not None:
                yield tag.start, tag.end, text
    yield from _source_changes(sources, new, dropped=False)


def _source_changes(
    sources: list[HtmlTag], new: Mapping[str, str], *, dropped: bool
) -> Iterator[tuple[int, int, str]]:
    for tag in sources:
        text = "" if dropped else _rewritten(tag, new)
        if text is not None:
            yield tag.start, tag.end, text


def _may_name(tag: HtmlTag) -> bool:
    return not tag.is_end and tag.name in _NAMING


def _places(tag: HtmlTag, attributes: Mapping[str, Attribute]) -> Mapping[str, str]:
    """Return the addresses in a tag by the names of their attributes."""
    found = {
        name: attributes[name].value.strip() for name in _NAMING[tag.name] if name in attributes
    }
    return {name: address for name, address in found.items() if address}


def _rewritten(tag: HtmlTag, new: Mapping[str, str]) -> str | None:
    """Return the text of a tag with its new addresses, None where there is nothing to change."""
    attributes = tag.attributes()
    written = {
        name: new[address] for name, address in _places(tag, attributes).items() if address in new
    }
    if not written:
        return None
    text = tag.html[tag.start : tag.end]
    gone = _SIZES if tag.name in {"img", "source"} else frozenset()
    for name in reversed([name for name in attributes if name in written or name in gone]):
        before = text[: attributes[name].start - tag.start]
        behind = text[attributes[name].end - tag.start :]
        if name in written:
            text = f'{before}{name}="{escape(written[name])}"{behind}'
        else:
            text = before.rstrip() + behind
    return text

"""HTML that somebody will edit, without what cleaning takes from it on every save anyway.

What is shown stays the same: the class names that mean something here get the names that they have
here, the others go, as do styles, marks for scripts and spans that say nothing.
"""

import re
from collections.abc import Iterator
from html import escape

from byline.importers.html.tags import Attribute, HtmlTag, read_tags
from byline.lib.allowed import ATTRIBUTES, ELEMENTS
from byline.lib.attributes import allowed_value
from byline.lib.reshape import RESHAPED_ATTRIBUTES, RESHAPED_ELEMENTS

_BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n)++")
_BLANK_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;)*+</p>\n*+")
# Lines mean something in them.
_VERBATIM = frozenset({"pre", "script", "style", "textarea"})
# Of a style, all that becomes something else on a page.
_STYLES = ("float", "text-align")
# Set anew on every save, or sizes of a picture on its old host.
_OF_PICTURES = frozenset({"decoding", "loading", "sizes", "srcset"})


def tidy_html(html: str) -> str:
    """Return `html` without what is never shown, and with one blank line where there were many."""
    pieces: list[str] = []
    verbatim = ""
    position = 0
    for tag, text in _tidied_tags(html):
        between = html[position : tag.start]
        pieces += (between if verbatim else _BLANK_LINES.sub("\n\n", between), text)
        position = tag.end
        if tag.name in _VERBATIM and verbatim in {"", tag.name}:
            verbatim = "" if tag.is_end else tag.name
    rest = html[position:]
    pieces.append(rest if verbatim else _BLANK_LINES.sub("\n\n", rest))
    return _BLANK_PARAGRAPH.sub("", "".join(pieces)).strip("\n")


def _tidied_tags(html: str) -> Iterator[tuple[HtmlTag, str]]:
    # Whether the spans that are open were taken off.
    taken_off: list[bool] = []
    for tag in read_tags(html):
        text = html[tag.start : tag.end] if tag.is_end else _tidied(tag)
        if tag.name == "span" and tag.is_end:
            text = "" if taken_off and taken_off.pop() else text
        elif tag.name == "span":
            taken_off.append(text == "<span>")
            text = "" if taken_off[-1] else text
        yield tag, text


def _tidied(tag: HtmlTag) -> str:
    """Return a tag with those of its attributes that are kept."""
    written = tag.html[tag.start : tag.end]
    attributes = tag.attributes()
    if not attributes or tag.name not in ELEMENTS | RESHAPED_ELEMENTS:
        return written
    texts = {name: _attribute(tag, name, value) for name, value in attributes.items()}
    if all(
        text == tag.html[attributes[name].start : attributes[name].end]
        for name, text in texts.items()
    ):
        return written
    return f"<{' '.join((tag.name, *filter(None, texts.values())))}>"


def _attribute(tag: HtmlTag, name: str, attribute: Attribute) -> str:
    """Return what is to be written for an attribute, empty where it is of no use."""
    value = attribute.value
    kept = allowed_value(tag.name, name, value) if name in _names(tag.name) else None
    if name == "style":
        declarations = [one.strip() for one in value.split(";")]
        kept = "; ".join(
            one for one in declarations if one.partition(":")[0].strip().lower() in _STYLES
        )
    if kept is None or (name == "style" and not kept):
        return ""
    # Other values are settled on saving, and stay as they were written.
    if name in {"class", "style"} and kept != value:
        return f'{name}="{escape(kept)}"'
    return tag.html[attribute.start : attribute.end]


def _names(element: str) -> set[str]:
    """Return the names of the attributes that an element may have."""
    tables = (ATTRIBUTES, RESHAPED_ATTRIBUTES)
    names = {name for table in tables for key in ("*", element) for name in table.get(key, ())}
    return names - _OF_PICTURES if element == "img" else names

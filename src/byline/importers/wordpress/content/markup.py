"""Small changes to the HTML of one block."""

import re
from collections.abc import Callable
from html import escape

from byline.importers.html.tags import HtmlTag, read_tags

_TEXT = re.compile(r"(?:\A|>)\s*+[^<\s]")
_SHOWING = re.compile(
    r"<(?:audio|embed|hr|iframe|img|input|object|progress|svg|table|video)(?=[\s/>])|<!--more-->",
    re.IGNORECASE,
)


def is_blank(html: str) -> bool:
    """Tell whether there is nothing to see in `html`."""
    return not _TEXT.search(html) and not _SHOWING.search(html)


def change_tags(html: str, change: Callable[[HtmlTag], str | None]) -> str:
    """Return `html` with other text in place of the tags for which `change` returns one."""
    pieces: list[str] = []
    position = 0
    for tag in read_tags(html):
        text = change(tag)
        if text is not None:
            pieces += (html[position : tag.start], text)
            position = tag.end
    return "".join((*pieces, html[position:]))


def class_names(tag: HtmlTag) -> list[str]:
    """Return the names in the tag's `class` attribute."""
    attribute = tag.attributes().get("class")
    return attribute.value.split() if attribute else []


def with_class(html: str, *names: str) -> str:
    """Return `html` with more class names on its first element."""
    tag = next(read_tags(html), None)
    if tag is None or tag.is_end or not names:
        return html
    attribute = tag.attributes().get("class")
    written = f'class="{escape(" ".join((*class_names(tag), *names)))}"'
    if attribute:
        return html[: attribute.start] + written + html[attribute.end :]
    place = tag.start + 1 + len(tag.name)
    return f"{html[:place]} {written}{html[place:]}"


def split_caption(html: str) -> tuple[str, str]:
    """Return the HTML of a figure without its caption, and what the caption says."""
    start = html.find("<figcaption")
    begin = html.find(">", start) + 1
    end = html.find("</figcaption>", begin)
    if start < 0 or not begin or end < 0:
        return html, ""
    return html[:start] + html[end + len("</figcaption>") :], html[begin:end]

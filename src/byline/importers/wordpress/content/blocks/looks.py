"""Blocks whose HTML needs a change to be shown well; the others' classes say enough."""

import re
from collections.abc import Callable
from html import escape
from itertools import islice
from typing import Any

from byline.importers.html.tags import HtmlTag, read_tags
from byline.importers.wordpress.content.embeds import BARE_ADDRESS, embed
from byline.importers.wordpress.content.markup import (
    change_tags,
    class_names,
    split_caption,
    with_class,
)

_PARAGRAPH_OF_ADDRESS = re.compile(r"\s*+<p(?:\s[^<>]*+)?>\s*+(https?://[^\s<>\"']++)\s*+</p>\s*\Z")
_BACKGROUND = re.compile(r"background(?:-image)?\s*+:\s*+url\(\s*+[\"']?([^\"')]++)", re.IGNORECASE)
_FRAME = re.compile(r"<object\b[^<>]*+>|</object>")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,40}\Z")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,9})?)%\Z")
_BRUSH = re.compile(r"\bbrush:\s*+([A-Za-z0-9_+#.-]{1,40})")

# Its picture is a background of the first tags of a cover, of the box or of one in it.
COVER_TAGS = 4
# Columns of a half, two thirds and three quarters of the width, and what is near to these.
MIN_PERCENT_OF_TWO = 48
MIN_PERCENT_OF_THREE = 72

Attributes = dict[str, Any]


def _paragraph(html: str, _attributes: Attributes) -> str:
    """Return an address that is a paragraph of its own as what it shows."""
    found = _PARAGRAPH_OF_ADDRESS.match(html)
    return embed(found[1]) if found else html


def _embed(html: str, attributes: Attributes) -> str:
    """Return what the address of an embed shows, with its caption."""
    shown, caption = split_caption(html)
    written = BARE_ADDRESS.search(shown)
    address = written[0] if written else escape(str(attributes.get("url", "")))
    return embed(address, caption) if address else html


def _gallery(html: str, _attributes: Attributes) -> str:
    """Return a gallery of figures; once they were the points of a list."""
    if "blocks-gallery-item" not in html:
        return html
    tags = list(read_tags(html))
    first = tags[0].name
    last_end = max((tag.end for tag in tags if tag.name == "ul" and tag.is_end), default=0)

    def change(tag: HtmlTag) -> str | None:
        if tag.name not in {"ul", "li"}:
            return None
        if first == "ul" and tag.start == tags[0].start:
            return f'<figure class="{escape(" ".join(class_names(tag)))}">'
        return "</figure>" if first == "ul" and tag.end == last_end else ""

    return change_tags(html, change)


def _cover(html: str, _attributes: Attributes) -> str:
    """Return a cover whose picture is an element, not a background."""

    for tag in islice(read_tags(html), COVER_TAGS):
        style = tag.attributes().get("style")
        if style and (found := _BACKGROUND.search(style.value)):
            picture = f'<img src="{escape(found[1].strip())}" alt="">'
            return html[: tag.end] + picture + html[tag.end :]
    return html


def _code(html: str, attributes: Attributes) -> str:
    """Return code that names its language where the attributes or an old plugin's class do."""
    tag = next(read_tags(html), None)
    if tag is None or any(name.startswith("language-") for name in class_names(tag)):
        return html
    given = str(attributes.get("language") or attributes.get("lang") or "")
    written = _BRUSH.search(" ".join(class_names(tag)).replace("brush: ", "brush:"))
    enlighter = tag.attributes().get("data-enlighter-language")
    language = given or (written[1] if written else "") or (enlighter.value if enlighter else "")
    return with_class(html, f"language-{language.lower()}") if _LANGUAGE.match(language) else html


def _file(html: str, _attributes: Attributes) -> str:
    """Return a file without the frame that shows it in the page, which asks for a plugin."""
    return _FRAME.sub("", html)


def _nothing(_html: str, _attributes: Attributes) -> str:
    return ""


def _more(html: str, _attributes: Attributes) -> str:
    """Return nothing but the mark."""
    return html if html.strip() == "<!--more-->" else ""


def _buttons(html: str, attributes: Attributes) -> str:
    """Return buttons that stand where the layout says."""
    layout = attributes.get("layout")
    place = layout.get("justifyContent") if isinstance(layout, dict) else None
    place = place or attributes.get("contentJustification")
    name = {"center": "align-center", "right": "align-right"}.get(str(place))
    return with_class(html, name) if name else html


def _pull_quote(html: str, attributes: Attributes) -> str:
    """Return a quote whose text is aligned: on the figure the class would move the whole."""
    place = str(attributes.get("textAlign", ""))
    if place not in {"left", "center", "right"}:
        return html
    html = html.replace(f"has-text-align-{place}", "", 1)
    return html.replace("<blockquote>", f'<blockquote class="align-{place}">', 1)


def _button(html: str, attributes: Attributes) -> str:
    """Return a button that says itself that it is drawn with a line."""
    if "is-style-outline" not in str(attributes.get("className", "")).split():
        return html
    start = html.find("<a")
    return html[:start] + with_class(html[start:], "outline") if start >= 0 else html


def _column(html: str, attributes: Attributes) -> str:
    """Return a column that is about twice or three times as wide as others, as it was."""
    width = _PERCENT.match(str(attributes.get("width", "")))
    percent = float(width[1]) if width else 0
    if percent < MIN_PERCENT_OF_TWO:
        return html
    return with_class(html, "share-3" if percent >= MIN_PERCENT_OF_THREE else "share-2")


LOOKS: dict[str, Callable[[str, Attributes], str]] = {
    "button": _button,
    "buttons": _buttons,
    "code": _code,
    "column": _column,
    "cover": _cover,
    "cover-image": _cover,
    "embed": _embed,
    "enlighter/codeblock": _code,
    "file": _file,
    "gallery": _gallery,
    "more": _more,
    "nextpage": _nothing,
    "paragraph": _paragraph,
    "pullquote": _pull_quote,
    "spacer": _nothing,
    "syntaxhighlighter/code": _code,
}

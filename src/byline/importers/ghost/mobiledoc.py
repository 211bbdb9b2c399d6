"""Mobiledoc, the format of Ghost's editor in versions 1 to 5, as HTML.

https://github.com/bustle/mobiledoc-kit/blob/main/MOBILEDOC.md
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from byline.importers.ghost.gates import GATED, is_gated
from byline.importers.ghost.payloads import card_html

MARKUP, IMAGE, LIST, CARD = 1, 2, 3, 10
# What a marker may be: a text, or a thing of its own such as a line break.
TEXT = 0
SECTIONS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside"})
LISTS = frozenset({"ul", "ol"})
MARKUPS = frozenset(
    {"a", "b", "code", "em", "i", "s", "strong", "sub", "sup", "u", "mark", "del", "ins"}
)


def mobiledoc_html(document: Any, notes: list[str]) -> str:  # noqa: ANN401 - whatever is in the column
    """Return the HTML of a document; notes the cards that it has no words of.

    Raises what reading a document of another form raises: LookupError, TypeError and the like.
    """
    return "".join(_section(document, section, notes) for section in document["sections"])


def _section(document: Any, section: Sequence[Any], notes: list[str]) -> str:  # noqa: ANN401 - as above
    kind = section[0]
    if kind == MARKUP:
        name = section[1] if section[1] in SECTIONS else "p"
        name = "blockquote" if name == "aside" else name
        return f"<{name}>{_markers(document, section[2])}</{name}>\n"
    if kind == LIST:
        name = section[1] if section[1] in LISTS else "ul"
        points = "".join(f"<li>{_markers(document, point)}</li>" for point in section[2])
        return f"<{name}>{points}</{name}>\n"
    if kind == IMAGE:
        return card_html("image", {"src": section[1]}, notes)
    if kind == CARD:
        name, payload = document["cards"][section[1]]
        payload = payload if isinstance(payload, dict) else {}
        return GATED if is_gated(payload) else card_html(str(name), payload, notes)
    return ""


def _markers(document: Any, markers: Sequence[Any]) -> str:  # noqa: ANN401 - as above
    pieces: list[str] = []
    open_names: list[str] = []
    for kind, opened, closed, value in markers:
        for index in opened:
            name, start = _markup(document["markups"][index])
            open_names.append(name)
            pieces.append(start)
        pieces.append(escape(str(value), quote=False) if kind == TEXT else "<br>")
        pieces += (_end(open_names.pop()) for _ in range(min(closed, len(open_names))))
    return "".join([*pieces, *map(_end, reversed(open_names))])


def _markup(markup: Sequence[Any]) -> tuple[str, str]:
    """Return the name of a markup, empty for one that is none, and its start tag."""
    name = str(markup[0]).lower()
    if name not in MARKUPS:
        return "", ""
    given = list(markup[1]) if len(markup) > 1 else []
    href = dict(zip(given[::2], given[1::2], strict=False)).get("href")
    return name, f'<a href="{escape(str(href))}">' if name == "a" and href else f"<{name}>"


def _end(name: str) -> str:
    return f"</{name}>" if name else ""

"""Lexical, the format of Ghost's editor since version 5, as HTML.

https://lexical.dev/docs/concepts/nodes, and the nodes of Ghost's own in
https://github.com/TryGhost/Koenig, packages/kg-default-nodes.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from byline.importers.ghost.gates import GATED, is_gated
from byline.importers.ghost.payloads import card_html

# The bits of a text's format, the outermost element first.
FORMATS = {
    1: "strong", 2: "em", 4: "s", 8: "u", 16: "code", 32: "sub", 64: "sup", 128: "mark",
}  # fmt: skip
BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
}
SIGNS = {"linebreak": "<br>", "tab": " "}
TEXTS = frozenset({"text", "extended-text", "code-highlight"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
Node = dict[str, Any]


def lexical_html(document: Any, notes: list[str]) -> str:  # noqa: ANN401 - whatever is in the column
    """Return the HTML of a document; notes the cards that it has no words of.

    Raises what reading a document of another form raises: LookupError, TypeError and the like.
    """
    return _inside(document["root"], notes)


def _inside(node: Node, notes: list[str]) -> str:
    children = node.get("children") or ()
    return "".join(_html(child, notes) for child in children if isinstance(child, dict))


def _html(node: Node, notes: list[str]) -> str:
    kind = str(node.get("type", ""))
    if is_gated(node):
        return GATED
    if reader := READERS.get(kind):
        return reader(node, notes)
    if kind in TEXTS:
        return _text(node)
    if kind in BLOCKS:
        return _element(BLOCKS[kind], node, notes)
    if kind in SIGNS:
        return SIGNS[kind]
    if "children" in node:
        return _inside(node, notes)
    return card_html(kind, node, notes)


def _element(name: str, node: Node, notes: list[str]) -> str:
    inside = _inside(node, notes)
    return f"<{name}>{inside}</{name}>\n" if inside else ""


def _heading(node: Node, notes: list[str]) -> str:
    tag = node.get("tag")
    return _element(tag if tag in HEADINGS else "h2", node, notes)


def _list(node: Node, notes: list[str]) -> str:
    return _element("ol" if node.get("listType") == "number" else "ul", node, notes)


def _link(node: Node, notes: list[str]) -> str:
    return f'<a href="{escape(str(node.get("url", "")))}">{_inside(node, notes)}</a>'


def _text(node: Node) -> str:
    html = escape(str(node.get("text", "")), quote=False)
    given = node.get("format")
    for bit, name in reversed(FORMATS.items()):
        if isinstance(given, int) and given & bit:
            html = f"<{name}>{html}</{name}>"
    return html


READERS: dict[str, Callable[[Node, list[str]], str]] = {
    "heading": _heading,
    "extended-heading": _heading,
    "list": _list,
    "listitem": lambda node, notes: _element("li", node, notes),
    "link": _link,
    "autolink": _link,
}

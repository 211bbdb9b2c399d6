"""Texts that Ghost never rendered, out of the formats of its editors, or as plain text."""

import json
from html import escape
from typing import Any

from byline.importers.ghost.lexical import lexical_html
from byline.importers.ghost.mobiledoc import mobiledoc_html
from byline.importers.ghost.rows import Row, text


def read_unrendered(row: Row, notes: list[str]) -> str:
    """Return the body of a row of `posts` that has no HTML; notes where it came from."""
    for name, read in (("lexical", lexical_html), ("mobiledoc", mobiledoc_html)):
        written = text(row, name)
        if not written:
            continue
        try:
            html = read(_document(written), notes)
        except (RecursionError, ValueError, TypeError, AttributeError, LookupError):
            notes.append(f"its {name} cannot be read")
            continue
        if html.strip():
            notes.append(f"it has no HTML, and its text was taken from its {name}")
            return html
    if plain := text(row, "plaintext").strip():
        notes.append("it has no HTML, and its plain text was taken")
        return "\n".join(f"<p>{escape(block)}</p>" for block in plain.split("\n\n"))
    # Version 0 kept its own Markdown beside the HTML.
    notes.append("it has no text")
    return ""


def _document(written: str) -> Any:  # noqa: ANN401 - whatever is in the column
    return json.loads(written)

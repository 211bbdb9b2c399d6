"""Texts that Ghost never rendered, out of the formats of its editors, or as plain text."""

import json
from html import escape
from typing import Any

from byline.importers.ghost.lexical import lexical_html
from byline.importers.ghost.mobiledoc import mobiledoc_html
from byline.importers.ghost.rows import Row, text

MADE_HERE = "the export has its text only as Ghost's editor keeps it: look whether all is there"


def read_unrendered(row: Row, notes: list[str]) -> str:
    """Return the body of a row of `posts` that has no HTML; notes where it came from."""
    for name, read in (("lexical", lexical_html), ("mobiledoc", mobiledoc_html)):
        written = text(row, name)
        if not written:
            continue
        said: list[str] = []
        try:
            html = read(_document(written), said)
        except (RecursionError, ValueError, TypeError, AttributeError, LookupError):
            notes.append(f"what Ghost's editor kept of it cannot be read ({name})")
            continue
        if html.strip():
            notes += (MADE_HERE, *dict.fromkeys(said))
            return html
    if plain := text(row, "plaintext").strip():
        notes.append("the export has its text only without form: its paragraphs were taken")
        return "\n".join(f"<p>{escape(block)}</p>" for block in plain.split("\n\n"))
    # Version 0 kept its own Markdown beside the HTML.
    notes.append("it has no text")
    return ""


def _document(written: str) -> Any:  # noqa: ANN401 - whatever is in the column
    return json.loads(written)

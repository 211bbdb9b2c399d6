"""The notes of a post, which WordPress keeps beside its body."""

import json
from html import escape

NOTE_MARK = "data-fn="


def footnotes_section(meta: str) -> str:
    """Return the section of notes for a post's meta value `footnotes`, a JSON list."""
    notes = "".join(
        f'<li class="footnote-item" id="{escape(name)}"><p>{content}'
        f' <a class="footnote-backref" href="#{escape(name)}-link">↩︎</a></p></li>'
        for name, content in _read(meta)
    )
    if not notes:
        return ""
    return (
        '<hr class="footnotes-sep">\n<section class="footnotes">'
        f'<ol class="footnotes-list">{notes}</ol></section>'
    )


def _read(meta: str) -> list[tuple[str, str]]:
    """Return the id and the HTML of each note."""
    try:
        notes = json.loads(meta or "[]")
    except (ValueError, RecursionError):
        return []
    if not isinstance(notes, list):
        return []
    return [
        (str(note.get("id", "")), str(note.get("content", "")))
        for note in notes
        if isinstance(note, dict) and note.get("content")
    ]

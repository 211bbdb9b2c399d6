"""`[code]` and its like, whose text is shown as it is written."""

import re
from bisect import bisect_left
from collections import defaultdict
from html import escape

from byline.importers.html.tags import read_tags

# Those of the plugin SyntaxHighlighter; most name their language.
_LANGUAGES = (
    "as3", "bash", "c", "coldfusion", "cpp", "csharp", "css", "delphi", "diff", "erlang", "fsharp",
    "go", "groovy", "html", "java", "javafx", "javascript", "js", "latex", "matlab", "objc",
    "perl", "php", "plain", "powershell", "py", "python", "r", "rails", "ruby", "scala", "shell",
    "sql", "text", "vb", "xml", "yaml",
)  # fmt: skip
_NAMES = ("code", "sourcecode", "source", *_LANGUAGES)
_OPENING = re.compile(rf"(?<!\[)\[({'|'.join(_NAMES)})((?:\s[^\[\]]*+)?)\]", re.IGNORECASE)
_CLOSING = re.compile(rf"\[/({'|'.join(_NAMES)})\]", re.IGNORECASE)
_LANGUAGE = re.compile(r"\blang(?:uage)?=[\"']?([A-Za-z0-9_+#.-]{1,40})")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7});")
# The mark of a block: the two ends stand in different ones.
_BLOCK = re.compile(r"<!--\s*+/?wp:")
_VERBATIM = frozenset({"code", "pre"})


def expand_code(text: str) -> str:
    """Return a text with blocks of code in place of `[code]…[/code]` and its like."""
    if not _OPENING.search(text):
        return text
    shown = _verbatim_places(text)
    marks = [mark.start() for mark in _BLOCK.finditer(text)]
    ends = _closings(text)
    pieces: list[str] = []
    position = 0
    for opening in _OPENING.finditer(text):
        name = opening[1].lower()
        if opening.start() < position or opening.start() in shown:
            continue
        end = _first_from(ends[name], opening.end())
        # Without an end, or with one in another block.
        if end is None or (_first_from(marks, opening.end()) or len(text)) < end:
            continue
        code = text[opening.end() : end]
        pieces += (text[position : opening.start()], _block(name, opening[2], code))
        position = end + len(f"[/{name}]")
    return "".join((*pieces, text[position:]))


def _closings(text: str) -> dict[str, list[int]]:
    """Return where the ends of each name stand, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for closing in _CLOSING.finditer(text):
        places[closing[1].lower()].append(closing.start())
    return places


def _first_from(places: list[int], position: int) -> int | None:
    """Return the first of these places that is not before a position."""
    index = bisect_left(places, position)
    return places[index] if index < len(places) else None


class _Places:
    """Spans of a text, in order."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self.next = 0

    def __contains__(self, position: int) -> bool:
        """Say whether a position lies in a span; asked for in order."""
        while self.next < len(self.spans) and self.spans[self.next][1] <= position:
            self.next += 1
        return self.next < len(self.spans) and self.spans[self.next][0] <= position


def _verbatim_places(text: str) -> _Places:
    places = _Places()
    name, start = "", 0
    for tag in read_tags(text):
        if not name and tag.name in _VERBATIM and not tag.is_end:
            name, start = tag.name, tag.start
        elif name and tag.is_end and tag.name == name:
            places.spans.append((start, tag.end))
            name = ""
    return places


def _block(name: str, attributes: str, code: str) -> str:
    given = _LANGUAGE.search(attributes)
    language = given[1].lower() if given else name if name in _LANGUAGES else ""
    # Some editors keep the text with entities, others as it was typed.
    shown = code if _ENTITY.search(code) and "<" not in code else escape(code, quote=False)
    named = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{named}>{shown.strip(chr(10))}</code></pre>"

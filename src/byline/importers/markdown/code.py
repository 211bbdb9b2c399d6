"""Which parts of a Markdown text are code, and so name nothing, whatever they look like."""

import re
from collections import deque
from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.gfm import gfm_plugin

# What begins a part that holds no markup, and what ends it.
OPAQUE = {"<!--": "-->", "<script": "</script", "<style": "</style"}
OPAQUE_START = re.compile("|".join(OPAQUE), re.IGNORECASE)
BACKTICKS = re.compile(r"`+")
BLANK_LINES = re.compile(r"\n[ \t>]*\n")


def holds_scripts(text: str) -> bool:
    """Say whether a Markdown text brings scripts, which no post here can run."""
    return "<script" in text.lower() and (
        "<script" in _blank_code_spans(_blank_code_blocks(text)).lower()
    )


def without_code(text: str) -> str:
    """Return the text with spaces in place of code, comments, scripts and styles."""
    return _blank_code_spans(_blank_opaque(_blank_code_blocks(text)))


def _blank_code_blocks(text: str) -> str:
    lines = text.split("\n")
    for token in _blocks().parse(text):
        if token.type in ("fence", "code_block") and token.map:
            first, end = token.map
            lines[first:end] = [_blank(line) for line in lines[first:end]]
    return "\n".join(lines)


def _blank_opaque(text: str) -> str:
    """Blank comments, scripts and styles; one that never ends is left to be text."""
    # ASCII letters alone: others may change their length with their case.
    lower = re.sub("[A-Z]+", lambda match: match[0].lower(), text)
    parts: list[str] = []
    position = 0
    endless: set[str] = set()
    for match in OPAQUE_START.finditer(text):
        mark = match[0].lower()
        if match.start() < position or mark in endless:
            continue
        end = lower.find(OPAQUE[mark], match.end())
        if end < 0:
            endless.add(mark)
            continue
        parts += text[position : match.start()], _blank(text[match.start() : end])
        position = end
    return "".join(parts) + text[position:]


def _blank_code_spans(text: str) -> str:
    """Blank code inside paragraphs, which no span of it leaves."""
    blocks: list[str] = []
    position = 0
    for gap in BLANK_LINES.finditer(text):
        blocks += _blank_spans_of_block(text[position : gap.start()]), gap[0]
        position = gap.end()
    return "".join(blocks) + _blank_spans_of_block(text[position:])


def _blank_spans_of_block(block: str) -> str:
    """Blank what stands between two runs of equally many backticks."""
    runs = [match.span() for match in BACKTICKS.finditer(block)]
    closing: dict[int, deque[int]] = {}
    for index, (start, end) in enumerate(runs):
        closing.setdefault(end - start, deque()).append(index)
    parts: list[str] = []
    position = index = 0
    while index < len(runs):
        start, end = runs[index]
        same = closing[end - start]
        while same and same[0] <= index:
            same.popleft()
        if same:
            index = same[0]
            parts += block[position:start], _blank(block[start : runs[index][1]])
            position = runs[index][1]
        index += 1
    return "".join(parts) + block[position:]


def _blank(text: str) -> str:
    return "".join("\n" if character == "\n" else " " for character in text)


@cache
def _blocks() -> MarkdownIt:
    """Return a parser of blocks alone: what stands inside a paragraph stays text."""
    parser = MarkdownIt("commonmark").use(gfm_plugin).use(deflist_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser

"""The parts of a text that a generator shows as they are: they are dealt with before the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from byline.importers.markdown.shortcodes.pieces import as_html, fence

# Stands for a brace that opens no tag; a character that is in no text for anybody to read.
BRACE = "\ufdd0"

HUGO_ESCAPED = re.compile(r"\{\{([<%])/\*((?:[^*{]|\*(?!/))*+)\*/([%>])\}\}")
ZOLA_ESCAPED = re.compile(r"\{([{%])/\*((?:[^*{]|\*(?!/))*+)\*/([%}])\}")
RAW = re.compile(r"\{%-?\s*+raw\s*+-?%\}")
END_OF_RAW = re.compile(r"\{%-?\s*+endraw\s*+-?%\}")
FENCE = re.compile(
    r"^[ \t>]*+(?:[-*+][ \t]++|\d++[.)][ \t]++)?(`{3,}+|~{3,}+)([^\n]*+)", re.MULTILINE
)
CODE_BLOCK = re.compile(
    r"^([ \t>]*+)\{%-?\s*+(highlight|codeblock|code)(?![\w-])([^%\n]*+)-?%\}", re.MULTILINE
)
HUGO_CODE_BLOCK = re.compile(
    r"^([ \t>]*+)\{\{[<%]\s*+(highlight)(?![\w-])([^>%\n]*+)[>%]\}\}", re.MULTILINE
)
LANGUAGE = re.compile(r"(?:^|\s)lang:([\w+#.-]+)")


def protect(text: str) -> str:
    """Return the text with its braces as they are in no tag."""
    return text.replace("{", BRACE)


def restore(text: str) -> str:
    """Return the text as it is meant, once all tags are done."""
    return text.replace(BRACE, "{")


def show_escaped(text: str, generator: str) -> str:
    """Return the text with the tags in it that are there to be read, in the form they mean."""
    if generator == "hugo":
        return HUGO_ESCAPED.sub(lambda m: protect(f"{{{{{m[1]}{m[2]}{m[3]}}}}}"), text)
    if generator == "zola":
        return ZOLA_ESCAPED.sub(lambda m: protect(f"{{{m[1]}{m[2]}{m[3]}}}"), text)
    return _without_raw_marks(text)


def _without_raw_marks(text: str) -> str:
    """Take away `{% raw %}` and its end: they are alive in code too."""
    parts: list[str] = []
    position = 0
    while (start := RAW.search(text, position)) and (end := END_OF_RAW.search(text, start.end())):
        parts += text[position : start.start()], protect(text[start.end() : end.start()])
        position = end.end()
    return "".join(parts) + text[position:]


@dataclass(frozen=True)
class _CodeBlock:
    start: int
    end: int
    indent: str
    code: str
    language: str


def fence_code(text: str, generator: str, *, is_html: bool) -> str:
    """Return the text with fences for the tags that show code."""
    if generator == "zola":
        return text
    parts: list[str] = []
    position = 0
    for block in _code_blocks(text, generator):
        code = fence(block.code, block.language)
        shown = protect(as_html(code) if is_html else code.text)
        shown = shown.replace("\n", f"\n{block.indent}")
        parts += text[position : block.start], f"{block.indent}{shown}\n"
        position = block.end
    return "".join(parts) + text[position:]


def _code_blocks(text: str, generator: str) -> Iterator[_CodeBlock]:
    """Yield what stands between tags of code, those outside fences."""
    opening = HUGO_CODE_BLOCK if generator == "hugo" else CODE_BLOCK
    position, endless = 0, set()
    while start := opening.search(text, position):
        if (behind := _end_of_fences(text, position, start.start())) > start.start():
            position = behind
            continue
        position = start.end()
        name = start[2]
        end = None if name in endless else _end_tag(name, generator).search(text, position)
        if end is None:
            endless.add(name)
            continue
        code = text[position : end.start()]
        indent = start[1]
        if indent:
            code = "\n".join(line.removeprefix(indent) for line in code.split("\n"))
        yield _CodeBlock(start.start(), end.end(), indent, code, _language(name, start[3]))
        position = end.end()


def _end_of_fences(text: str, position: int, until: int) -> int:
    """Return where the fence ends in which `until` stands; anything before it where in none."""
    while (fence_start := FENCE.search(text, position, until)) is not None:
        mark = fence_start[1]
        closing = re.compile(rf"^[ \t>]*+{mark}[{mark[0]}]*+[ \t]*+$", re.MULTILINE)
        end = closing.search(text, fence_start.end())
        if end is None:
            return len(text)
        position = end.end()
        if position > until:
            return position
    return until


def _end_tag(name: str, generator: str) -> re.Pattern[str]:
    if generator == "hugo":
        return re.compile(rf"\{{\{{[<%]\s*+/\s*+{name}\s*+[>%]\}}\}}")
    return re.compile(rf"\{{%-?\s*+end{name}\s*+-?%\}}")


def _language(name: str, arguments: str) -> str:
    if name == "highlight":
        first = arguments.replace('"', " ").replace(",", " ").split()
        return first[0] if first else ""
    match = LANGUAGE.search(arguments)
    return match[1] if match else ""

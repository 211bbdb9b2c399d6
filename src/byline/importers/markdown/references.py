"""Where a Markdown text names addresses: links, pictures, definitions and raw HTML, not code.

Only their places are found and only they are replaced, so that the rest of the text stays as its
author wrote it, to the character.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from byline.importers.markdown.code import without_code

Form = Literal["markdown", "autolink", "html"]

# CommonMark's reference implementation nests brackets in a destination this deep.
MAX_BRACKET_DEPTH = 32

# None of these can match the same text in two ways, so none of them backtracks far.
DEFINITION = re.compile(r"^[ \t>]{0,12}\[(?!\^)[^\[\]\n]+\]:[ \t]*+\n?[ \t]*+(?=\S)", re.MULTILINE)
AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
TAG = re.compile(r"<(?:a|area|audio|img|source|track|video)\s[^<>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""(?<![\w-])(href|poster|src|srcset)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
CANDIDATE = re.compile(r"[^\s,][^\s]*")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"([\\`*_\[\]<>])")


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a text: its place there, as it is meant, and how it is written."""

    start: int
    end: int
    target: str
    form: Form


def find_references(text: str) -> list[Reference]:
    """Return the addresses that a Markdown text names, in its order."""
    markup = without_code(text)
    found = [
        *_inline_links(markup),
        *_definitions(markup),
        *_autolinks(markup),
        *_attributes(markup),
    ]
    ordered: list[Reference] = []
    for reference in sorted(found, key=lambda one: (one.start, -one.end)):
        if reference.start < reference.end and (not ordered or reference.start >= ordered[-1].end):
            ordered.append(reference)
    return ordered


def replace_references(text: str, new_addresses: Mapping[str, str]) -> str:
    """Return the text with new addresses, percent-encoded, for those of the old that have one."""
    if not new_addresses:
        return text
    parts: list[str] = []
    position = 0
    for reference in find_references(text):
        if reference.target in new_addresses:
            parts += (
                text[position : reference.start],
                _written(reference, new_addresses[reference.target]),
            )
            position = reference.end
    return "".join(parts) + text[position:]


def _written(reference: Reference, address: str) -> str:
    if reference.form == "html":
        return html.escape(address)
    if reference.form == "autolink":
        # It shows the address it leads to; the new one would say nothing to a reader.
        shown = EMPHASIS.sub(r"\\\1", reference.target)
        return f"[{shown}]({address})"
    return address


def _inline_links(markup: str) -> Iterator[Reference]:
    position = markup.find("](")
    while position >= 0:
        start = _skip_space(markup, position + 2)
        if not _is_escaped(markup, position):
            yield _destination(markup, start)
        position = markup.find("](", position + 2)


def _definitions(markup: str) -> Iterator[Reference]:
    for match in DEFINITION.finditer(markup):
        yield _destination(markup, match.end())


def _autolinks(markup: str) -> Iterator[Reference]:
    for match in AUTOLINK.finditer(markup):
        yield Reference(match.start(), match.end(), match[1], "autolink")


def _attributes(markup: str) -> Iterator[Reference]:
    for tag in TAG.finditer(markup):
        for match in ATTRIBUTE.finditer(markup, tag.start(), tag.end()):
            group = next(number for number in (2, 3, 4) if match[number] is not None)
            start, end = match.span(group)
            if match[1].lower() != "srcset":
                yield Reference(start, end, html.unescape(match[group]).strip(), "html")
                continue
            for candidate in _srcset(match[group]):
                yield Reference(
                    start + candidate.start(),
                    start + candidate.start() + len(candidate[0].rstrip(",")),
                    html.unescape(candidate[0].rstrip(",")),
                    "html",
                )


def _srcset(value: str) -> Iterator[re.Match[str]]:
    """Yield the addresses of a `srcset`: what stands first in it, or after a comma."""
    after_comma = True
    for match in CANDIDATE.finditer(value):
        if after_comma:
            yield match
        after_comma = match[0].endswith(",")


def _destination(markup: str, start: int) -> Reference:
    """Read the destination of a link: in angle brackets, or up to a space or closing bracket."""
    if markup.startswith("<", start):
        end = start + 1
        while end < len(markup) and markup[end] not in "<>\n":
            end += 2 if markup[end] == "\\" else 1
        return Reference(start, end + 1, _unescape(markup[start + 1 : end]), "markdown")
    depth = 0
    end = start
    while end < len(markup) and markup[end] > " " and depth <= MAX_BRACKET_DEPTH:
        if markup[end] == "(":
            depth += 1
        elif markup[end] == ")":
            depth -= 1
            if depth < 0:
                break
        end += 2 if markup[end] == "\\" else 1
    end = min(end, len(markup))
    return Reference(start, end, _unescape(markup[start:end]), "markdown")


def _unescape(destination: str) -> str:
    return html.unescape(ESCAPED.sub(r"\1", destination))


def _is_escaped(markup: str, position: int) -> bool:
    first = position
    while first and markup[first - 1] == "\\":
        first -= 1
    return (position - first) % 2 == 1


def _skip_space(markup: str, position: int) -> int:
    while position < len(markup) and markup[position] in " \t\n":
        position += 1
    return position

"""What stands between the marks of a shortcode: its name and its arguments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Beyond this it is no shortcode but text between two marks that have nothing to do with each other.
MAX_TAG_CHARS = 4_000

NAME = re.compile(r"\s*+(/?)\s*+([^\W\d][\w./-]*+)")
ARGUMENT = re.compile(
    r"""(?:([A-Za-z_][\w-]*+)\s*+=\s*+)?"""
    r"""(?:"((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|`([^`]*+)`|([^\s"'`,()]++))""",
    re.DOTALL,
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """How a generator writes its tags: what opens one, and what closes it."""

    opening: str
    closing: str
    # What has no arguments in parentheses is text.
    is_call: bool = False
    # Shows the value of an expression, which is all there is in it.
    is_output: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag in a text, from `start` to `end`."""

    start: int
    end: int
    mark: Mark
    name: str
    # What stands behind the name, as it is written.
    rest: str
    # `{{< /name >}}`
    is_closing: bool = False
    positional: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)
    # What stands between it and its end, done; None for one without end.
    inner: str | None = None

    def get(self, *names: str, position: int | None = None) -> str:
        """Return the first of the named arguments that is given, or the one at a position."""
        for name in names:
            if value := self.named.get(name):
                return value
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return ""


def find_tags(text: str, markup: str, marks: tuple[Mark, ...]) -> list[Tag]:
    """Return the tags of a text in their order, none within another.

    `markup` is the text with blanks for what holds none.
    """
    tags = sorted(
        (tag for mark in marks for tag in _tags_of(text, markup, mark)), key=lambda tag: tag.start
    )
    apart: list[Tag] = []
    for tag in tags:
        if not apart or tag.start >= apart[-1].end:
            apart.append(tag)
    return apart


def _tags_of(text: str, markup: str, mark: Mark) -> Iterator[Tag]:
    start, closing = markup.find(mark.opening), -1
    while start >= 0:
        inside = start + len(mark.opening)
        if closing < inside:
            closing = markup.find(mark.closing, inside)
        if closing < 0:
            return
        end = start + 1
        if closing - inside <= MAX_TAG_CHARS and (tag := _read(text, start, closing, mark)):
            yield tag
            end = tag.end
        start = markup.find(mark.opening, end)


def _read(text: str, start: int, closing: int, mark: Mark) -> Tag | None:
    inside = text[start + len(mark.opening) : closing].removeprefix("-").removesuffix("-")
    if mark.opening in inside:
        return None
    end = closing + len(mark.closing)
    if mark.is_output:
        name = inside.partition("|")[0].strip()
        return Tag(start, end, mark, name, inside.strip()) if name else None
    match = NAME.match(inside)
    if match is None:
        return None
    rest = inside[match.end() :].strip()
    if mark.is_call and match[2] != "end" and not rest.startswith("("):
        return None
    positional, named = _arguments(rest.removesuffix("/"))
    return Tag(start, end, mark, match[2], rest, bool(match[1]), tuple(positional), named)


def _arguments(rest: str) -> tuple[list[str], dict[str, str]]:
    positional: list[str] = []
    named: dict[str, str] = {}
    for match in ARGUMENT.finditer(rest):
        name, double, single, raw, bare = match.groups()
        quoted = double if double is not None else single
        value = ESCAPED.sub(r"\1", quoted) if quoted is not None else (raw or bare or "")
        if name:
            named[name.lower()] = value
        else:
            positional.append(value)
    return positional, named

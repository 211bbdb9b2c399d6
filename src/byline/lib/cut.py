"""Summaries: the beginning of a body, cut in its tree so that no markup breaks."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import takewhile

from bs4 import NavigableString, Tag

from byline.lib.limits import MAX_SUMMARY_CHARS
from byline.lib.plain import INLINE, collapse_spaces, is_unread
from byline.lib.text import grapheme_start, is_word_end

ELLIPSIS = "…"
# What is longer is cut inside.
MAX_WORD_CHARS = 100
# Marks count too. What an author writes comes nowhere near; MySQL's TEXT holds four times as much.
MAX_SUMMARY_BYTES = 16 * 2**10
KEPT = frozenset(
    {
        "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
        "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var",
    }
)  # fmt: skip
# Both are short once they are clean.
_KEPT_ATTRIBUTES = ("dir", "lang")
# What a summary leaves out, unless there is nothing else.
_LEFT_OUT = frozenset(
    {"audio", "figure", "h2", "h3", "h4", "h5", "h6", "pre", "section", "table", "video"}
)
_NEVER_READ = frozenset({"audio", "video"})

# A piece of text and the kept elements around it, the outermost first.
Run = tuple[str, tuple[Tag, ...]]


def summarize(body: Tag, *, max_chars: int = MAX_SUMMARY_CHARS) -> str:
    """Return the first `max_chars` characters of a cleaned tree as HTML for the inside of a line.

    Blocks are joined by spaces, links lose their address; pictures, headings, tables, code blocks
    and footnotes are left out. It ends on a word, with "…" where something was cut.
    """
    return _cut(body, max_chars, _LEFT_OUT) or _cut(body, max_chars, _NEVER_READ)


def _cut(body: Tag, max_chars: int, left_out: frozenset[str]) -> str:
    runs = _enough(_collapsed(_runs(body, (), left_out)), max_chars)
    text = "".join(piece for piece, _ in runs)
    end = len(text.rstrip())
    if end <= max_chars:
        return _write(runs, end)
    return _write(runs, _last_word_end(text, max_chars - len(ELLIPSIS))) + ELLIPSIS


def _runs(parent: Tag, around: tuple[Tag, ...], left_out: frozenset[str]) -> Iterator[Run]:
    for child in parent.children:
        if isinstance(child, NavigableString):
            yield str(child), around
        elif isinstance(child, Tag) and child.name not in left_out and not is_unread(child):
            if child.name in INLINE:
                inside = (*around, child) if _is_kept(child) else around
                yield from _runs(child, inside, left_out)
            else:
                yield " ", ()
                yield from _runs(child, around, left_out)
                yield " ", ()


def _is_kept(tag: Tag) -> bool:
    return tag.name in KEPT and (tag.name != "span" or tag.has_attr("lang") or tag.has_attr("dir"))


def _collapsed(runs: Iterable[Run]) -> Iterator[Run]:
    """Leave one space between words, whichever elements they stand in."""
    after_space = True
    for text, around in runs:
        collapsed = collapse_spaces(text)
        if after_space:
            collapsed = collapsed.lstrip(" ")
        if collapsed:
            after_space = collapsed.endswith(" ")
            yield collapsed, around


def _enough(runs: Iterable[Run], max_chars: int) -> list[Run]:
    """Take runs until they are longer than `max_chars`, so that a long body costs no more."""
    taken: list[Run] = []
    length = 0
    for text, around in runs:
        taken.append((text, around))
        length += len(text)
        # A space at the end may be followed by nothing.
        if length > max_chars + 1:
            break
    return taken


def _last_word_end(text: str, max_chars: int) -> int:
    """Return where to cut `text`, at or before `max_chars`."""
    for end in range(max_chars, max(max_chars - MAX_WORD_CHARS, 0), -1):
        if is_word_end(text, end):
            return len(text[:end].rstrip(" ,;:"))
    return grapheme_start(text, max_chars)


def _write(runs: list[Run], length: int) -> str:
    """Return the first `length` characters of the runs as HTML, bare where the marks take over."""
    marked = _write_marked(runs, length)
    if len(marked.encode()) <= MAX_SUMMARY_BYTES:
        return marked
    return escape("".join(text for text, _ in runs)[:length], quote=False)


def _write_marked(runs: list[Run], length: int) -> str:
    pieces: list[str] = []
    open_tags: tuple[Tag, ...] = ()
    for text, around in runs:
        if length <= 0:
            break
        pieces += _change(open_tags, around)
        pieces.append(escape(text[:length], quote=False))
        open_tags = around
        length -= len(text)
    pieces += _change(open_tags, ())
    return "".join(pieces)


def _change(old: tuple[Tag, ...], new: tuple[Tag, ...]) -> Iterator[str]:
    """Close what is open and not wanted, then open what is wanted and not open."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(old, new, strict=False)))
    yield from (f"</{tag.name}>" for tag in reversed(old[same:]))
    yield from (_start(tag) for tag in new[same:])


def _start(tag: Tag) -> str:
    attributes = "".join(
        f' {name}="{escape(str(tag[name]))}"' for name in _KEPT_ATTRIBUTES if tag.has_attr(name)
    )
    return f"<{tag.name}{attributes}>"

"""Shortcodes in a text: what is known becomes Markdown, what is not is left out and named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from byline.importers.markdown.code import without_code
from byline.importers.markdown.config import Generator
from byline.importers.markdown.shortcodes import hexo, hugo, jekyll, zola
from byline.importers.markdown.shortcodes.kramdown import without_attributes
from byline.importers.markdown.shortcodes.pieces import Block, Piece, as_html
from byline.importers.markdown.shortcodes.site import Site
from byline.importers.markdown.shortcodes.tags import Mark, Tag, find_tags
from byline.importers.markdown.shortcodes.verbatim import fence_code, restore, show_escaped
from byline.importers.text import one_line

# Pairs within pairs; the marks of those that are deeper go, what stands in them stays.
MAX_DEPTH = 20
# How much of the line in front of a tag says whether it stands alone there.
MAX_INDENT_CHARS = 200
MAX_NAME_CHARS = 40

Handler = Callable[[Tag], Piece]

_TABLES: Mapping[Generator, Mapping[str, Handler]] = {
    "hugo": hugo.HANDLERS,
    "jekyll": jekyll.HANDLERS,
    "zola": zola.HANDLERS,
    "hexo": hexo.HANDLERS,
}
_MARKS: Mapping[Generator, tuple[Mark, ...]] = {
    "hugo": (Mark("{{<", ">}}"), Mark("{{%", "%}}")),
    "jekyll": (Mark("{%", "%}"), Mark("{{", "}}", is_output=True)),
    "zola": (Mark("{%", "%}", is_call=True), Mark("{{", "}}", is_call=True)),
    "hexo": (Mark("{%", "%}"),),
}


@dataclass(frozen=True)
class Expanded:
    """A text without shortcodes, and the names of those that were left out, each once."""

    text: str
    left_out: tuple[str, ...] = ()


@dataclass
class _Frame:
    """What stands between a tag and its end, as it is put together; None at the text's top."""

    tag: Tag | None
    parts: list[str] = field(default_factory=list)


def expand(
    text: str, generator: Generator | None, site: Site, *, is_html: bool = False
) -> Expanded:
    """Return the text with Markdown for the shortcodes that its generator would have filled in.

    One in HTML has HTML for them.
    """
    if generator is None or not ("{{" in text or "{%" in text or "{:" in text):
        return Expanded(text)
    text = fence_code(show_escaped(text, generator), generator, is_html=is_html)
    if generator == "jekyll" and not is_html and "{:" in text:
        text = without_attributes(text, without_code(text))
    markup = text if is_html else without_code(text)
    tags = find_tags(text, markup, _MARKS[generator])
    if not tags:
        return Expanded(restore(text))
    builder = _Builder(text, _TABLES[generator], site, is_html=is_html)
    return Expanded(restore(builder.build(tags)), tuple(builder.left_out))


class _Builder:
    """Puts a text together anew, from what stands between its tags and what they become."""

    def __init__(
        self, text: str, handlers: Mapping[str, Handler], site: Site, *, is_html: bool
    ) -> None:
        self.text = text
        self.is_html = is_html
        self.handlers = handlers
        self.site = site
        self.left_out: dict[str, None] = {}
        self.frames = [_Frame(None)]

    def build(self, tags: Sequence[Tag]) -> str:
        ends = _find_ends(tags)
        closing = {end: start for start, end in ends.items()}
        opened: set[int] = set()
        position = 0
        for index, tag in enumerate(tags):
            self._add(self.text[position : tag.start])
            position = tag.end
            if index in closing:
                if closing[index] in opened:
                    frame = self.frames.pop()
                    self._put(tag if frame.tag is None else frame.tag, "".join(frame.parts))
            elif index in ends and len(self.frames) <= MAX_DEPTH:
                opened.add(index)
                self.frames.append(_Frame(tag))
            elif _closed_name(tag) is None:
                self._put(tag, None)
        self._add(self.text[position:])
        return "".join(self.frames[0].parts)

    def _add(self, text: str) -> None:
        self.frames[-1].parts.append(text)

    def _put(self, tag: Tag, inner: str | None) -> None:
        piece = self._piece(replace(tag, inner=inner))
        if piece is None:
            self.left_out[_shown_name(tag)] = None
            is_program = tag.mark.opening == "{%" and tag.name in jekyll.PROGRAMS
            self._add("" if is_program else inner or "")
        elif self.is_html:
            self._add(as_html(piece))
        elif isinstance(piece, Block):
            self._add(self._placed(tag, piece.text))
        else:
            self._add(piece)

    def _piece(self, tag: Tag) -> Piece:
        if tag.mark.is_output:
            return jekyll.show_value(tag, self.site)
        handler = self.handlers.get(tag.name.lower())
        return handler(tag) if handler else None

    def _placed(self, tag: Tag, block: str) -> str:
        """Return a block as it stands where its tag stood: on lines of its own, as far in."""
        start = max(0, tag.start - MAX_INDENT_CHARS)
        start = max(start, self.text.rfind("\n", start, tag.start) + 1)
        before = self.text[start : tag.start]
        if before.strip(" \t>"):
            # Behind other text, or behind the mark of a list.
            return f"\n\n{block}\n\n" if "\n" in block else block
        indented = block.replace("\n", f"\n{before}")
        return f"{indented}\n{before.rstrip()}\n{before}"


def _shown_name(tag: Tag) -> str:
    """Return what the report calls a tag; includes are told by their files."""
    name = f"{tag.name} {tag.get(position=0)}" if tag.name.startswith("include") else tag.name
    return one_line(name)[:MAX_NAME_CHARS]


def _find_ends(tags: Sequence[Tag]) -> dict[int, int]:
    """Return the indexes of the tags that end others, by those of the others."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    waiting: dict[str, int] = {}
    for index, tag in enumerate(tags):
        name = _closed_name(tag)
        if name is None:
            if not (tag.mark.is_output or (tag.mark.is_call and tag.mark.opening == "{{")):
                opened.append(index)
                waiting[tag.name] = waiting.get(tag.name, 0) + 1
            continue
        while opened and (name == "" or waiting.get(name)):
            last = opened.pop()
            waiting[tags[last].name] -= 1
            if name in ("", tags[last].name):
                ends[last] = index
                break
    return ends


def _closed_name(tag: Tag) -> str | None:
    """Return the name of what a tag ends, empty for whatever is open, None where it ends nothing.

    Hugo has a slash in front of it, Zola the word alone, the others the word in front of the name.
    """
    if tag.is_closing:
        return tag.name
    if tag.mark.opening == "{%" and tag.name.startswith("end"):
        return tag.name.removeprefix("end")
    return None

"""Shortcodes become what they stand for."""

from collections import Counter
from dataclasses import dataclass

from byline.importers.wordpress.content.shortcodes.code import expand_code
from byline.importers.wordpress.content.shortcodes.known import CORE, KNOWN, Context
from byline.importers.wordpress.content.shortcodes.tokens import (
    Shortcode,
    closing_names,
    read_shortcodes,
)

# Pairs deeper in each other than this leave what stands in them and nothing else.
MAX_DEPTH = 20


@dataclass(frozen=True)
class _Open:
    """A shortcode that waits for its end, and where in the output it stands."""

    shortcode: Shortcode
    place: int


def expand_shortcodes(text: str, context: Context) -> str:
    """Return a text with what its shortcodes stand for, none of them left in it.

    Those that nobody knows go; what they enclose stays.
    """
    if "[" not in text:
        return text
    text = expand_code(text)
    return _Expansion(text, context).run()


class _Expansion:
    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context
        self.pieces = list(read_shortcodes(text))
        # Ends that are still to come, by name.
        self.ends = closing_names(self.pieces)
        self.written: list[str] = []
        self.stack: list[_Open] = []
        self.waiting: Counter[str] = Counter()

    def run(self) -> str:
        for piece in self.pieces:
            if isinstance(piece, str):
                self.written.append(piece)
            else:
                self.take(piece)
        while self.stack:
            self.pop_alone()
        return "".join(self.written)

    def take(self, shortcode: Shortcode) -> None:
        self.ends[shortcode.name] -= shortcode.is_end
        is_known = self.is_known(shortcode)
        # Behind a link of Markdown its address follows in brackets.
        is_link = self.text[shortcode.end : shortcode.end + 1] == "("
        if is_link or not (is_known or shortcode.looks_like_one(self.ends)):
            self.written.append(shortcode.written)
        elif shortcode.is_escaped:
            self.written.append(shortcode.written[1:-1])
        elif shortcode.is_half_escaped:
            self.take_half(shortcode)
        elif shortcode.is_end:
            self.end(shortcode, is_known=is_known)
        else:
            self.begin(shortcode)

    def is_known(self, shortcode: Shortcode) -> bool:
        says_more = shortcode.raw_attributes or shortcode.is_end or self.ends[shortcode.name] > 0
        return shortcode.name in CORE or (shortcode.name in KNOWN and bool(says_more))

    def take_half(self, shortcode: Shortcode) -> None:
        """Show `[[name]` and `[/name]]`, the ends of an escaped pair, with one bracket each."""
        text = shortcode.written
        self.written.append(text[1:] if text.startswith("[[") else text[:-1])

    def begin(self, shortcode: Shortcode) -> None:
        self.stack.append(_Open(shortcode, len(self.written)))
        self.waiting[shortcode.name] += 1
        self.written.append("")
        if shortcode.closes_itself or self.ends[shortcode.name] <= 0:
            self.pop_alone()

    def end(self, shortcode: Shortcode, *, is_known: bool) -> None:
        if not self.waiting[shortcode.name]:
            self.written.append("" if is_known else shortcode.written)
            return
        while self.stack[-1].shortcode.name != shortcode.name:
            self.pop_alone()
        begun = self.pop()
        name = shortcode.name
        expand = KNOWN.get(name)
        if expand is None or len(self.stack) > MAX_DEPTH:
            self.context.notes.shortcodes_taken_off[f"[{name}]"] = None
            return
        content = "".join(self.written[begun.place :])
        del self.written[begun.place :]
        self.written.append(expand(begun.shortcode.attributes(), content, self.context))

    def pop(self) -> _Open:
        begun = self.stack.pop()
        self.waiting[begun.shortcode.name] -= 1
        return begun

    def pop_alone(self) -> None:
        """Write what the last open shortcode is without an end."""
        begun = self.pop()
        name = begun.shortcode.name
        if expand := KNOWN.get(name):
            html = expand(begun.shortcode.attributes(), "", self.context)
        elif begun.shortcode.looks_like_one({}):
            html = ""
            self.context.notes.shortcodes_left_out[f"[{name}]"] = None
        else:
            html = begun.shortcode.written
        self.written[begun.place] = html

"""The text of a body without its markup: for search, feeds and the API."""

import re

from bs4 import NavigableString, Tag

# Whose text stands in the same line as what is around them.
INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
        "kbd", "mark", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "small",
        "source", "span", "strong", "sub", "sup", "time", "track", "u", "var", "wbr",
    }
)  # fmt: skip
# The words in a player are for browsers that cannot play it.
_UNREAD = frozenset({"audio", "video"})
_UNREAD_CLASSES = frozenset({"footnote-backref", "footnote-ref", "remote-file"})
_ENDS = {
    **dict.fromkeys(("br", "dd", "dt", "li", "tr"), "\n"),
    **dict.fromkeys(("td", "th"), "\t"),
    **dict.fromkeys(("tbody", "tfoot", "thead"), ""),
}

_SPACES = re.compile("[ \t\n\f\xa0]+")
_BLANK_LINES = re.compile("\n{3,}")


def plain_text(body: Tag) -> str:
    """Return the text of a cleaned tree, blocks separated by an empty line.

    The marks of footnotes are left out: "[1]" means nothing without its link. So is what stands
    for a picture, as its alternative text is where the picture is shown.
    """
    pieces: list[str] = []
    _collect(body, pieces, preformatted=False)
    lines = "".join(pieces).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def is_unread(tag: Tag) -> bool:
    """Tell whether `tag` marks a footnote, leads back from it, or stands for a remote picture."""
    return not _UNREAD_CLASSES.isdisjoint(str(tag.get("class", "")).split())


def collapse_spaces(text: str) -> str:
    """Return `text` with one space for each run of white space, as a browser shows it."""
    return _SPACES.sub(" ", text)


def _collect(parent: Tag, pieces: list[str], *, preformatted: bool) -> None:
    for child in parent.children:
        if isinstance(child, Tag):
            _collect_element(child, pieces, preformatted=preformatted)
        elif isinstance(child, NavigableString):
            text = str(child) if preformatted else collapse_spaces(child)
            begins_line = not pieces or pieces[-1].endswith(("\n", "\t"))
            if begins_line and not preformatted:
                text = text.lstrip(" ")
            if text:
                pieces.append(text)


def _collect_element(tag: Tag, pieces: list[str], *, preformatted: bool) -> None:
    if tag.name in _UNREAD or is_unread(tag):
        return
    end = "" if tag.name in INLINE else _ENDS.get(tag.name, "\n\n")
    if end == "\n\n":
        pieces.append(end)
    _collect(tag, pieces, preformatted=preformatted or tag.name == "pre")
    if end:
        pieces.append(end)

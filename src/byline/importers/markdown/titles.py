"""The title of a post: given, or its first heading, or its file's name."""

import re
from pathlib import PurePosixPath

from byline.importers.markdown.addresses import INDEX_NAME
from byline.importers.markdown.code import without_code
from byline.importers.markdown.dates import without_date
from byline.importers.markdown.fields import Fields, cut_title

FIRST_HEADING = re.compile(r"\s*+#[ \t]++([^\n]*+)")
ANY_HEADING = re.compile(r"^#{1,6}[ \t]++([^\n]*+)", re.MULTILINE)
UNDERLINED_HEADING = re.compile(r"\s*+([^\n]++)\n=++[ \t]*+(?=\n|\Z)")
NUMBERED_NAME = re.compile(r"@\d+$")


def find_title(fields: Fields, body: str, name: PurePosixPath) -> str:
    """Return the title of a post, with a note where the file gives none."""
    given = cut_title(fields.title, fields.notes)
    if given:
        return given
    heading = first_heading(body) or ANY_HEADING.search(without_code(body))
    title = cut_title(_without_closing(heading[1]), fields.notes) if heading else ""
    if title:
        fields.notes.append("no title was given; its first heading was taken")
        return title
    fields.notes.append("no title was given; the file's name was taken")
    words = plain_name(name).replace("-", " ").replace("_", " ").strip()
    return cut_title(words[:1].upper() + words[1:], []) or "Untitled"


def first_heading(body: str) -> re.Match[str] | None:
    """Return the heading that a text begins with."""
    return FIRST_HEADING.match(body) or UNDERLINED_HEADING.match(body)


def plain_name(name: PurePosixPath) -> str:
    """Return a file's name without its ending, its date and its number, or its folder's."""
    stem = name.parent.name if name.stem == INDEX_NAME and name.parent.name else name.stem
    return without_date(NUMBERED_NAME.sub("", stem))


def _without_closing(heading: str) -> str:
    """Return a heading's text without the `#`s that may close it."""
    before, _, last = heading.rstrip().rpartition(" ")
    return before if last and not last.strip("#") else heading

"""Turns what old pages hold into what a body may hold, in the tree of HTML that nh3 has written.

Frames of video hosts become links that a script may turn into a player, `align` becomes a class,
tables get a box to scroll in, pictures their sizes. Nothing here is trusted: what comes out is
cleaned again. Reshaping twice changes nothing.
"""

from collections.abc import Callable

from bs4 import Tag

from byline.lib.reshape.alignment import take_alignment
from byline.lib.reshape.blocks import (
    drop_blank,
    reshape_code_block,
    reshape_div,
    reshape_progress,
    reshape_span,
    reshape_task_box,
)
from byline.lib.reshape.frames import reshape_figure, reshape_frame
from byline.lib.reshape.ids import settle_ids
from byline.lib.reshape.links import reshape_link
from byline.lib.reshape.pictures import (
    PictureSize,
    reshape_image,
    reshape_picture,
    reshape_player,
    reshape_source,
)
from byline.lib.reshape.remote import frame_remote_files
from byline.lib.reshape.tables import reshape_header_cell, reshape_table

__all__ = ["RESHAPED_ATTRIBUTES", "RESHAPED_ELEMENTS", "PictureSize", "reshape"]

# Deeper elements are taken off their text.
MAX_DEPTH = 100

# Inside an article these would be landmarks of the whole page, or belong to a form.
_TO_DIV = frozenset(
    {
        "address", "article", "aside", "center", "dialog", "fieldset", "footer", "form", "header",
        "hgroup", "legend", "main", "nav",
    }
)  # fmt: skip
_RENAMED = {
    "acronym": "abbr",
    "dir": "ul",
    "h1": "h2",  # the title of the post is the one heading of that rank
    "listing": "pre",
    "menu": "ul",
    "strike": "s",
    "tt": "code",
    **dict.fromkeys(_TO_DIV, "div"),
}
_FRAMES = frozenset({"embed", "iframe"})

# What must come through the first cleaning, beside what is allowed, to be reshaped.
RESHAPED_ELEMENTS = frozenset({*_RENAMED, *_FRAMES, "input"})
RESHAPED_ATTRIBUTES = {
    "*": {"align", "style"},
    "a": {"name"},
    "embed": {"src"},
    "iframe": {"src"},
    "input": {"checked", "type"},
}

_BY_NAME: dict[str, Callable[[Tag], None]] = {
    "a": reshape_link,
    "audio": reshape_player,
    "div": reshape_div,
    "embed": reshape_frame,
    "figure": reshape_figure,
    "iframe": reshape_frame,
    "input": reshape_task_box,
    "picture": reshape_picture,
    "pre": reshape_code_block,
    "progress": reshape_progress,
    "source": reshape_source,
    "span": reshape_span,
    "table": reshape_table,
    "th": reshape_header_cell,
    "track": reshape_source,
    "video": reshape_player,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "p"), drop_blank),
}


def reshape(body: Tag, picture_size: PictureSize | None) -> None:
    """Change the tree under `body` in place."""
    tags = [tag for tag in body.find_all(True) if isinstance(tag, Tag)]
    _flatten(body, tags)
    settle_ids(tags)
    # From the last to the first: what an element holds is settled before the element.
    for tag in reversed(tags):
        if tag.parent is not None:
            _reshape_one(tag, picture_size)
    frame_remote_files(body)


def _reshape_one(tag: Tag, picture_size: PictureSize | None) -> None:
    take_alignment(tag)
    tag.name = _RENAMED.get(tag.name, tag.name)
    if tag.name == "img":
        reshape_image(tag, picture_size)
    elif reshape_by_name := _BY_NAME.get(tag.name):
        reshape_by_name(tag)


def _flatten(body: Tag, tags: list[Tag]) -> None:
    """Take off the elements below MAX_DEPTH; the other functions here may recurse."""
    depths = {id(body): 0}
    for tag in tags:
        depth = depths[id(tag)] = depths[id(tag.parent)] + 1
        if depth > MAX_DEPTH:
            tag.insert_after(" ")
            tag.unwrap()
            depths[id(tag)] = MAX_DEPTH

"""Pictures, sound and film."""

from collections.abc import Callable

from bs4 import Tag

# Width and height in pixels of the picture at an address, None where unknown.
PictureSize = Callable[[str], tuple[int, int] | None]

_HOLDERS_OF_SOURCES = frozenset({"audio", "picture", "video"})


def reshape_image(tag: Tag, picture_size: PictureSize | None) -> None:
    """Give a picture an `alt`, late loading, and the sizes that keep the text from jumping."""
    source = str(tag.get("src", "")).strip()
    if not source:
        # Its address was not allowed: the words for it are what can stay.
        tag.replace_with(str(tag.get("alt", "")))
        return
    tag["alt"] = tag.get("alt", tag.get("title", ""))
    size = picture_size(source) if picture_size else None
    if size:
        _set_size(tag, *size)
    tag["loading"] = "lazy"
    tag["decoding"] = "async"


def reshape_picture(tag: Tag) -> None:
    """Drop a choice of pictures without the picture."""
    if not tag.find("img"):
        tag.decompose()


def reshape_player(tag: Tag) -> None:
    """Show the controls of sound or film; drop a player with nothing to play."""
    if tag.has_attr("src") or tag.find("source", src=True):
        tag["controls"] = ""
    else:
        tag.unwrap()


def reshape_source(tag: Tag) -> None:
    """Drop a source that belongs to nothing."""
    if tag.parent is None or tag.parent.name not in _HOLDERS_OF_SOURCES:
        tag.decompose()


def _set_size(tag: Tag, width: int, height: int) -> None:
    """Keep a given width or height and set the other by the picture's own ratio."""
    given_width, given_height = tag.get("width"), tag.get("height")
    if given_width and not given_height:
        width, height = int(str(given_width)), round(height * int(str(given_width)) / width)
    elif given_height and not given_width:
        width, height = round(width * int(str(given_height)) / height), int(str(given_height))
    elif given_width and given_height:
        return
    tag["width"], tag["height"] = str(max(width, 1)), str(max(height, 1))

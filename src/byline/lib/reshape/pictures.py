"""Pictures, sound and film."""

from collections.abc import Callable

from bs4 import Tag

from byline.lib.reshape.remote import has_remote_candidate, is_remote, link_to_file

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
    if is_remote(source):
        link_to_file(tag, source, str(tag.get("alt") or tag.get("title") or ""))
        return
    if has_remote_candidate(str(tag.get("srcset", ""))):
        del tag["srcset"]
    tag["alt"] = tag.get("alt", tag.get("title", ""))
    size = picture_size(source) if picture_size else None
    if size:
        _set_size(tag, *size)
    tag["loading"] = "lazy"
    tag["decoding"] = "async"


def reshape_picture(tag: Tag) -> None:
    """Drop a choice of pictures without the picture."""
    if not tag.find("img"):
        _drop_sources(tag)
        tag.unwrap()


def reshape_player(tag: Tag) -> None:
    """Show the controls of sound or film; drop a player with nothing to play."""
    if is_remote(str(tag.get("poster", ""))):
        del tag["poster"]
    addresses = _addresses(tag)
    remote = [address for address in addresses if is_remote(address)]
    if not addresses:
        tag.unwrap()
    elif len(remote) == len(addresses):
        _drop_sources(tag)
        link_to_file(tag, remote[0], tag.get_text(" ", strip=True))
    else:
        _drop_remote(tag)
        tag["controls"] = ""


def reshape_source(tag: Tag) -> None:
    """Drop a source that belongs to nothing, and what of another site belongs to a file of ours."""
    belongs = tag.parent is not None and tag.parent.name in _HOLDERS_OF_SOURCES
    remote = has_remote_candidate(str(tag.get("srcset", ""))) or (
        tag.name == "track" and is_remote(str(tag.get("src", "")))
    )
    if remote or not belongs:
        tag.decompose()


def _addresses(player: Tag) -> list[str]:
    """Return what a player would play: its own address and its sources."""
    parts = [player, *player.find_all("source", src=True)]
    addresses = (str(part.get("src", "")) for part in parts if isinstance(part, Tag))
    return [address for address in addresses if address.strip()]


def _drop_remote(player: Tag) -> None:
    """Leave to a player what is here."""
    if is_remote(str(player.get("src", ""))):
        del player["src"]
    for source in player.find_all("source", src=is_remote):
        source.decompose()


def _drop_sources(tag: Tag) -> None:
    for source in tag.find_all(["source", "track"]):
        source.decompose()


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

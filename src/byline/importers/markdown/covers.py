"""The pictures that front matter names: a post's cover, and those above its text."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from byline.importers.markdown.values import first_of, text_of, texts_of, truth_of
from byline.lib.limits import MAX_ALT_CHARS

COVER_NAMES = (
    "cover", "image", "featured_image", "featuredImage", "feature_image", "thumbnail", "banner",
    "images",
)  # fmt: skip
COVER_ADDRESS_NAMES = ("image", "src", "url", "path", "feature")
# How Hugo's own templates find the picture of a bundle, in this order.
RESOURCE_PATTERNS = ("*feature*", "*cover*", "*thumbnail*")


@dataclass(frozen=True)
class Cover:
    """The cover that front matter names, as it is written there."""

    address: str | None = None
    alt: str = ""
    caption: str = ""


def read_cover(matter: Mapping[str, Any], notes: list[str]) -> Cover:
    """Return the cover of a post; appends to `notes` what it could not be made of."""
    for source in (matter, matter.get("extra"), matter.get("header")):
        value = first_of(source, COVER_NAMES) if isinstance(source, dict) else None
        if isinstance(value, list):
            value = value[0] if value else None
        alt = caption = ""
        if isinstance(value, dict):
            alt = (text_of(value, "alt", notes) or "")[:MAX_ALT_CHARS]
            caption = (text_of(value, "caption", notes) or "")[:MAX_ALT_CHARS]
            value = first_of(value, COVER_ADDRESS_NAMES)
        # `image: true` and the like switch a theme's own picture on.
        if isinstance(value, str) and value.strip() and truth_of(value) is None:
            return Cover(value.strip(), alt, caption)
    return Cover(_from_resources(matter.get("resources")))


def _from_resources(resources: object) -> str | None:
    """Return the file of a page bundle that is named as its picture."""
    entries = resources if isinstance(resources, list) else []
    named = [entry for entry in entries if isinstance(entry, dict)]
    for pattern in RESOURCE_PATTERNS:
        for entry in named:
            source = entry.get("src")
            if isinstance(source, str) and fnmatch(str(entry.get("name", source)).lower(), pattern):
                return source
    return None


def find_bundle_cover(names: list[str]) -> str | None:
    """Return which of the pictures beside a post is its cover by its name."""
    for pattern in RESOURCE_PATTERNS:
        for name in names:
            if fnmatch(name.lower(), pattern):
                return name
    return None


def read_photos(matter: Mapping[str, Any], notes: list[str]) -> tuple[str, ...]:
    """Return the pictures that Hexo shows above a post."""
    addresses = texts_of(matter.get("photos"))
    if addresses is None:
        notes.append("photos is not a list of addresses and was left out")
    return tuple(addresses or ())

"""What the addresses in a text of a source lead to."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class ToItem:
    """To another post or page of the source."""

    original_id: str


@dataclass(frozen=True)
class ToFile:
    """To a file that lies in the source, by its path there."""

    path: str
    # Its address on the old blog, where that is to be remembered.
    address: str = ""


@dataclass(frozen=True)
class ToRemote:
    """To a picture, sound, film or document of another host, which a text shows or offers."""

    address: str


@dataclass(frozen=True)
class ToPlace:
    """To a page of this site that is no item's: the list of a tag, the home page."""

    path: str


@dataclass(frozen=True)
class Broken:
    """To what nothing answers any more."""

    reason: str


# None: somewhere else, and no business of the import.
Target = ToItem | ToFile | ToRemote | ToPlace | Broken | None


def host_of(address: str) -> str:
    """Return the host of an address, empty where it names none."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""

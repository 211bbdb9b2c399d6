"""Files of other sites: a reader's page asks nobody else for anything, so it links to them."""

from posixpath import basename
from urllib.parse import unquote, urlsplit

from bs4 import Tag

_OUTSIDE = ("http://", "https://", "//")


def is_remote(address: str) -> bool:
    """Say whether an address leads to another site."""
    return address.strip().lower().startswith(_OUTSIDE)


def has_remote_candidate(srcset: str) -> bool:
    """Say whether one of the addresses of a `srcset` leads to another site."""
    return any(is_remote(candidate) for candidate in srcset.split(","))


def link_to_file(tag: Tag, address: str, words: str) -> None:
    """Put a link to a file in the place of what would show it: its words, else its file's name."""
    words = words.strip() or _file_name(address)
    if tag.find_parent("a"):
        tag.replace_with(words)
        return
    link = Tag(name="a", attrs={"class": "remote-file", "href": address, "rel": "noopener"})
    link.string = words
    tag.replace_with(link)


def _file_name(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:  # for instance a bracket in the host
        return address
    return unquote(basename(parts.path)) or parts.netloc or address

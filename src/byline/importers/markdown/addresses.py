"""The addresses that a file of a static blog had on the web."""

import posixpath
import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from byline.importers.markdown.dates import without_date
from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.paths import normal_path
from byline.lib.slugs import slugify

# Jekyll keeps posts here, and builds their addresses from their dates.
JEKYLL_POSTS = "_posts"
INDEX_NAME = "index"
DATED_NAME = re.compile(r"^(\d{4})-(\d{2})-(\d{2})-(.+)$")


class InvalidAddress(ValueError):
    """Something that cannot be the old address of a post; the text says why."""


def normal_address(address: str) -> str:
    """Return an old address as redirects keep them: decoded, and as `normal_path` makes it.

    Takes a path or a whole address, percent-encoded or not. Raises InvalidAddress.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        raise InvalidAddress(f"{address[:80]!r} is not an address") from None
    if parts.query:
        raise InvalidAddress(f"the old address {address[:80]!r} has a query, which cannot redirect")
    decoded = unquote(parts.path)
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in decoded):
        raise InvalidAddress("the old address has control characters in it")
    path = normal_path(decoded)
    if path == "/":
        raise InvalidAddress("the old address is that of the home page")
    if len(path) > MAX_PATH_CHARS:
        raise InvalidAddress(f"the old address is longer than {MAX_PATH_CHARS} characters")
    return path


def derived_addresses(path: str, slug: str | None) -> list[str]:
    """Return the addresses that Hugo, Zola or Jekyll gave a file without one of its own.

    `path` is relative to the content folder. They differ in what they make of capitals and of a
    date in front of the name, so there may be two; each normal, the likelier first.
    """
    pure = PurePosixPath(path)
    folder, stem = pure.parent, pure.stem
    if stem == INDEX_NAME and folder != PurePosixPath():
        folder, stem = folder.parent, folder.name
    if JEKYLL_POSTS in folder.parts and (match := DATED_NAME.match(stem)):
        year, month, day, name = match.groups()
        category = [part for part in folder.parts if part != JEKYLL_POSTS]
        dated = posixpath.join("/", *category, year, month, day, slug or name)
        return [normal_address(f"{dated}.html"), normal_address(dated)]
    hugo = [_hugo_segment(part) for part in folder.parts] + [slug or _hugo_segment(stem)]
    zola = [slugify(part) for part in folder.parts] + [slug or slugify(without_date(stem))]
    return list(dict.fromkeys(normal_address(posixpath.join(*parts)) for parts in (hugo, zola)))


def _hugo_segment(name: str) -> str:
    """Return what Hugo makes of a folder's or a file's name."""
    return re.sub(r"\s+", "-", name.strip()).lower()


def last_segment(address: str) -> str:
    """Return the last part of a normal address, without the ending of a file."""
    return re.sub(r"\.(?:html?|md|php)$", "", posixpath.basename(address))

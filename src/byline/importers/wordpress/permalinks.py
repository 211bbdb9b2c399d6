"""Addresses of a WordPress blog, taken apart."""

import unicodedata
from urllib.parse import SplitResult, parse_qsl, unquote, urljoin, urlsplit

from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.paths import normal_path

# Keys of the addresses that are good whatever form the permalinks have.
ITEM_KEYS = ("p", "page_id", "attachment_id")
LIST_KEYS = ("cat", "tag", "author", "m")
SCHEMES = ("", "http", "https")


def split(address: str, base: str = "") -> SplitResult | None:
    """Return the parts of an address on the web, relative to `base`; None where it is none."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts if parts.scheme in SCHEMES else None


def host_of(parts: SplitResult | None) -> str:
    """Return the host of an address, without the `www.` that may be in front."""
    return ((parts and parts.hostname) or "").removeprefix("www.")


def path_of(parts: SplitResult | None) -> str:
    """Return the path of an address as redirects keep it, empty where they cannot."""
    if parts is None:
        return ""
    decoded = unquote(parts.path)
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in decoded):
        return ""
    path = normal_path(decoded)
    return path if len(path) <= MAX_PATH_CHARS else ""


def is_too_long(link: str) -> bool:
    """Say whether an address has a path that no redirect can keep."""
    parts = split(link)
    return parts is not None and len(normal_path(unquote(parts.path))) > MAX_PATH_CHARS


def query_of(parts: SplitResult | None) -> dict[str, str]:
    """Return what the query of an address names: an item, a list."""
    if parts is None or not parts.query:
        return {}
    pairs = parse_qsl(parts.query[:MAX_PATH_CHARS], keep_blank_values=True)
    return {key: value for key, value in pairs if key in (*ITEM_KEYS, *LIST_KEYS, "feed", "s")}


def number_of(text: str) -> int:
    """Return a number that is an id, 0 for what is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

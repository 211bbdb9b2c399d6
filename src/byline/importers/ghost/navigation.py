"""Which pages the old blog had in its navigation, and in which order."""

import json
from urllib.parse import unquote, urlsplit

from byline.importers.ghost.body import with_own_paths
from byline.importers.ghost.export import Export
from byline.importers.ghost.rows import text

LISTS = ("navigation", "secondary_navigation")


def navigation_of(export: Export) -> list[str] | None:
    """Return the slugs that the navigation leads to; None where the export has none at all."""
    written = [export.setting(name) for name in LISTS]
    if not any(written):
        return None
    return [slug for one in written for slug in _slugs(one)]


def _slugs(written: str) -> list[str]:
    try:
        links = json.loads(written or "[]")
    except (ValueError, RecursionError):
        return []
    links = [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []
    return [slug for one in links if (slug := _slug(with_own_paths(text(one, "url"))))]


def _slug(address: str) -> str:
    try:
        return unquote(urlsplit(address).path).strip("/")
    except ValueError:
        return ""

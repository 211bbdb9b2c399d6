"""Every address that an item may have had: what its file says, and what generators make of it."""

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from byline.importers.markdown.addresses import (
    InvalidAddress,
    derived_addresses,
    normal_address,
)
from byline.importers.markdown.dates import find_written_date
from byline.importers.markdown.fields import Fields
from byline.importers.markdown.layout import Layout
from byline.importers.markdown.permalinks import STYLES, Facts, configured_address
from byline.importers.markdown.values import texts_of

CATEGORY_NAMES = ("categories", "category")


def find_addresses_of(
    layout: Layout, path: str, fields: Fields, matter: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses that a file names, and those its generator would have given it.

    All are normal, the likelier first. `path` is from the content folder.
    """
    base = layout.config.base_path
    own = _normal(_below(base, fields.addresses), fields.notes)
    derived: tuple[str, ...] = ()
    if not own:
        found = _derived(layout, path, fields, matter)
        derived = _normal(_below(base, found), fields.notes)
    aliases = fields.aliases
    if layout.generator == "hugo":
        address = next(iter(own or derived), "").removeprefix(base)
        aliases = tuple(_beside(alias, address) for alias in aliases)
    return tuple(dict.fromkeys((*own, *_normal(_below(base, aliases), fields.notes)))), derived


def _derived(layout: Layout, path: str, fields: Fields, matter: Mapping[str, Any]) -> list[str]:
    configured = configured_address(layout.config, _facts(path, fields, matter))
    try:
        derived = derived_addresses(path, fields.slug)
    except InvalidAddress as error:
        fields.notes.append(str(error))
        derived = []
    if layout.generator == "jekyll" and "_posts" not in PurePosixPath(path).parts:
        derived += [f"{address}.html" for address in derived[:1]]
    return [configured, *derived] if configured else derived


def _beside(alias: str, address: str) -> str:
    """Return an alias as Hugo means it: without a slash in front it lay beside the page."""
    if alias.startswith("/") or "://" in alias or not address:
        return alias
    return posixpath.normpath(posixpath.join(posixpath.dirname(address), alias))


def _below(base: str, addresses: Iterable[str]) -> list[str]:
    """Return addresses below the path of the old home page, and as they are without it."""
    plain = list(addresses)
    if not base:
        return plain
    below = [posixpath.join(base, one.lstrip("/")) for one in plain if "://" not in one]
    return [*below, *plain]


def _normal(addresses: Iterable[str], notes: list[str]) -> tuple[str, ...]:
    normal: dict[str, None] = {}
    for address in addresses:
        try:
            normal[normal_address(address)] = None
        except InvalidAddress as error:
            notes.append(str(error))
    return tuple(normal)


def _facts(path: str, fields: Fields, matter: Mapping[str, Any]) -> Facts:
    categories = next((matter[name] for name in CATEGORY_NAMES if matter.get(name)), None)
    named = texts_of(categories, " " if isinstance(categories, str) else None)
    pattern = matter.get("permalink")
    is_pattern = isinstance(pattern, str) and (pattern in STYLES or "/:" in f"/{pattern}")
    return Facts(
        path=PurePosixPath(path),
        date=find_written_date(matter, path) or fields.date,
        title=fields.title,
        slug=fields.slug,
        categories=tuple(named or ()),
        pattern=str(pattern) if is_pattern else "",
    )

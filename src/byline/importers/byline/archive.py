"""The files of an export, whatever somebody made of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from byline.exports.format import FORMAT, MANIFEST, MAX_JSON_BYTES, VERSION
from byline.importers.errors import ItemUnreadable, SourceUnreadable
from byline.importers.sources import FileSource


@dataclass(frozen=True)
class Archive:
    """An export: a folder, an archive of its files, or one of the folder with its name in front."""

    source: FileSource
    # What stands before every name: empty, or a folder with a slash behind.
    prefix: str
    # Where the blog was; empty where it does not say.
    address: str

    def names(self) -> Iterator[str]:
        """Yield the names of all files as the format has them."""
        for path in self.source.sizes:
            if path.startswith(self.prefix):
                yield path.removeprefix(self.prefix)

    def __contains__(self, name: str) -> bool:
        return self.prefix + name in self.source.sizes

    def read(self, name: str, *, most: int) -> bytes:
        """Return the content of a file of at most so many bytes. Raises ItemUnreadable."""
        path = self.prefix + name
        if path not in self.source.sizes:
            raise ItemUnreadable("it is missing")
        if self.source.sizes[path] > most:
            raise ItemUnreadable(f"the file is larger than {most // 2**20} MB")
        return self.source.read(path)

    def read_list(self, name: str) -> list[Any]:
        """Return a list in JSON, empty where the file is missing. Raises ItemUnreadable."""
        if name not in self:
            return []
        values = parse_json(self.read(name, most=MAX_JSON_BYTES))
        if not isinstance(values, list):
            raise ItemUnreadable("it is no list")
        return values


def find_prefix(source: FileSource) -> str | None:
    """Return the folder of the export in a source, None where there is none."""
    found = [path for path in source.sizes if PurePosixPath(path).name == MANIFEST]
    highest = min(found, key=lambda path: (path.count("/"), path), default=None)
    if highest is None or highest.count("/") > 1:
        return None
    return highest.removesuffix(MANIFEST)


def is_export(source: FileSource) -> bool:
    """Say whether a source is an export of Byline, of whatever version."""
    prefix = find_prefix(source)
    if prefix is None:
        return False
    try:
        return read_manifest(source, prefix).get("format") == FORMAT
    except ItemUnreadable:
        return False


def open_archive(source: FileSource) -> Archive:
    """Return the export in a source. Raises SourceUnreadable where there is none we can read."""
    prefix = find_prefix(source)
    if prefix is None:
        raise SourceUnreadable(f"{source.name}: there is no {MANIFEST} in it")
    try:
        manifest = read_manifest(source, prefix)
    except ItemUnreadable as error:
        raise SourceUnreadable(f"{source.name}: {MANIFEST} cannot be read: {error}") from error
    version = manifest.get("version")
    if manifest.get("format") != FORMAT or type(version) is not int or version < 1:
        raise SourceUnreadable(f"{source.name}: {MANIFEST} is not that of an export of Byline")
    if version > VERSION:
        raise SourceUnreadable(
            f"{source.name}: it was exported by a newer version of Byline (format {version},"
            f" this one reads {VERSION})"
        )
    address = manifest.get("address")
    return Archive(source, prefix, address if isinstance(address, str) else "")


def read_manifest(source: FileSource, prefix: str) -> dict[str, Any]:
    """Return what a manifest says. Raises ItemUnreadable."""
    manifest = parse_json(Archive(source, prefix, "").read(MANIFEST, most=MAX_JSON_BYTES))
    if not isinstance(manifest, dict):
        raise ItemUnreadable("it is no list of names and values")
    return manifest


def parse_json(content: bytes) -> Any:  # noqa: ANN401 - whatever the file says
    """Return what JSON says. Raises ItemUnreadable."""
    try:
        return json.loads(content)
    # UnicodeDecodeError and a number with too many digits are ValueErrors too.
    except (ValueError, RecursionError) as error:
        raise ItemUnreadable(f"it is not valid JSON: {error}") from error

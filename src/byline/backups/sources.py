"""What somebody gives to restore that is no backup: say what it is."""

import tarfile
import zipfile
from pathlib import Path

from byline.backups.errors import ArchiveRefused
from byline.exports.format import LISTS, MANIFEST, read_entry_name

# Of a file for WordPress, whose namespace stands at its beginning.
WXR_MARK = b"wordpress.org/export"
START_BYTES = 4096


def check_source(path: Path) -> None:
    """Raise ArchiveRefused for what can be no backup, before anybody waits for it.

    What is not there is for who opens it.
    """
    if str(path) == "-":
        raise ArchiveRefused("A backup is read twice, so it must be a file.")
    if path.is_dir():
        if (path / MANIFEST).is_file():
            raise ArchiveRefused(_import_instead(path))
        raise ArchiveRefused(f"{path} is a folder. Name a backup in it.")
    if path.exists() and not path.is_file():
        raise ArchiveRefused(f"{path} is no plain file.")
    if path.exists() and _is_export(path):
        raise ArchiveRefused(_import_instead(path))
    if path.exists() and _is_wxr(path):
        raise ArchiveRefused(
            f"{path} is an export for WordPress, no backup. To take it in, run:"
            f" byline import wordpress {path}"
        )


def _import_instead(path: Path) -> str:
    return (
        f"{path} is an export of Byline, no backup. To take it in, run: byline import byline {path}"
    )


def _is_export(path: Path) -> bool:
    """Say whether an archive has an export in it, by the first of its names."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return MANIFEST in archive.namelist()
        with tarfile.open(path) as archive:
            first = archive.next()
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile, ValueError):
        return False
    return first is not None and (first.name in LISTS or read_entry_name(first.name) is not None)


def _is_wxr(path: Path) -> bool:
    with path.open("rb") as file:
        return WXR_MARK in file.read(START_BYTES)

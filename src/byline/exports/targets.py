"""Where an export is written: a folder or an archive, each of them whole or absent."""

import gzip
import io
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Protocol

from byline.exports.errors import ExportRefused
from byline.lib.files import TEMPORARY_SUFFIX, move_into_place, temporary_file

ARCHIVE_ENDINGS = (".tar.gz", ".tgz")
# One may mean these, but would get a folder of that name.
OTHER_ENDINGS = (".zip", ".tar", ".gz", ".bz2", ".xz", ".7z", ".json")
# Good enough, and four times as fast as the best.
COMPRESSION_LEVEL = 6
FILE_MODE = 0o644


class Target(Protocol):
    """Takes the files of an export, one after the other."""

    def add(self, name: str, content: BinaryIO, size: int, changed: datetime) -> None:
        """Add a file of so many bytes, last changed at that moment."""


class FolderTarget:
    """Writes files below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, content: BinaryIO, size: int, changed: datetime) -> None:
        """Add a file of so many bytes."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            shutil.copyfileobj(content, file)


class ArchiveTarget:
    """Writes files into an archive: the same files give the same bytes."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive

    def add(self, name: str, content: BinaryIO, size: int, changed: datetime) -> None:
        """Add a file of so many bytes, last changed at that moment."""
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, FILE_MODE, int(changed.timestamp())
        self._archive.addfile(member, content)


def add_text(target: Target, name: str, text: str, changed: datetime) -> None:
    """Add a text file, in UTF-8."""
    data = text.encode()
    target.add(name, io.BytesIO(data), len(data), changed)


def check_free(path: Path) -> None:
    """Raise ExportRefused where something would be overwritten."""
    if path.is_dir() and not path.is_symlink():
        if any(path.iterdir()):
            raise ExportRefused(f"{path} is a folder with something in it; name a new one.")
        if is_file_name(path):
            raise ExportRefused(f"{path} is a folder; name a file that is not there yet.")
    elif path.exists() or path.is_symlink():
        raise ExportRefused(f"{path} is there already; nothing is ever overwritten.")
    if _ends_in(path, *OTHER_ENDINGS) and not _ends_in(path, *ARCHIVE_ENDINGS):
        raise ExportRefused(
            f"{path}: an export is a folder, or a file that ends in .tar.gz, .tgz or .xml."
        )


def is_archive(path: Path) -> bool:
    """Say whether an export of this name is an archive."""
    return _ends_in(path, *ARCHIVE_ENDINGS)


def is_wxr(path: Path) -> bool:
    """Say whether an export of this name is a file for WordPress."""
    return _ends_in(path, ".xml")


def is_file_name(path: Path) -> bool:
    """Say whether an export of this name is one file."""
    return _ends_in(path, *ARCHIVE_ENDINGS, ".xml")


def _ends_in(path: Path, *endings: str) -> bool:
    return path.name.lower().endswith(endings)


@contextmanager
def open_target(path: Path) -> Iterator[Target]:
    """Yield what takes the files of an export; `path` appears at the end, and after an error never.

    Raises ExportRefused.
    """
    check_free(path)
    with _archive_target(path) if is_archive(path) else _folder_target(path) as target:
        yield target


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to; what is there at the end gets the name `path`."""
    with temporary_file(path.parent) as temporary:
        yield temporary
        check_free(path)
        move_into_place(temporary, path)


@contextmanager
def _archive_target(path: Path) -> Iterator[Target]:
    with (
        new_file(path) as temporary,
        temporary.open("wb") as file,
        # Neither a name nor a date of its own: they would differ from run to run.
        gzip.GzipFile("", "wb", COMPRESSION_LEVEL, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        yield ArchiveTarget(archive)


@contextmanager
def _folder_target(path: Path) -> Iterator[Target]:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{path.name[:100]}-{token_hex(8)}{TEMPORARY_SUFFIX}"
    temporary.mkdir()
    try:
        yield FolderTarget(temporary)
        check_free(path)
        temporary.rename(path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)

"""Where an export is written: a folder or an archive, each of them whole or absent."""

import gzip
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from byline.exports.places import FILE_MODE, FOLDER_MODE, check_free, is_archive, unfinished
from byline.lib.archive_limits import MAX_RATIO, RATIO_FREE_BYTES
from byline.lib.files import move_into_place

# Good enough, and four times as fast as the best.
COMPRESSION_LEVEL = 6


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
        path.parent.mkdir(FOLDER_MODE, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
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
    """Yield a file to write to; what is in it at the end gets the name `path`."""
    with unfinished(path) as temporary:
        yield temporary
        check_free(path)
        move_into_place(temporary, path)


@contextmanager
def _archive_target(path: Path) -> Iterator[Target]:
    with new_file(path) as temporary:
        with _packed(temporary, COMPRESSION_LEVEL) as packed:
            with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
                yield ArchiveTarget(archive)
            size = packed.tell()
        if size > RATIO_FREE_BYTES + MAX_RATIO * temporary.stat().st_size:
            _unpack_inside(temporary, path)


@contextmanager
def _packed(path: Path, level: int) -> Iterator[gzip.GzipFile]:
    with (
        path.open("wb") as file,
        # Neither a name nor a date of its own: they would differ from run to run.
        gzip.GzipFile("", "wb", level, file, mtime=0) as packed,
    ):
        yield packed


def _unpack_inside(archive: Path, path: Path) -> None:
    """Pack the archive of an export to `path` anew, as it is.

    Texts that repeat themselves get so small that an import would take them for an attack.
    """
    with unfinished(path) as temporary:
        with gzip.open(archive) as content, _packed(temporary, 0) as packed:
            shutil.copyfileobj(content, packed)
        temporary.replace(archive)


@contextmanager
def _folder_target(path: Path) -> Iterator[Target]:
    with unfinished(path, is_folder=True) as temporary:
        yield FolderTarget(temporary)
        check_free(path)
        temporary.rename(path)

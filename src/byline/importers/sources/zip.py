"""A zip archive as a source, read where it is."""

import lzma
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from byline.importers.errors import ItemUnreadable, SourceUnreadable
from byline.importers.sources.files import (
    ClosedOnExit,
    check_name,
    check_size,
    is_hidden,
)
from byline.lib.archive_limits import MAX_FILES, MAX_RATIO, MAX_TOTAL_BYTES, RATIO_FREE_BYTES

ZIP_MAGIC = b"PK\x03\x04"
# The file type bits of the Unix mode that an entry keeps in its upper half.
ZIP_MODE_SHIFT = 16
UNIX_TYPE_MASK = 0o170000
UNIX_REGULAR = 0o100000
# What `zipfile` lets through where an archive is damaged, and RuntimeError: what an encrypted entry
# raises, and as NotImplementedError an odd compression.
READING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


class ZipSource(ClosedOnExit):
    """The files of a zip archive, read where they are."""

    def __init__(self, path: Path) -> None:
        """Read the directory. Raises SourceUnreadable, and OSError where the archive is missing."""
        self.name = path.name
        self.sizes: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self._entries: dict[str, zipfile.ZipInfo] = {}
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise SourceUnreadable(f"{path}: not a readable archive ({error})") from error
        for entry in self._archive.infolist():
            self._add(entry)
        if len(self.sizes) > MAX_FILES:
            raise SourceUnreadable(f"{path}: more than {MAX_FILES} files")
        if sum(self.sizes.values()) > min(
            MAX_TOTAL_BYTES, RATIO_FREE_BYTES + MAX_RATIO * path.stat().st_size
        ):
            raise SourceUnreadable(f"{path}: it unpacks to more than a blog can be")

    def _add(self, entry: zipfile.ZipInfo) -> None:
        name = PurePosixPath(entry.filename).as_posix()
        if entry.is_dir():
            return
        file_type = entry.external_attr >> ZIP_MODE_SHIFT & UNIX_TYPE_MASK
        if reason := check_name(entry.filename):
            self.refused[name] = reason
        elif file_type not in (0, UNIX_REGULAR):
            self.refused[name] = "it is no plain file"
        elif not is_hidden(PurePosixPath(name)):
            self.sizes[name] = entry.file_size
            self._entries[name] = entry

    def read(self, path: str) -> bytes:
        """Return a file's content. Raises ItemUnreadable."""
        size = self.sizes[path]
        check_size(size)
        try:
            with self._archive.open(self._entries[path]) as file:
                return file.read(size)
        except READING_ERRORS as error:
            raise ItemUnreadable(f"it cannot be read: {error}") from error

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()


def looks_like_zip(path: Path) -> bool:
    """Say whether a file begins as a zip archive does."""
    with path.open("rb") as file:
        return file.read(len(ZIP_MAGIC)) == ZIP_MAGIC

"""An export on the disk: the file, and the uploads that may lie beside it."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Self, cast

from byline.importers.errors import ItemUnreadable, SourceUnreadable
from byline.importers.sources import FileSource
from byline.importers.sources.files import ClosedOnExit
from byline.importers.sources.folder import FolderSource
from byline.importers.wordpress.decoding import Decoded, read_text
from byline.importers.wordpress.wxr import Channel, RawItem, read_items

MAX_BYTES = 200 * 2**20
HEAD_BYTES = 2**16
MARK = b"wordpress.org/export/"
NAMES = ("*.xml", "*.xml.gz", "*/*.xml", "*/*.xml.gz")
UPLOADS = "uploads/"


class NoFiles(ClosedOnExit):
    """What lies beside an export that was given alone."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sizes: dict[str, int] = {}
        self.refused: dict[str, str] = {}

    def read(self, path: str) -> bytes:
        """Raise ItemUnreadable: there is no such file."""
        raise ItemUnreadable("it is not there")


class Export:
    """An export file, read as often as need be, and the files beside it."""

    def __init__(self, path: Path) -> None:
        """Open a file, or the one export in a folder. Raises SourceUnreadable."""
        self.path = path
        self.decoded = Decoded()
        self._stack = ExitStack()
        try:
            self.files: FileSource = FolderSource(path) if path.is_dir() else NoFiles(path.name)
            if path.is_dir():
                self.path = _find_export(path)
            self._file = self._stack.enter_context(_open(self.path))
            self._check_size()
        except (OSError, EOFError, zlib.error) as error:
            self.close()
            reason = getattr(error, "strerror", None) or error
            raise SourceUnreadable(f"{self.path}: it cannot be read: {reason}") from error
        except BaseException:
            self.close()
            raise
        # Paths of the uploads, as they are behind that word in their addresses.
        self.uploads = {
            f"/{path}".partition(f"/{UPLOADS}")[2]: path
            for path in self.files.sizes
            if f"/{UPLOADS}" in f"/{path}"
        }
        self.upload_sizes = {key: self.files.sizes[path] for key, path in self.uploads.items()}

    def items(self, channel: Channel | None = None) -> Iterator[RawItem]:
        """Yield the items, in the file's order. Raises SourceUnreadable, also in the middle."""
        self._file.seek(0)
        self.decoded = Decoded()
        try:
            yield from read_items(read_text(self._file, self.decoded), channel)
        except SourceUnreadable as error:
            raise SourceUnreadable(f"{self.path}: {error}") from None
        except (OSError, EOFError, zlib.error) as error:
            raise SourceUnreadable(f"{self.path}: it cannot be read: {error}") from error

    def _check_size(self) -> None:
        size = 0
        while block := self._file.read(HEAD_BYTES):
            size += len(block)
            if size > MAX_BYTES:
                raise SourceUnreadable(
                    f"{self.path}: it is larger than {MAX_BYTES // 2**20} MB. WordPress exports"
                    " one author, category or year at a time, too."
                )

    def close(self) -> None:
        """Close the file."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _find_export(folder: Path) -> Path:
    """Return the one export in a folder, or in one of the folders in it."""
    found = sorted(path for name in NAMES for path in folder.glob(name) if _is_export(path))
    if not found:
        raise SourceUnreadable(f"{folder}: there is no export file of WordPress in it")
    if len(found) > 1:
        names = ", ".join(str(path.relative_to(folder)) for path in found[:5])
        raise SourceUnreadable(
            f"{folder}: there is more than one export file in it ({names}). Name one of them."
        )
    return found[0]


def _is_export(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with _open(path) as file:
            return MARK in file.read(HEAD_BYTES).replace(b"\0", b"")
    except (OSError, EOFError, zlib.error):
        return False

"""A tar archive as a source: never unpacked to the names it gives, bounded in every direction."""

import gzip
import tarfile
import tempfile
import zlib
from os import SEEK_END
from pathlib import Path, PurePosixPath
from typing import Protocol

from byline.importers.errors import SourceUnreadable
from byline.importers.sources.files import (
    MAX_FILE_BYTES,
    ClosedOnExit,
    check_name,
    check_size,
    is_hidden,
)
from byline.lib.archive_limits import MAX_FILES, MAX_RATIO, MAX_TOTAL_BYTES, RATIO_FREE_BYTES

GZIP_MAGIC = b"\x1f\x8b"
BLOCK_BYTES = 2**20
# With long names, and what `tarfile` reads ahead.
MAX_HEADER_BYTES = 2**20
TYPES_WITHOUT_CONTENT = frozenset(
    {
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.DIRTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
    }
)


class Readable(Protocol):
    """A file as far as it is needed here."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""


class TooLarge(Exception):
    """An archive unpacks to more than an import reads."""


class BoundedReader:
    """Reads an archive's unpacked bytes until there are more of them than makes sense.

    The bounds are here, below `tarfile`, because that reads some headers whole into memory,
    however long an archive says they are.
    """

    def __init__(self, file: Readable, packed_bytes: int) -> None:
        self._file = file
        self._left = min(MAX_TOTAL_BYTES, RATIO_FREE_BYTES + MAX_RATIO * packed_bytes)
        self.expect(0)

    def expect(self, content_bytes: int) -> None:
        """Allow so much content to be read or skipped before the header of the next member."""
        self._left_to_header = content_bytes + MAX_HEADER_BYTES

    def read(self, size: int) -> bytes:
        """Return at most so many bytes. Raises TooLarge."""
        block = self._file.read(size)
        self._left -= len(block)
        self._left_to_header -= len(block)
        if self._left < 0 or self._left_to_header < 0:
            raise TooLarge
        return block


class TarSource(ClosedOnExit):
    """The files of a tar archive, kept one after the other in an unnamed temporary file.

    Compressed archives can only be read from front to back, but posts and pictures are needed in
    an order of their own. The temporary file has no name: it is gone with the process, however
    that ends.
    """

    def __init__(self, path: Path) -> None:
        """Read the archive through. Raises SourceUnreadable, and OSError where it is missing."""
        self.name = path.name
        self.sizes: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self._offsets: dict[str, int] = {}
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the source
        try:
            self._read_through(path)
        except BaseException:
            self.close()
            raise

    def _read_through(self, path: Path) -> None:
        with path.open("rb") as packed:
            magic = packed.read(2)
            packed.seek(0)
            unpacked = gzip.GzipFile(fileobj=packed) if magic == GZIP_MAGIC else packed
            reader = BoundedReader(unpacked, path.stat().st_size)
            try:
                with tarfile.open(fileobj=reader, mode="r|") as archive:  # type: ignore[call-overload]  # asks for a whole file object, needs only `read`
                    for member in archive:
                        reader.expect(_content_bytes(member))
                        if self._add(archive, member):
                            reader.expect(0)
            except TooLarge:
                raise SourceUnreadable(f"{path}: it unpacks to more than a blog can be") from None
            except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
                raise SourceUnreadable(f"{path}: not a readable archive ({error})") from error

    def _add(self, archive: tarfile.TarFile, member: tarfile.TarInfo) -> bool:
        """Take a member; says whether its content was read."""
        name = PurePosixPath(member.name).as_posix()
        if member.isdir():
            return False
        if len(self.sizes) + len(self.refused) >= MAX_FILES:
            raise SourceUnreadable(f"{self.name}: more than {MAX_FILES} files")
        if reason := check_name(member.name) or _odd_member(member):
            self.refused[name] = reason
            return False
        if is_hidden(PurePosixPath(name)):
            return False
        self.sizes[name] = member.size
        if member.size > MAX_FILE_BYTES:
            return False  # `read` says so, should anything ask for it
        self._offsets[name] = self._spool.seek(0, SEEK_END)
        content = archive.extractfile(member)
        while content and (block := content.read(BLOCK_BYTES)):
            self._spool.write(block)
        return True

    def read(self, path: str) -> bytes:
        """Return a file's content. Raises ItemUnreadable."""
        check_size(self.sizes[path])
        self._spool.seek(self._offsets[path])
        return self._spool.read(self.sizes[path])

    def close(self) -> None:
        """Let the temporary file go."""
        self._spool.close()


def _content_bytes(member: tarfile.TarInfo) -> int:
    """Return how much of the archive a member takes beside its header."""
    if member.issparse():
        regions: list[tuple[int, int]] = member.sparse  # type: ignore[assignment]  # wrong in typeshed
        return sum(size for _offset, size in regions)
    return 0 if member.type in TYPES_WITHOUT_CONTENT else member.size


def _odd_member(member: tarfile.TarInfo) -> str | None:
    if member.issym() or member.islnk():
        return "it is a link"
    # A sparse file is a few bytes that claim to be any number of them.
    if not member.isfile() or member.issparse():
        return "it is no plain file"
    return None

"""The plainest tar archive, written and read piece by piece.

Plain files alone, each a header of one block and its content: what any `tar` unpacks. The reader
takes exactly that. There are no links, devices, sparse files or long headers to be careful about,
because anything of the kind ends the reading. `tarfile` knows what a header looks like.
"""

import tarfile
from collections.abc import Iterator
from typing import Protocol

from byline.backups.errors import ArchiveRefused

BLOCK_BYTES = tarfile.BLOCKSIZE
EMPTY_BLOCK = bytes(BLOCK_BYTES)
PIECE_BYTES = 2**20
CUT_OFF = "The backup is cut off."
DAMAGED = "The backup is damaged."


class Readable(Protocol):
    """A file as far as it is read here."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""


class Writable(Protocol):
    """A file as far as it is written here."""

    def write(self, data: bytes, /) -> int:
        """Write all of it."""


class TarWriter:
    """Writes members one after the other."""

    def __init__(self, file: Writable, made_at: int) -> None:
        """`made_at` is the time of all members, in seconds since 1970."""
        self._file = file
        self._made_at = made_at

    def add(self, name: str, size: int, pieces: Iterator[bytes]) -> None:
        """Write a member. Raises ValueError where its content is not as long as was said."""
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, self._made_at
        self._file.write(info.tobuf(tarfile.GNU_FORMAT, "utf-8", "strict"))
        written = 0
        for piece in pieces:
            written += self._file.write(piece)
        if written != size:
            raise ValueError(f"{name} has {written} bytes instead of {size}")
        self._file.write(bytes(-size % BLOCK_BYTES))

    def finish(self) -> None:
        """Write the end."""
        self._file.write(2 * EMPTY_BLOCK)


class Member:
    """A file in an archive; its content can be read once, in its turn."""

    def __init__(self, name: str, size: int, file: Readable) -> None:
        self.name = name
        self.size = size
        self._file = file
        self._left = size

    def pieces(self) -> Iterator[bytes]:
        """Yield the content, or what is left of it. Raises ArchiveRefused where it is cut off."""
        while self._left:
            piece = self._file.read(min(self._left, PIECE_BYTES))
            if not piece:
                raise ArchiveRefused(CUT_OFF)
            self._left -= len(piece)
            yield piece


def read_members(file: Readable) -> Iterator[Member]:
    """Yield the members of an archive to its very end. Raises ArchiveRefused."""
    while (header := _read_block(file)) != EMPTY_BLOCK:
        member = _member(header, file)
        yield member
        for _piece in member.pieces():
            pass
        padding = _read_exactly(file, -member.size % BLOCK_BYTES)
        if padding.strip(b"\0"):
            raise ArchiveRefused(DAMAGED)
    if _read_block(file) != EMPTY_BLOCK or file.read(1):
        raise ArchiveRefused(DAMAGED)


def _member(header: bytes, file: Readable) -> Member:
    try:
        info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
    except (tarfile.TarError, ValueError):
        raise ArchiveRefused(DAMAGED) from None
    if info.type != tarfile.REGTYPE or info.size < 0:
        raise ArchiveRefused(f"The archive has a member that is no plain file: {info.name!r}.")
    return Member(info.name, info.size, file)


def _read_block(file: Readable) -> bytes:
    return _read_exactly(file, BLOCK_BYTES)


def _read_exactly(file: Readable, size: int) -> bytes:
    read = b""
    while len(read) < size:
        piece = file.read(size - len(read))
        if not piece:
            raise ArchiveRefused(CUT_OFF)
        read += piece
    return read

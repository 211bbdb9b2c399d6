"""A backup as a file: a tar archive, encrypted where there is a passphrase."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from byline.backups.errors import ArchiveRefused
from byline.backups.manifest import (
    DATABASE_NAME,
    KEY_NAME,
    LIST_NAME,
    MANIFEST_NAME,
    MEDIA_PREFIX,
    NO_BACKUP,
    FileFacts,
    FileList,
    Manifest,
)
from byline.backups.tar import PIECE_BYTES, Member, Readable, TarWriter, Writable, read_members

# Of the members that are read as a whole. The list takes 200 bytes a file.
MAX_WHOLE_BYTES = {MANIFEST_NAME: 2**20, KEY_NAME: 2**12, LIST_NAME: 2**28}
MEDIA_NAME = re.compile(r"media/(?P<start>[0-9a-f]{2})/(?P<digest>(?P=start)[0-9a-f]{62})\.\w{1,8}")

# Told how many more bytes are done.
Progress = Callable[[int], object]


class ArchiveWriter:
    """Writes the members of a backup, and keeps the list of them."""

    def __init__(self, file: Writable, manifest: Manifest) -> None:
        self._tar = TarWriter(file, int(manifest.made_at.timestamp()))
        self._list = FileList()
        self.add_bytes(MANIFEST_NAME, manifest.dump())

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add a member."""
        self._add(name, len(data), iter((data,)))

    def add_file(self, name: str, path: Path, progress: Progress) -> str:
        """Add a file, and return the SHA-256 of what was written of it."""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            return self._add(name, size, _counted(_pieces(file), progress))

    def add_missing(self, name: str, reason: str) -> None:
        """Say of a file that it belongs here and could not be read."""
        self._list.missing[name] = reason

    def finish(self) -> None:
        """Write the list and the end."""
        data = self._list.dump()
        self._tar.add(LIST_NAME, len(data), iter((data,)))
        self._tar.finish()

    def _add(self, name: str, size: int, pieces: Iterator[bytes]) -> str:
        digest = hashlib.sha256()
        self._tar.add(name, size, _hashed(pieces, digest))
        self._list.files[name] = FileFacts(size, digest.hexdigest())
        return digest.hexdigest()


@contextmanager
def open_for_writing(path: Path, passphrase: str | None) -> Iterator[Writable]:
    """Write to a file that is there, encrypted if there is a passphrase."""
    with path.open("wb", buffering=PIECE_BYTES) as file:
        if passphrase is None:
            yield file
            return
        # Loaded by those who encrypt.
        from byline.backups.encryption import EncryptedWriter

        encrypted = EncryptedWriter(file, passphrase)
        yield encrypted
        encrypted.finish()


@contextmanager
def open_for_reading(path: Path, passphrase: str | None) -> Iterator[Readable]:
    """Open a backup. Raises ArchiveRefused, and OSError where there is no such file."""
    from byline.backups.encryption import DecryptedReader

    encrypted = is_encrypted(path)
    if encrypted and passphrase is None:
        raise ArchiveRefused("The backup is encrypted: give its passphrase with --passphrase.")
    if passphrase is not None and not encrypted:
        # Somebody may have put it in the place of the one that was.
        raise ArchiveRefused(
            "The backup is not encrypted: leave the passphrase and its setting out."
        )
    with path.open("rb", buffering=PIECE_BYTES) as file:
        yield file if passphrase is None else DecryptedReader(file, passphrase)


def is_encrypted(path: Path) -> bool:
    """Say whether a file needs a passphrase. Raises OSError where there is no such file."""
    from byline.backups.encryption import MAGIC

    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def read_archive(
    file: Readable, take: Callable[[Member, Iterator[bytes]], object]
) -> tuple[Manifest, FileList]:
    """Read a backup through, and check it against what it says of itself.

    `take` gets each member whose place is a file of the site, with its content, of which it may
    leave any part. Raises ArchiveRefused.
    """
    read = FileList()
    members = read_members(file)
    manifest = _read_manifest(members, read)
    for member in members:
        if LIST_NAME in read.files or member.name in read.files or not _is_known(member.name):
            raise ArchiveRefused(f"The archive has a member of another program: {member.name!r}.")
        digest = hashlib.sha256()
        pieces = _hashed(member.pieces(), digest)
        if member.name == LIST_NAME:
            listed = FileList.load(read_whole(member, pieces))
        else:
            take(member, pieces)
            for _rest in pieces:
                pass
        read.files[member.name] = FileFacts(member.size, digest.hexdigest())
    if LIST_NAME not in read.files:
        raise ArchiveRefused("The backup is cut off.")
    del read.files[LIST_NAME]
    _compare(read, listed)
    return manifest, listed


def read_whole(member: Member, pieces: Iterator[bytes]) -> bytes:
    """Return the content of a small member. Raises ArchiveRefused for one that is not."""
    if member.size > MAX_WHOLE_BYTES[member.name]:
        raise ArchiveRefused(f"The backup’s {member.name} is too large.")
    return b"".join(pieces)


def _read_manifest(members: Iterator[Member], read: FileList) -> Manifest:
    try:
        first = next(members, None)
    except ArchiveRefused:
        # Whatever begins otherwise was never one.
        first = None
    if first is None or first.name != MANIFEST_NAME:
        raise ArchiveRefused(NO_BACKUP)
    data = read_whole(first, first.pieces())
    read.files[MANIFEST_NAME] = FileFacts(len(data), hashlib.sha256(data).hexdigest())
    return Manifest.load(data)


def _is_known(name: str) -> bool:
    return name in (DATABASE_NAME, KEY_NAME, LIST_NAME) or MEDIA_NAME.fullmatch(name) is not None


def _compare(read: FileList, listed: FileList) -> None:
    """Raise ArchiveRefused unless what was read is what the list says."""
    for name, facts in read.files.items():
        if listed.files.get(name) != facts:
            raise ArchiveRefused(f"The backup is damaged: {name} is not as it was written.")
        match = MEDIA_NAME.fullmatch(name)
        if match and match["digest"] != facts.sha256:
            raise ArchiveRefused(f"The backup is damaged: {name} is not what its name says.")
    for name in (*listed.files, DATABASE_NAME):
        if name not in read.files:
            raise ArchiveRefused(f"The backup is damaged: {name} is not in it.")


def is_media(name: str) -> bool:
    """Say whether a member is a file of the media store."""
    return name.startswith(MEDIA_PREFIX)


def _pieces(file: "Readable") -> Iterator[bytes]:
    while piece := file.read(PIECE_BYTES):
        yield piece


def _hashed(pieces: Iterator[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece


def _counted(pieces: Iterator[bytes], progress: Progress) -> Iterator[bytes]:
    for piece in pieces:
        progress(len(piece))
        yield piece

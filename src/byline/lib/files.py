"""Files that are whole or absent: written beside, synced, then renamed into place."""

import hashlib
import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from byline.lib.limits import MAX_NAME_CHARS

# Ends what is being written; a file that still carries it after a crash is nobody's.
TEMPORARY_SUFFIX = ".part"


def make_private_folder(path: Path) -> None:
    """Make a folder that its owner alone may enter; one that is there stays as it is."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def temporary_file(folder: Path) -> Iterator[Path]:
    """Make `folder` and yield a free path in it; what is there at the end is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(16)}{TEMPORARY_SUFFIX}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def move_into_place(temporary: Path, target: Path) -> None:
    """Give a finished file its name so that it survives a power cut; replaces an older `target`.

    Both must be on one file system. The content is synced before the name appears, and the
    name before this returns.
    """
    if not target.parent.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _sync(target.parent.parent)
    _sync(temporary)
    temporary.replace(target)
    _sync(target.parent)


def write_atomically(target: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write a file whose content is all of `data` or, after a crash, what it was before.

    `mode` is what the process's umask takes its bits from.
    """
    with temporary_file(target.parent) as temporary:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        move_into_place(temporary, target)


def write_once(target: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write a file unless it is there, whole or not at all; of several processes the first wins."""
    with temporary_file(target.parent) as temporary:
        write_atomically(temporary, data, mode=mode)
        with suppress(FileExistsError):
            target.hardlink_to(temporary)
    _sync(target.parent)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal, reading it piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def clean_file_name(raw: str, *, fallback: str = "file") -> str:
    """Return a name to show and to save under, from one that a stranger gave.

    Folders are dropped, of Windows too, and what is invisible: control characters and the marks
    that turn the direction of writing, which make `gpj.exe` read as `exe.jpg`. A long name is
    shortened before its ending.
    """
    last = unicodedata.normalize("NFC", raw).replace("\\", "/").rstrip("/").rpartition("/")[2]
    visible = "".join(
        " " if character.isspace() else character
        for character in last
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    name = " ".join(visible.split()).strip(" .")
    if len(name) > MAX_NAME_CHARS:
        ending = PurePath(name).suffix[:16]
        name = name[: MAX_NAME_CHARS - len(ending)] + ending
    return name or fallback


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Where an export may be written, and what its unfinished form is called there."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from flask import current_app

from byline.exports.errors import ExportRefused
from byline.lib.files import TEMPORARY_SUFFIX
from byline.media.services import media_folder

ARCHIVE_ENDINGS = (".tar.gz", ".tgz")
# One may mean these, but would get a folder of that name.
OTHER_ENDINGS = (".zip", ".tar", ".gz", ".bz2", ".xz", ".7z", ".json")
# Drafts are in it, and comments that wait: it is for whoever exports.
FILE_MODE = 0o600
FOLDER_MODE = 0o700
_TOKEN_BYTES = 8


def check_free(path: Path) -> None:
    """Raise ExportRefused where an export would overwrite something, or stand in its way."""
    if path.resolve() == Path.cwd():
        raise ExportRefused(f"{path} is the folder that you are in; name a new one.")
    if _is_ours(path.resolve()):
        raise ExportRefused(f"{path} is where Byline keeps its own files; name another place.")
    if path.is_dir() and not path.is_symlink():
        if any(path.iterdir()):
            raise ExportRefused(f"{path} is a folder with something in it; name a new one.")
        if is_file_name(path):
            raise ExportRefused(f"{path} is a folder; name a file that is not there yet.")
    elif path.exists() or path.is_symlink():
        raise ExportRefused(f"{path} is there already; nothing is ever overwritten.")
    if _ends_in(path, *OTHER_ENDINGS) and not is_archive(path):
        raise ExportRefused(
            f"{path}: an export is a folder, or a file that ends in .tar.gz, .tgz or .xml."
        )


def _is_ours(path: Path) -> bool:
    """Say whether a place is that of the data or the media store, or in the latter."""
    media = media_folder().resolve()
    return path in (media, current_app.config["DATA"].resolve()) or media in path.parents


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
def unfinished(path: Path, *, is_folder: bool = False) -> Iterator[Path]:
    """Yield a new file or folder beside `path` to write to; it is gone at the end.

    It is locked as long as this process lives. What a killed one left of an export to the same
    `path` goes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    temporary = path.parent / f"{_prefix(path)}{token_hex(_TOKEN_BYTES)}{TEMPORARY_SUFFIX}"
    if is_folder:
        temporary.mkdir(FOLDER_MODE)
        descriptor = os.open(temporary, os.O_RDONLY | os.O_DIRECTORY)
    else:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        # A file system that knows no locks can still be written to.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield temporary
    finally:
        _remove(temporary)
        os.close(descriptor)


def _prefix(path: Path) -> str:
    # A name has room for 255 bytes.
    return f".{path.name.encode()[:100].decode(errors='ignore')}-"


def _sweep(path: Path) -> None:
    length = len(_prefix(path)) + 2 * _TOKEN_BYTES + len(TEMPORARY_SUFFIX)
    for left in path.parent.iterdir():
        is_unfinished = left.name.startswith(_prefix(path)) and left.suffix == TEMPORARY_SUFFIX
        if is_unfinished and len(left.name) == length and not _is_locked(left):
            _remove(left)


def _is_locked(path: Path) -> bool:
    """Say whether a process holds what is at `path`, or that cannot be known."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

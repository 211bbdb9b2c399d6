"""What a backup or restore writes on its way, and what killed ones have left of it.

Each of them holds a lock on what it writes. The system takes the lock from a process that ends, in
whatever way, so what nobody holds is nobody's.
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flask import current_app

from byline.lib.files import TEMPORARY_SUFFIX
from byline.media.services import MAX_SECONDS_OF_WRITING, remove_leftovers

FOLDER_PREFIX = "scratch-"
ARCHIVE_PREFIX = "byline-backup-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a folder for the time of the block, in the data folder.

    There is room for the database, and nobody reads there from whom an encrypted backup is kept.
    """
    path = _new_path(data_folder(), FOLDER_PREFIX)
    path.mkdir(mode=0o700)
    try:
        with _held(path):
            yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def new_archive(folder: Path) -> Iterator[Path]:
    """Make a file that its owner alone may read; what is there at the end is removed."""
    path = _new_path(folder, ARCHIVE_PREFIX)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with _held(path):
            yield path
    finally:
        path.unlink(missing_ok=True)


def sweep(archives: Path) -> None:
    """Remove what killed ones left in the data folder, and in the folder `archives`."""
    data = data_folder()
    _remove_abandoned(data, FOLDER_PREFIX)
    _remove_abandoned(archives, ARCHIVE_PREFIX)
    # Keys and copies of the database, written in a moment and without a lock.
    for folder in (data, data / "backups"):
        _remove_old(folder)
    remove_leftovers()


def data_folder() -> Path:
    """Return the folder that the site's own files are in."""
    folder: Path = current_app.config["DATA"]
    return folder


def _new_path(folder: Path, prefix: str) -> Path:
    return folder / f"{prefix}{secrets.token_hex(16)}{TEMPORARY_SUFFIX}"


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the lock of a file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        # Where the file system has no locks, nothing is ever taken for abandoned.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _remove_abandoned(folder: Path, prefix: str) -> None:
    for path in folder.glob(f"{prefix}*{TEMPORARY_SUFFIX}"):
        # Somebody holds it, may not be asked, or has removed it himself.
        with suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()
            finally:
                os.close(descriptor)


def _remove_old(folder: Path) -> None:
    newest = time.time() - MAX_SECONDS_OF_WRITING
    for path in folder.glob(f"*{TEMPORARY_SUFFIX}"):
        with suppress(OSError):
            if path.is_file() and path.stat().st_mtime < newest:
                path.unlink()

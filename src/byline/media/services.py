"""Take files into the media store: first the checked content on disk, then its row.

A row never names a file that is not whole on disk. The other way round a crash can leave a file
without a row, which costs room and nothing else.
"""

import re
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app
from sqlalchemy.exc import IntegrityError

from byline.extensions import db
from byline.lib.files import TEMPORARY_SUFFIX, clean_file_name, move_into_place, sha256_of
from byline.lib.images import PictureChecker
from byline.media.cleaning import cleaned_file
from byline.media.models import MediaFile
from byline.media.queries import file_with_digest

STORED_NAME = re.compile(r"[0-9a-f]{64}\.\w{1,8}")
# Nobody takes so long to write one file.
MAX_SECONDS_OF_WRITING = 3600.0


@dataclass(frozen=True)
class PreparedFile:
    """A checked file that lies in the media folder, and what its row will say."""

    digest: str
    extension: str
    media_type: str
    byte_size: int
    width: int | None
    height: int | None
    original_name: str

    @property
    def name(self) -> str:
        """The file's name in the store and in its address."""
        return f"{self.digest}.{self.extension}"


def media_folder() -> Path:
    """Return the folder of the store; it exists from the first file on."""
    folder: Path = current_app.config["DATA"] / "media"
    return folder


def media_path(file: MediaFile | PreparedFile) -> Path:
    """Return where a file of the store lies."""
    return media_folder() / path_in_folder(file.name)


def _incoming() -> Path:
    """Return the folder of files that are being written."""
    return media_folder() / "incoming"


def remove_leftovers() -> None:
    """Remove what processes that were killed left half written."""
    newest = time.time() - MAX_SECONDS_OF_WRITING
    for path in _incoming().glob(f"*{TEMPORARY_SUFFIX}"):
        # Another process may do the same; and what cannot be removed only takes room.
        with suppress(OSError):
            if path.stat().st_mtime < newest:
                path.unlink()


def remove_unnamed(named: set[str], named_before: set[str]) -> int:
    """Remove the files that no row names any more, and return how many.

    What no row named before either may be one that is taken in right now: it stays for an hour.
    """
    newest = time.time() - MAX_SECONDS_OF_WRITING
    removed = 0
    for path in media_folder().glob("??/*"):
        if path.name in named or not STORED_NAME.fullmatch(path.name):
            continue
        if path.name in named_before or path.stat().st_mtime < newest:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def path_in_folder(name: str) -> str:
    """Return a file's path in the media folder; 256 folders keep each of them short."""
    return f"{name[:2]}/{name}"


def prepare_file(
    source: Path | bytes,
    original_name: str,
    *,
    allow_svg: bool = False,
    checker: PictureChecker | None = None,
) -> PreparedFile:
    """Check a file, clean it, and put it into the media folder under its content's digest.

    Slow, and without the database: call it before the write unit, and `add_file` inside. A
    batch shares one `checker`; without, a process is started for each picture. `allow_svg` is
    for imports and administrators. Raises an error of `byline.media.errors`, or OSError where
    `source` cannot be read.
    """
    name = clean_file_name(original_name)
    with cleaned_file(source, name, _incoming(), allow_svg=allow_svg, checker=checker) as cleaned:
        path, file_type, (width, height) = cleaned
        prepared = PreparedFile(
            digest=sha256_of(path),
            extension=file_type.extension,
            media_type=file_type.media_type,
            byte_size=path.stat().st_size,
            width=width,
            height=height,
            original_name=name,
        )
        if not media_path(prepared).exists():
            move_into_place(path, media_path(prepared))
    return prepared


def check_file(
    source: Path | bytes,
    original_name: str,
    *,
    allow_svg: bool = False,
    checker: PictureChecker | None = None,
) -> None:
    """Raise what `prepare_file` would raise, and leave nothing: for a rehearsal."""
    name = clean_file_name(original_name)
    with (
        TemporaryDirectory(prefix="byline-") as folder,
        cleaned_file(source, name, Path(folder), allow_svg=allow_svg, checker=checker),
    ):
        pass


def add_file(prepared: PreparedFile) -> MediaFile:
    """Return the row of a prepared file, a new one where its content is not known yet.

    For inside the write unit; flushes.
    """
    found = db.session.scalar(file_with_digest(prepared.digest))
    if found is not None:
        return found
    file = MediaFile(**asdict(prepared))
    try:
        with db.session.begin_nested():
            db.session.add(file)
    except IntegrityError:
        # Somebody added the same content since; the savepoint has left the rest of the unit whole.
        return db.session.scalars(file_with_digest(prepared.digest)).one()
    return file

"""Take files into the media store: first the checked content on disk, then its row.

A row never names a file that is not whole on disk. The other way round a crash can leave a file
without a row, which costs room and nothing else.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from os import SEEK_END
from pathlib import Path

from flask import current_app
from sqlalchemy.exc import IntegrityError

from byline.extensions import db
from byline.lib import images
from byline.lib.file_types import RASTERS, SIGNATURE_BYTES, SVG, FileType, identify
from byline.lib.files import clean_file_name, move_into_place, sha256_of, temporary_file
from byline.lib.images import PictureChecker
from byline.lib.svg import NotSvg, SvgRefused, clean_svg
from byline.media import errors
from byline.media.models import MediaFile
from byline.media.queries import file_with_digest

MAX_PICTURE_BYTES = 30 * 10**6
MAX_SVG_BYTES = 5 * 10**6
# Videos, sounds and documents.
MAX_OTHER_BYTES = 200 * 10**6
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

Size = tuple[int | None, int | None]
"""Width and height in pixels; None for what has none."""


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
    incoming = media_folder() / "incoming"
    with (
        _told_as_refusals(name),
        _as_path(source, incoming) as path,
        temporary_file(incoming) as target,
    ):
        file_type = _checked_type(path, name, allow_svg=allow_svg)
        if file_type in RASTERS:
            file_type, size = _clean_picture(path, target, checker)
        elif file_type == SVG:
            size = _clean_drawing(path, target)
        else:
            size = None, None
            shutil.copyfile(path, target)
        return _keep(target, name, file_type, size)


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
        # Somebody added the same content meanwhile. MySQL shows rows that are newer than the
        # transaction only to a read that locks.
        return db.session.scalars(
            file_with_digest(prepared.digest).with_for_update(read=True)
        ).one()
    return file


@contextmanager
def _told_as_refusals(name: str) -> Iterator[None]:
    """Turn what the libraries and the system raise into errors that name the file."""
    try:
        yield
    except images.NotAPicture as error:
        raise errors.TypeRefused(name) from error
    except images.PictureDamaged as error:
        raise errors.PictureBroken(name) from error
    except images.PictureTooLarge as error:
        raise errors.PictureTooLarge(name, megapixels=images.MAX_PIXELS // 10**6) from error
    except images.PictureTooCostly as error:
        raise errors.PictureTooCostly(name) from error
    except (NotSvg, SvgRefused) as error:
        raise errors.SvgBroken(name) from error
    except OSError as error:
        if error.errno in DISK_FULL:
            raise errors.StoreFull(name) from error
        if error.errno in READ_ONLY:
            raise errors.StoreReadOnly(name) from error
        raise


@contextmanager
def _as_path(source: Path | bytes, folder: Path) -> Iterator[Path]:
    """Yield a path to read `source` from."""
    if isinstance(source, Path):
        yield source
        return
    with temporary_file(folder) as path:
        path.write_bytes(source)
        yield path


def _checked_type(path: Path, name: str, *, allow_svg: bool) -> FileType:
    """Return what the file is. Raises an error for what is not taken, or is too large."""
    with path.open("rb") as file:
        file_type = identify(file.read(SIGNATURE_BYTES))
        size = file.seek(0, SEEK_END)
    if not size:
        raise errors.FileEmpty(name)
    if file_type is None:
        raise errors.TypeRefused(name)
    if file_type == SVG and not allow_svg:
        raise errors.SvgNotAllowed(name)
    limit = _max_bytes(file_type)
    if size > limit:
        raise errors.FileTooLarge(name, megabytes=limit // 10**6)
    return file_type


def _max_bytes(file_type: FileType) -> int:
    if file_type == SVG:
        return MAX_SVG_BYTES
    return MAX_PICTURE_BYTES if file_type in RASTERS else MAX_OTHER_BYTES


def _clean_picture(
    path: Path, target: Path, checker: PictureChecker | None
) -> tuple[FileType, Size]:
    with nullcontext(checker) if checker else PictureChecker() as picture_checker:
        picture = picture_checker.check(path, target)
    return picture.file_type, (picture.width, picture.height)


def _clean_drawing(path: Path, target: Path) -> Size:
    drawing = clean_svg(path.read_bytes())
    target.write_bytes(drawing.data)
    return drawing.width, drawing.height


def _keep(target: Path, name: str, file_type: FileType, size: Size) -> PreparedFile:
    """Give the cleaned file its place in the store, unless the same content has it already."""
    width, height = size
    prepared = PreparedFile(
        digest=sha256_of(target),
        extension=file_type.extension,
        media_type=file_type.media_type,
        byte_size=target.stat().st_size,
        width=width,
        height=height,
        original_name=name,
    )
    if not media_path(prepared).exists():
        move_into_place(target, media_path(prepared))
    return prepared

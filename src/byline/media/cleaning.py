"""Check a file from outside and clean a copy of it, before the store takes it."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from os import SEEK_END
from pathlib import Path

from byline.lib import images
from byline.lib.file_types import RASTERS, SIGNATURE_BYTES, SVG, FileType, identify
from byline.lib.files import temporary_file
from byline.lib.images import PictureChecker
from byline.lib.svg import NotSvg, SvgRefused, clean_svg
from byline.media import errors

MAX_PICTURE_BYTES = 30 * 10**6
MAX_SVG_BYTES = 5 * 10**6
# Videos, sounds and documents.
MAX_OTHER_BYTES = 200 * 10**6
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

Size = tuple[int | None, int | None]
"""Width and height in pixels; None for what has none."""


@contextmanager
def cleaned_file(
    source: Path | bytes,
    name: str,
    folder: Path,
    *,
    allow_svg: bool,
    checker: PictureChecker | None,
) -> Iterator[tuple[Path, FileType, Size]]:
    """Yield a temporary file in `folder` with the cleaned content, its type and its size.

    `name` is the file's for errors, which are those of `byline.media.errors`: also for trouble
    with the disk inside the `with` block. Raises OSError where `source` cannot be read.
    """
    if isinstance(source, Path):
        # Here, so that its errors are not taken for the store's.
        source.open("rb").close()
    with (
        _told_as_refusals(name),
        _as_path(source, folder) as path,
        temporary_file(folder) as target,
    ):
        file_type = _checked_type(path, name, allow_svg=allow_svg)
        size: Size = (None, None)
        if file_type in RASTERS:
            file_type, size = _clean_picture(path, target, checker)
        elif file_type == SVG:
            size = _clean_drawing(path, target)
        else:
            shutil.copyfile(path, target)
        yield target, file_type, size


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

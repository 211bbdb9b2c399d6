"""The pictures that somebody puts into a form."""

import re

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from byline.blog.errors import InvalidPost
from byline.extensions import db, write_unit
from byline.lib.file_types import RASTERS, SIGNATURE_BYTES, SVG, identify
from byline.media.errors import FileRefused
from byline.media.models import MediaFile
from byline.media.queries import file_with_digest
from byline.media.services import add_file, prepare_file

DIGEST = re.compile("[0-9a-f]{64}")


def store_picture(field: str, upload: FileStorage, *, allow_svg: bool) -> MediaFile:
    """Put an uploaded picture into the media store, and return it.

    It stays there whatever becomes of the rest of the form, which can so be sent again without
    it. Writes in a unit of its own. Raises InvalidPost for what is no picture.
    """
    content = upload.stream.read()
    kind = identify(content[:SIGNATURE_BYTES])
    if content and kind not in RASTERS and kind != SVG:
        raise InvalidPost(field, _("This is no picture (JPEG, PNG, GIF, WebP, AVIF)."))
    try:
        prepared = prepare_file(content, upload.filename or "", allow_svg=allow_svg)
    except FileRefused as error:
        raise InvalidPost(field, str(error)) from error
    with write_unit():
        return add_file(prepared)


def find_picture(digest: str | None) -> MediaFile | None:
    """Return the picture in the media store with this content, whatever a form calls a digest."""
    if not digest or not DIGEST.fullmatch(digest):
        return None
    file: MediaFile | None = db.session.scalar(file_with_digest(digest))
    return file if file is not None and file.width else None

"""Why a file is not stored. Each error names the file and says it in the reader's language."""

from typing import ClassVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class FileRefused(Exception):
    """A file is not stored, and nothing of it stays behind.

    `str(error)` is one sentence for the person who brought the file.
    """

    sentence: ClassVar[LazyString]

    def __init__(self, name: str, **facts: object) -> None:
        """`name` is the file's, cleaned; `facts` fill the sentence's other places."""
        super().__init__(name)
        self.name = name
        self._facts = facts

    def __str__(self) -> str:
        return str(self.sentence) % {"name": self.name, **self._facts}


class FileEmpty(FileRefused):
    """The file has no content."""

    sentence = _l("The file “%(name)s” is empty.")


class FileTooLarge(FileRefused):
    """The file has more bytes than its type may have; fact `megabytes`."""

    sentence = _l("The file “%(name)s” is larger than %(megabytes)s MB.")


class TypeRefused(FileRefused):
    """The content is none of the types we store, whatever the name says."""

    sentence = _l(
        "The file “%(name)s” is not a picture (JPEG, PNG, GIF, WebP, AVIF), video (MP4, WebM), "
        "sound (MP3, OGG) or PDF, or it is damaged."
    )


class SvgNotAllowed(FileRefused):
    """SVG is taken from imports and administrators only, since it can carry code."""

    sentence = _l("The file “%(name)s” is an SVG drawing; please use a PNG instead.")


class SvgBroken(FileRefused):
    """The drawing is no well-formed SVG, defines entities, or is far too complicated."""

    sentence = _l("The drawing “%(name)s” cannot be read, or uses what a drawing does not need.")


class PictureBroken(FileRefused):
    """The picture is cut short or contradicts itself."""

    sentence = _l("The picture “%(name)s” is damaged.")


class PictureTooLarge(FileRefused):
    """The picture has too many pixels, or needs too much memory or time; fact `megapixels`."""

    sentence = _l("The picture “%(name)s” has more than %(megapixels)s million pixels.")


class PictureTooCostly(FileRefused):
    """Decoding the picture needs too much memory or time."""

    sentence = _l("The picture “%(name)s” takes too long or too much memory to check.")


class StoreFull(FileRefused):
    """There is no room left for the file."""

    sentence = _l("The file “%(name)s” could not be stored: the disk is full.")


class StoreReadOnly(FileRefused):
    """The process may not write to the media folder."""

    sentence = _l("The file “%(name)s” could not be stored: the data folder cannot be written.")

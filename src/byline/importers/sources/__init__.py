"""Reading the files of a folder or an archive, whatever somebody put into it."""

from pathlib import Path

from byline.importers.errors import SourceUnreadable
from byline.importers.sources.files import FileSource
from byline.importers.sources.folder import FolderSource
from byline.importers.sources.tar import TarSource
from byline.importers.sources.zip import ZipSource, looks_like_zip

__all__ = ["FileSource", "open_source"]


def open_source(path: Path) -> FileSource:
    """Open a folder, a tar archive (compressed by gzip or not) or a zip archive.

    A tar archive is read through once, into an unnamed temporary file. The caller closes the
    source. Raises SourceUnreadable.
    """
    try:
        if path.is_dir():
            return FolderSource(path)
        return ZipSource(path) if looks_like_zip(path) else TarSource(path)
    except OSError as error:
        raise SourceUnreadable(f"{error.filename or path}: {error.strerror or error}") from error

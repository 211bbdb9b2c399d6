"""Reads of the media store's table."""

from sqlalchemy import Connection, Select, select

from byline.extensions import db
from byline.media.models import MediaFile

ADDRESS_PREFIX = "/media/"


def file_with_digest(digest: str) -> Select[MediaFile]:
    """Select the file with this content, by its SHA-256 in hexadecimal."""
    return select(MediaFile).where(MediaFile.digest == digest)


def media_names(connection: Connection) -> set[str]:
    """Return the names of all files that rows name: `<digest>.<extension>`."""
    rows = connection.execute(select(MediaFile.digest, MediaFile.extension))
    return {f"{digest}.{extension}" for digest, extension in rows}


def find_file(address: str) -> MediaFile | None:
    """Return the stored file at a local address, `/media/<digest>.<extension>`."""
    if not address.startswith(ADDRESS_PREFIX):
        return None
    digest, _, extension = address.removeprefix(ADDRESS_PREFIX).partition(".")
    file = db.session.scalar(file_with_digest(digest))
    return file if file is not None and file.extension == extension else None


def find_picture_size(address: str) -> tuple[int, int] | None:
    """Return width and height in pixels of the picture at a local address; one query."""
    file = find_file(address)
    if file is None or file.width is None or file.height is None:
        return None
    return file.width, file.height

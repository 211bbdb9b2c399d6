"""Uploaded and imported files, stored by their content."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.database import UtcDateTime, utcnow
from byline.lib.limits import MAX_NAME_CHARS


def media_path(digest: str, extension: str) -> str:
    """Return the path of a file's address."""
    return f"/media/{digest}.{extension}"


class MediaFile(Base):
    """A file in the media store; the same content is stored once."""

    __tablename__ = "media_files"
    __table_args__ = (
        CheckConstraint("byte_size >= 0", name="byte_size_positive"),
        CheckConstraint(
            "(width IS NULL AND height IS NULL)"
            " OR (width IS NOT NULL AND height IS NOT NULL AND width > 0 AND height > 0)",
            name="size_whole",
        ),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # SHA-256 of the content, in hexadecimal.
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    extension: Mapped[str] = mapped_column(String(8))
    media_type: Mapped[str] = mapped_column(String(100))
    byte_size: Mapped[int]
    # In pixels; None for what is not a picture.
    width: Mapped[int | None]
    height: Mapped[int | None]
    original_name: Mapped[str] = mapped_column(String(MAX_NAME_CHARS))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    @property
    def name(self) -> str:
        """The file's name in the store and in its address."""
        return f"{self.digest}.{self.extension}"

    @property
    def url(self) -> str:
        """The path of the file's address."""
        return media_path(self.digest, self.extension)

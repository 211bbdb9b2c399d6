"""Which row came from which item of which source, so that an import can be run again."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.database import UtcDateTime, utcnow
from byline.lib.limits import MAX_PATH_CHARS

MAX_KEY_CHARS = 64


class ImportSource(Base):
    """A source that was imported, and where its blog was."""

    __tablename__ = "import_sources"
    __table_args__ = (TABLE_OPTIONS,)

    # As in the identities.
    source: Mapped[str] = mapped_column(String(MAX_KEY_CHARS), primary_key=True)
    # The name of the command: `wordpress`.
    kind: Mapped[str] = mapped_column(String(16))
    # Address of the old blog, without a slash behind; empty where the source does not say.
    site_url: Mapped[str] = mapped_column(String(MAX_PATH_CHARS), default="", server_default="")
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)


class ImportIdentity(Base):
    """An imported item: its source, its id there, and the one row it became here.

    It stays, with no row, when that row is deleted, so that the next import does not bring it back.
    That it never names two rows is not checked by the database: MySQL allows no CHECK on columns
    that a foreign key sets to NULL.
    """

    __tablename__ = "import_identities"
    __table_args__ = (
        UniqueConstraint("source", "original_id"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(MAX_KEY_CHARS))
    original_id: Mapped[str] = mapped_column(String(MAX_PATH_CHARS))
    # SHA-256 of the item as the source had it, in hexadecimal: tells a changed item from the same.
    digest: Mapped[str] = mapped_column(String(64))
    # The version the post had when the import last wrote it: a later one means it was edited here.
    # No other row has one.
    version: Mapped[int | None]
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    post_id: Mapped[int | None] = mapped_column(
        ForeignKey("posts.id", ondelete="SET NULL"), index=True
    )
    page_id: Mapped[int | None] = mapped_column(
        ForeignKey("pages.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comments.id", ondelete="SET NULL"), index=True
    )
    media_id: Mapped[int | None] = mapped_column(
        ForeignKey("media_files.id", ondelete="SET NULL"), index=True
    )

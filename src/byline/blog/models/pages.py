"""Static pages: about, contact, imprint."""

from datetime import datetime
from urllib.parse import quote

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import expression

from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.database import UtcDateTime, long_text, utcnow
from byline.lib.languages import text_direction
from byline.lib.limits import MAX_LANGUAGE_CHARS, MAX_SLUG_CHARS, MAX_TITLE_CHARS


def page_path(slug: str) -> str:
    """Return the path of a page's address."""
    return f"/page/{quote(slug)}"


class Page(Base):
    """A page outside the stream of posts, linked in the navigation unless it says otherwise."""

    __tablename__ = "pages"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title_given"),
        CheckConstraint("format IN ('markdown', 'html')", name="format_known"),
        Index("ix_pages_in_navigation_position_id", "in_navigation", "position", "id"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(MAX_SLUG_CHARS), unique=True)
    title: Mapped[str] = mapped_column(String(MAX_TITLE_CHARS))
    source: Mapped[str] = mapped_column(long_text())
    format: Mapped[str] = mapped_column(String(16), default="markdown", server_default="markdown")
    # Made from the source on save by `byline.lib.render`.
    html: Mapped[str] = mapped_column(long_text())
    text: Mapped[str] = mapped_column(long_text())
    language: Mapped[str | None] = mapped_column(String(MAX_LANGUAGE_CHARS))
    in_navigation: Mapped[bool] = mapped_column(default=True, server_default=expression.true())
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    __mapper_args__ = {"version_id_col": version}

    @property
    def text_direction(self) -> str:
        """The direction of the page's script: `ltr`, `rtl`, or `auto` where nobody knows."""
        return text_direction(self.language)

    @property
    def url(self) -> str:
        """The path of the page's address."""
        return page_path(self.slug)

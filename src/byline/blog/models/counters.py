"""Totals that a page shows, kept as they change so that no page counts rows."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from byline.extensions import TABLE_OPTIONS, Base

PUBLISHED_POSTS = "published_posts"


class Counter(Base):
    """A named total; the rows are those of the first migration."""

    __tablename__ = "counters"
    __table_args__ = (
        CheckConstraint("total >= 0", name="total_positive"),
        TABLE_OPTIONS,
    )

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    total: Mapped[int] = mapped_column(default=0, server_default="0")

"""Tags."""

from urllib.parse import quote

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, query_expression

from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.limits import MAX_TAG_CHARS

# Folding the case of a character makes up to three of it.
MAX_TITLE_KEY_CHARS = 3 * MAX_TAG_CHARS


def tag_path(title: str) -> str:
    """Return the path of the list of a tag's posts."""
    return f"/blog/tag/{quote(title, safe='')}"


class Tag(Base):
    """A subject that posts share."""

    __tablename__ = "tags"
    __table_args__ = (
        CheckConstraint("title NOT IN ('', '.', '..')", name="title_addressable"),
        CheckConstraint("title NOT LIKE '%/%'", name="title_one_segment"),
        CheckConstraint("post_count >= 0", name="post_count_positive"),
        Index("ix_tags_post_count_title", "post_count", "title"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(MAX_TAG_CHARS))
    # The title without regard to case: `byline.lib.titles.title_key`.
    title_key: Mapped[str] = mapped_column(String(MAX_TITLE_KEY_CHARS), unique=True)
    # Published posts, kept by `byline.blog.services`.
    post_count: Mapped[int] = mapped_column(default=0, server_default="0")
    # With the scheduled ones whose date is reached; only where a query asks for it.
    visible_posts: Mapped[int] = query_expression()

    @property
    def url(self) -> str:
        """The path of the tag's list."""
        return tag_path(self.title)

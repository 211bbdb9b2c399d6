"""Addresses that moved."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from byline.blog.models.pages import Page
from byline.blog.models.posts import Post
from byline.blog.models.tags import Tag
from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.limits import MAX_PATH_CHARS


class Redirect(Base):
    """An old address and what answers for it now.

    It names the row, not the row's address, so that it always takes one hop.
    """

    __tablename__ = "redirects"
    __table_args__ = (
        CheckConstraint("path LIKE '/_%' AND path NOT LIKE '%/'", name="path_normal"),
        CheckConstraint(
            "(CASE WHEN post_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN page_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN tag_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN target IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_target",
        ),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Decoded, and in the form of `byline.lib.paths.normal_path`.
    path: Mapped[str] = mapped_column(String(MAX_PATH_CHARS), unique=True)
    post_id: Mapped[int | None] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), index=True
    )
    page_id: Mapped[int | None] = mapped_column(
        ForeignKey("pages.id", ondelete="CASCADE"), index=True
    )
    tag_id: Mapped[int | None] = mapped_column(
        ForeignKey("tags.id", ondelete="CASCADE"), index=True
    )
    # A path of this site that is no row's: an index, a feed.
    target: Mapped[str | None] = mapped_column(String(MAX_PATH_CHARS))

    post: Mapped[Post | None] = relationship()
    page: Mapped[Page | None] = relationship()
    tag: Mapped[Tag | None] = relationship()

"""What readers say under a post."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from byline.auth.models import User
from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.database import UtcDateTime, utcnow
from byline.lib.limits import MAX_NAME_CHARS


class Comment(Base):
    """A comment of a guest or a user, or a reply to one under the same post."""

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint("status IN ('pending', 'approved', 'spam')", name="status_known"),
        # The target of the next key.
        UniqueConstraint("id", "post_id"),
        # A reply stands under the post of what it answers.
        ForeignKeyConstraint(
            ["parent_id", "post_id"], ["comments.id", "comments.post_id"], ondelete="CASCADE"
        ),
        Index("ix_comments_post_id_status_created_at", "post_id", "status", "created_at"),
        Index("ix_comments_status_created_at", "status", "created_at"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    parent_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(MAX_NAME_CHARS))
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16), default="pending", server_default="pending")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    user: Mapped[User | None] = relationship()

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
from byline.blog.models import Post
from byline.comments.paths import MAX_PATH_CHARS
from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.database import UtcDateTime, utcnow
from byline.lib.limits import MAX_NAME_CHARS

# Of a SHA-256 in hexadecimal digits.
KEY_CHARS = 64


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
        Index("ix_comments_post_id_deleted_at", "post_id", "deleted_at"),
        Index("ix_comments_post_id_status_path", "post_id", "status", "path"),
        Index("ix_comments_status_created_at_id", "status", "created_at", "id"),
        Index("ix_comments_parent_id_post_id", "parent_id", "post_id"),
        Index(
            "ix_comments_guest_key_status_post_id_path", "guest_key", "status", "post_id", "path"
        ),
        Index("ix_comments_user_id_status_post_id_path", "user_id", "status", "post_id", "path"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    parent_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(MAX_NAME_CHARS))
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16), default="pending", server_default="pending")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    # Set on what is kept without its name and text, for the sake of the replies to it.
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Where the comment stands under its post; see `byline.comments.paths`.
    path: Mapped[str] = mapped_column(String(MAX_PATH_CHARS), default="", server_default="")
    # Of the form it was sent with: the same form makes one comment, however often it is sent.
    submission_key: Mapped[str | None] = mapped_column(String(KEY_CHARS), index=True, unique=True)
    # A digest of the guest's cookie.
    guest_key: Mapped[str | None] = mapped_column(String(KEY_CHARS))

    user: Mapped[User | None] = relationship()
    post: Mapped[Post] = relationship()

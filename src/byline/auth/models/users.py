"""People and what they may do."""

import secrets
from datetime import datetime

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship
from sqlalchemy.sql import expression

from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.database import UtcDateTime, utcnow
from byline.lib.limits import MAX_EMAIL_CHARS, MAX_NAME_CHARS, MAX_USERNAME_CHARS

# Rows of the first migration. Every new user has the first one, whatever the way in.
ROLES = {
    "default": "Reads and comments",
    "poster": "Writes and edits own posts",
    "editor": "Edits all posts and moderates comments",
    "admin": "Does everything, settings and people included",
}


def author_path(username: str) -> str:
    """Return the path of the list of an author's posts; a user name needs no quoting."""
    return f"/blog/user/{username}"


user_roles = Table(  # type: ignore[call-overload]  # options by ** are not typed
    "user_roles",
    Base.metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id"), primary_key=True, index=True),
    **TABLE_OPTIONS,
)


class Role(RoleMixin, Base):
    """What somebody may do; the four of them are fixed."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_USERNAME_CHARS), unique=True)
    description: Mapped[str] = mapped_column(String(MAX_NAME_CHARS))


class User(UserMixin, Base):
    """Somebody who has an account, or is named as an author by an import.

    Of Flask-Security's columns these are the ones that are used; those of a second factor come
    with it.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("username = lower(username)", name="username_lower"),
        CheckConstraint("username <> ''", name="username_given"),
        CheckConstraint("post_count >= 0", name="post_count_positive"),
        Index("ix_users_post_count_username", "post_count", "username"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Lower-case always, so its uniqueness has no regard to case.
    username: Mapped[str] = mapped_column(String(MAX_USERNAME_CHARS), unique=True)
    display_name: Mapped[str] = mapped_column(String(MAX_NAME_CHARS))
    # Set only once it is verified; Flask-Security's own is never null.
    email: Mapped[str | None] = mapped_column(  # type: ignore[assignment]  # as said above
        String(MAX_EMAIL_CHARS), unique=True
    )
    # An argon2 hash; None where there is no way in by password.
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True, server_default=expression.true())
    # The epoch: it stands in each session instead of the id, and changing it ends them all.
    fs_uniquifier: Mapped[str] = mapped_column(
        String(64), unique=True, default=lambda: secrets.token_hex(16)
    )
    # Published posts, kept by `byline.blog.services`, since no page counts rows.
    post_count: Mapped[int] = mapped_column(default=0, server_default="0")
    # With the scheduled ones whose date is reached; only where a query asks for it.
    visible_posts: Mapped[int] = query_expression()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]  # a narrower list
        secondary=user_roles, order_by=Role.id
    )

    @property
    def url(self) -> str:
        """The path of the list of the user's posts."""
        return author_path(self.username)

    def has_role(self, *names: str) -> bool:  # type: ignore[override]  # several at once
        """Say whether the user has one of these roles."""
        return any(role.name in names for role in self.roles)

"""Where people are signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import expression

from byline.auth.models.users import User
from byline.extensions import Base
from byline.lib.database import UtcDateTime, utcnow

TOKEN_HASH_CHARS = 64
MAX_USER_AGENT_CHARS = 255


class UserSession(Base):
    """One browser in which a user is signed in; without its row a cookie opens nothing."""

    __tablename__ = "user_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    # SHA-256 of what the cookie carries, so that nobody signs in with a copy of the table.
    token_hash: Mapped[str] = mapped_column(String(TOKEN_HASH_CHARS), unique=True)
    user_agent: Mapped[str] = mapped_column(
        String(MAX_USER_AGENT_CHARS), default="", server_default=""
    )
    # Outlives the browser.
    remembered: Mapped[bool] = mapped_column(default=False, server_default=expression.false())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    user: Mapped[User] = relationship()

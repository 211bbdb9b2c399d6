"""Addresses that people say are theirs."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from byline.auth.models.users import User
from byline.extensions import Base
from byline.lib.database import UtcDateTime, utcnow
from byline.lib.limits import MAX_EMAIL_CHARS


class UnverifiedEmail(Base):
    """An address that nobody has confirmed: it reserves nothing, and no one signs in with it.

    Were it kept with the user, somebody else's address could be taken before its owner comes.
    """

    __tablename__ = "unverified_emails"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    email: Mapped[str] = mapped_column(String(MAX_EMAIL_CHARS))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    user: Mapped[User] = relationship()

"""What somebody had typed when their login was found to be over."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from byline.auth.models.sessions import TOKEN_HASH_CHARS
from byline.extensions import Base
from byline.lib.database import UtcDateTime, long_text, utcnow
from byline.lib.limits import MAX_PATH_CHARS


class KeptForm(Base):
    """The fields of a form, kept until they can be shown in it again."""

    __tablename__ = "kept_forms"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(TOKEN_HASH_CHARS), unique=True)
    # Of the page that has the form.
    path: Mapped[str] = mapped_column(String(MAX_PATH_CHARS))
    # JSON: a list of pairs, name and value.
    fields: Mapped[str] = mapped_column(long_text())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

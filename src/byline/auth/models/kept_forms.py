"""What somebody had typed when their login was found to be over."""

import base64
import json
import zlib
from collections.abc import Sequence
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
    # Compressed: see `pairs`.
    fields: Mapped[str] = mapped_column(long_text())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The fields, name and value."""
        packed = base64.b85decode(self.fields)
        return [(name, value) for name, value in json.loads(zlib.decompress(packed))]


def pack_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """Return what is stored of the fields.

    As it is, a text full of quotation marks would be four times as long in a statement, and MySQL
    takes none of more than 16 MB.
    """
    return base64.b85encode(zlib.compress(json.dumps(pairs).encode(), level=1)).decode()

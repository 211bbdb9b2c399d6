"""Find what was typed before a login was over."""

from datetime import datetime

from sqlalchemy import select

from byline.auth.models import KeptForm
from byline.extensions import db


def find_kept_form(token_hash: str, now: datetime) -> KeptForm | None:
    """Return the form that is kept under this key."""
    query = select(KeptForm).where(KeptForm.token_hash == token_hash, KeptForm.expires_at > now)
    return db.session.execute(query).scalar_one_or_none()

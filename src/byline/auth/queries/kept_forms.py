"""Find what was typed before a login was over."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from byline.auth.models import KeptForm
from byline.extensions import db


def find_kept_form(
    token_hashes: Collection[str], path: str | None, now: datetime
) -> KeptForm | None:
    """Return the newest form that is kept under one of these keys, of any page or of `path`."""
    query = (
        select(KeptForm)
        .where(KeptForm.token_hash.in_(token_hashes), KeptForm.expires_at > now)
        .order_by(KeptForm.id.desc())
        .limit(1)
    )
    if path is not None:
        query = query.where(KeptForm.path == path)
    return db.session.execute(query).scalar_one_or_none()

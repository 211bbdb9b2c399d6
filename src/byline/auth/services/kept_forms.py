"""Keep what was typed over a lost login."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete

from byline.auth.models import KeptForm
from byline.extensions import db
from byline.lib.tokens import hash_token

KEPT_FOR = timedelta(days=1)


def keep_form(token: str, path: str, packed: str, *, now: datetime) -> KeptForm:
    """Keep the fields of the form at `path` for who carries `token`; what is too old goes."""
    db.session.execute(delete(KeptForm).where(KeptForm.expires_at <= now))
    kept = KeptForm(
        token_hash=hash_token(token),
        path=path,
        fields=packed,
        created_at=now,
        expires_at=now + KEPT_FOR,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def drop_kept_forms(
    token_hashes: Collection[str], *, path: str | None = None, form_id: int | None = None
) -> None:
    """Forget what is kept under these keys: all, the form at `path`, or the one of this id."""
    query = delete(KeptForm).where(KeptForm.token_hash.in_(token_hashes))
    if path is not None:
        query = query.where(KeptForm.path == path)
    if form_id is not None:
        query = query.where(KeptForm.id == form_id)
    db.session.execute(query)

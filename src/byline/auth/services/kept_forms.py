"""Keep what was typed over a lost login."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete

from byline.auth.models import KeptForm
from byline.auth.models.kept_forms import pack_pairs
from byline.extensions import db
from byline.lib.tokens import hash_token

KEPT_FOR = timedelta(days=1)


def keep_form(
    token: str, path: str, fields: Sequence[tuple[str, str]], *, now: datetime
) -> KeptForm:
    """Keep the fields of the form at `path` for who carries `token`; what is too old goes."""
    db.session.execute(delete(KeptForm).where(KeptForm.expires_at <= now))
    kept = KeptForm(
        token_hash=hash_token(token),
        path=path,
        fields=pack_pairs(fields),
        created_at=now,
        expires_at=now + KEPT_FOR,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def drop_kept_forms(token_hashes: Collection[str], path: str) -> None:
    """Forget the form at `path`: it has been sent."""
    db.session.execute(
        delete(KeptForm).where(KeptForm.token_hash.in_(token_hashes), KeptForm.path == path)
    )

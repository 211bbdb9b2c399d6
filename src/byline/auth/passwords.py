"""Hash passwords. A hash takes 130 to 225 ms, so it is never made inside a write unit."""

import unicodedata

from flask import current_app
from flask_security import utils
from flask_security.proxies import _pwd_context

from byline.auth.errors import PasswordTooShort
from byline.auth.models import User

MIN_PASSWORD_CHARS = 8
MAX_PASSWORD_CHARS = 1_000

_DUMMY = "byline-dummy-hash"


def hash_password(password: str) -> str:
    """Return the argon2 hash of a password. Raises PasswordTooShort."""
    if len(password) < MIN_PASSWORD_CHARS:
        raise PasswordTooShort(f"A password has {MIN_PASSWORD_CHARS} characters or more.")
    return utils.hash_password(_normal(password))


def is_password(user: User | None, password: str) -> bool:
    """Say whether a password opens an account.

    Takes as long for one that does not exist, is blocked or has no password, so that nobody learns
    from the time which there are.
    """
    stored = user.password if user is not None and user.active else None
    # What is no hash of a kind we know opens nothing either.
    known = stored if stored and _pwd_context.identify(stored) else None
    verified = utils.verify_password(_normal(password), known or _dummy_hash())
    return verified and known is not None


def renewed_hash(user: User, password: str) -> str | None:
    """Return a new hash of a user's password where the stored one is not as they are made now."""
    if user.password is None or not _pwd_context.needs_update(user.password):
        return None
    return utils.hash_password(_normal(password))


def _dummy_hash() -> str:
    """Return the hash of a password that nobody has; made once a process."""
    known: str | None = current_app.extensions.get(_DUMMY)
    if known is None:
        known = current_app.extensions[_DUMMY] = utils.hash_password("a password nobody has")
    return known


def _normal(password: str) -> str:
    """Keyboards write the same letter in more than one way (NIST SP 800-63B, section 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)

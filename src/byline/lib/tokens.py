"""Secrets that open something to whoever carries them."""

import hashlib
import secrets


def make_token() -> str:
    """Return a new secret of 256 bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return what is stored of a secret: 64 hexadecimal digits.

    A plain hash is enough, since nobody can guess 256 random bits.
    """
    return hashlib.sha256(token.encode()).hexdigest()

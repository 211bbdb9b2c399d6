"""Hash passwords. A hash takes 130 to 225 ms, so it is never made inside a write unit."""

from argon2 import PasswordHasher

from byline.auth.errors import PasswordTooShort

MIN_PASSWORD_CHARS = 8

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the argon2 hash of a password. Raises PasswordTooShort."""
    if len(password) < MIN_PASSWORD_CHARS:
        raise PasswordTooShort(f"A password has {MIN_PASSWORD_CHARS} characters or more.")
    return _hasher.hash(password)

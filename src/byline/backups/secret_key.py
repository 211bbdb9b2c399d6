"""The key that signs cookies and links, in the data folder unless the environment gives one."""

from pathlib import Path

from flask import current_app

from byline.lib.files import write_atomically


def kept_key() -> bytes | None:
    """Return the data folder's key where it is the one that is used."""
    try:
        key = _path().read_bytes()
    except FileNotFoundError:
        return None
    return key if is_used(key) else None


def is_used(key: bytes) -> bool:
    """Say whether this is the key that the site signs with now."""
    return bool(key.decode("ascii", "replace") == current_app.config["SECRET_KEY"])


def keep_key(key: bytes) -> None:
    """Put a key in the place of the data folder's."""
    write_atomically(_path(), key, mode=0o600)


def _path() -> Path:
    return Path(current_app.config["DATA"]) / "secret-key"

"""How often somebody may do something, counted in a store that all processes share.

Without Redis that is a SQLite file in the data folder: see `byline.lib.limit_counts`. A Redis that
does not answer is replaced by that file, and a file that cannot be used by each process's own
memory, since who cannot be counted must still get in. An address is counted under a keyed hash of
it, and forgotten when its time is over.
"""

import hashlib
import math
import time
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_babel import format_timedelta
from flask_babel import gettext as _
from limits import RateLimitItemPerSecond
from limits.errors import ConfigurationError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from byline.lib.limit_counts import counts_uri
from byline.lib.limit_fallback import SteadyCounts
from byline.lib.settings import InvalidSetting

# A dead Redis would cost seconds a request with the client's own defaults.
REDIS_TIMEOUT_SECONDS = 0.2
REDIS_OPTIONS: dict[str, Any] = {
    "socket_timeout": REDIS_TIMEOUT_SECONDS,
    "socket_connect_timeout": REDIS_TIMEOUT_SECONDS,
    "retry": None,
}

# A household or a server is given a /64 of IPv6, and all addresses in it.
IPV6_PREFIX_BITS = 64

_EXTENSION = "byline-limits"


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds, counted from the first."""

    name: str
    amount: int
    seconds: int

    @property
    def item(self) -> RateLimitItemPerSecond:
        """The limit as the library `limits` knows it."""
        return RateLimitItemPerSecond(self.amount, self.seconds, namespace=self.name)


class LimitReached(Exception):
    """Somebody has done something as often as they may; `retry_after` seconds from now they may."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"again in {retry_after} seconds")
        self.retry_after = retry_after


def init_app(app: Flask) -> None:
    """Set the store of the counts; nothing is opened yet. Raises InvalidSetting."""
    storage = _storage(app.config["RATELIMIT_STORAGE_URI"], app.config["DATA"])
    app.extensions[_EXTENSION] = FixedWindowRateLimiter(storage)


def spend(limit: Limit, *keys: str, cost: int = 1) -> None:
    """Count one more time, or `cost` of them, for these keys. Raises LimitReached beyond."""
    if not _limiter().hit(limit.item, *keys, cost=cost):
        raise LimitReached(_seconds_left(limit, keys))


def check(limit: Limit, *keys: str) -> None:
    """Raise LimitReached where the next time would be too often; counts nothing."""
    if is_reached(limit, *keys):
        raise LimitReached(_seconds_left(limit, keys))


def is_reached(limit: Limit, *keys: str) -> bool:
    """Say whether the next time would be too often; counts nothing."""
    return not _limiter().test(limit.item, *keys)


def count(limit: Limit, *keys: str) -> None:
    """Count one more time for these keys, as often as it may be."""
    _limiter().hit(limit.item, *keys)


def give_back(limit: Limit, *keys: str) -> None:
    """Count one time less for these keys: it turned out not to be one of those that count."""
    _limiter().storage.incr(limit.item.key_for(*keys), limit.seconds, -1)


def forget(limit: Limit, *keys: str) -> None:
    """Count anew from nothing for these keys."""
    _limiter().clear(limit.item, *keys)


def retry_later(page: str, error: LimitReached) -> Response:
    """Return a page, with the form and what was typed, that says when it may be sent again."""
    return Response(page, 429, {"Retry-After": str(error.retry_after)}, mimetype="text/html")


def limit_message(error: LimitReached) -> str:
    """Return what a person is told."""
    seconds = error.retry_after
    # Rounded up, so that nobody is sent away twice; seconds up to two minutes, hours from two on.
    whole = seconds if seconds < 120 else math.ceil(seconds / 60) * 60
    wait = format_timedelta(timedelta(seconds=whole), threshold=2)
    text: str = _("That was a lot at once. Wait %(time)s, then send it again.", time=wait)
    return text


def address_key() -> str:
    """Return what the address of this request is counted under; it cannot be read back."""
    raw = request.remote_addr or ""
    try:
        address = ip_address(raw)
    except ValueError:
        return private_key(raw)
    if isinstance(address, IPv6Address):
        # A server that listens on both sees those of IPv4 as ::ffff:a.b.c.d, one network.
        mapped = address.ipv4_mapped
        packed = mapped.packed if mapped else address.packed[: IPV6_PREFIX_BITS // 8]
    else:
        packed = address.packed
    return _digest(packed)


def private_key(text: str) -> str:
    """Return what a name is counted under; it cannot be read back."""
    return _digest(text.encode())


def _digest(raw: bytes) -> str:
    secret = current_app.secret_key or b""
    key = secret.encode() if isinstance(secret, str) else secret
    return hashlib.blake2b(raw, key=key[:64], digest_size=16).hexdigest()


def _storage(uri: str, data: Path) -> Storage:
    """Return the store, with what takes over while it is broken. Raises InvalidSetting."""
    file_uri = counts_uri(data)
    options = REDIS_OPTIONS if urlsplit(uri).scheme.startswith(("redis", "valkey")) else {}
    try:
        chosen = storage_from_string(uri, **options)
    except (ConfigurationError, ValueError):
        # The error itself names the address, which may hold a password.
        raise InvalidSetting(
            "BYLINE_RATELIMIT_STORAGE_URI (or REDIS_URL) must look like redis://localhost:6379,"
            " and the extra `redis` be installed."
        ) from None
    if not isinstance(chosen, Storage):
        raise InvalidSetting("BYLINE_RATELIMIT_STORAGE_URI must not begin with async.")
    if uri == file_uri:
        return SteadyCounts(chosen, MemoryStorage)
    return SteadyCounts(chosen, lambda: _storage(file_uri, data))


def _seconds_left(limit: Limit, keys: tuple[str, ...]) -> int:
    reset = _limiter().get_window_stats(limit.item, *keys).reset_time
    return max(1, round(reset - time.time()))


def _limiter() -> FixedWindowRateLimiter:
    limiter: FixedWindowRateLimiter = current_app.extensions[_EXTENSION]
    return limiter

"""How often somebody may do something, counted in a store that all processes share.

Without Redis that is a SQLite file in the data folder: see `byline.lib.limit_counts`. An address is
counted under a keyed hash of it, and forgotten when its time is over.
"""

import hashlib
import time
from dataclasses import dataclass
from ipaddress import ip_address

from flask import Flask, Response, current_app, request
from flask_babel import gettext as _
from limits import RateLimitItemPerSecond
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from byline.lib import limit_counts  # noqa: F401 - makes the store known by its scheme

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
    """Set the store of the counts; nothing is opened yet."""
    storage = storage_from_string(app.config["RATELIMIT_STORAGE_URI"])
    app.extensions[_EXTENSION] = FixedWindowRateLimiter(storage)


def spend(limit: Limit, *keys: str) -> None:
    """Count one more time for these keys. Raises LimitReached, and counts nothing, beyond."""
    if not _limiter().hit(limit.item, *keys):
        raise LimitReached(_seconds_left(limit, keys))


def check(limit: Limit, *keys: str) -> None:
    """Raise LimitReached where the next time would be too often; counts nothing."""
    if not _limiter().test(limit.item, *keys):
        raise LimitReached(_seconds_left(limit, keys))


def forget(limit: Limit, *keys: str) -> None:
    """Count anew from nothing for these keys."""
    _limiter().clear(limit.item, *keys)


def retry_later(page: str, error: LimitReached) -> Response:
    """Return a page, with the form and what was typed, that says when it may be sent again."""
    return Response(page, 429, {"Retry-After": str(error.retry_after)}, mimetype="text/html")


def limit_message(error: LimitReached) -> str:
    """Return what a person is told."""
    text: str = _(
        "That was a lot at once. Wait %(seconds)s seconds, then send it again.",
        seconds=error.retry_after,
    )
    return text


def address_key() -> str:
    """Return what the address of this request is counted under; it cannot be read back."""
    raw = request.remote_addr or ""
    try:
        address = ip_address(raw)
    except ValueError:
        packed = raw.encode()
    else:
        kept = address.max_prefixlen if address.version == 4 else IPV6_PREFIX_BITS
        packed = address.packed[: kept // 8]
    key = (
        (current_app.secret_key or "").encode() if isinstance(current_app.secret_key, str) else b""
    )
    return hashlib.blake2b(packed, key=key[:64], digest_size=16).hexdigest()


def _seconds_left(limit: Limit, keys: tuple[str, ...]) -> int:
    reset = _limiter().get_window_stats(limit.item, *keys).reset_time
    return max(1, round(reset - time.time()))


def _limiter() -> FixedWindowRateLimiter:
    limiter: FixedWindowRateLimiter = current_app.extensions[_EXTENSION]
    return limiter

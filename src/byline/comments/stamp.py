"""The stamp on a guest's form: which post it belongs to and when it was made.

It takes the place of a session's token, so that the page sets no cookie and can be kept for
everybody. On a kept page it says only how old the form is at most.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

STAMP_LIFETIME = timedelta(hours=24)


class StampForged(Exception):
    """A stamp is missing, is not one of ours, or was made for another post."""


@dataclass(frozen=True)
class Stamp:
    """What a stamp says; read without regard to its age."""

    post_id: int
    made_at: datetime

    def age(self, now: datetime) -> timedelta:
        """Return how long ago the form was made; clocks of two machines may differ a little."""
        return max(now - self.made_at, timedelta(0))

    def is_expired(self, now: datetime) -> bool:
        """Say whether the form has been open for too long."""
        return self.age(now) > STAMP_LIFETIME


def make_stamp(post_id: int, now: datetime) -> str:
    """Return the stamp of a form that is made now."""
    return _serializer().dumps([post_id, int(now.timestamp())])


def read_stamp(value: str | None, post_id: int) -> Stamp:
    """Return what a stamp says. Raises StampForged unless we made it for this post."""
    try:
        stamped_id, seconds = _serializer().loads(value or "")
    except BadData as error:
        raise StampForged from error
    if stamped_id != post_id:
        raise StampForged
    return Stamp(stamped_id, datetime.fromtimestamp(seconds, UTC))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="byline.comment-stamp")

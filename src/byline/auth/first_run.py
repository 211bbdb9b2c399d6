"""The way in to a site that nobody looks after yet.

No password is known by default. Whoever starts the server reads a link from its terminal; it is
good for an hour, and once: it makes the first admin, and works only while there is none.
"""

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from byline.auth.errors import LinkExpired
from byline.auth.models import User
from byline.auth.queries import has_active_admin, hold_roles
from byline.auth.services import create_user
from byline.settings.services import change_setting

LINK_LIFETIME_SECONDS = 3600


def make_token() -> str:
    """Return the secret part of a new link."""
    return _serializer().dumps("first-run")


def check_token(token: str) -> None:
    """Raise LinkExpired unless the link is ours, fresh and still needed; one query."""
    try:
        _serializer().loads(token, max_age=LINK_LIFETIME_SECONDS)
    except BadData as error:
        raise LinkExpired("This link is too old or damaged.") from error
    if has_active_admin():
        raise LinkExpired("This link has been used: the site has an admin.")


def begin_site(
    token: str, *, site_name: str, username: str, display_name: str, password_hash: str
) -> User:
    """Create the first admin and name the site; inside a write unit, so that it happens once.

    Raises LinkExpired, and what `create_user` raises.
    """
    hold_roles()
    check_token(token)
    change_setting("site_name", site_name)
    return create_user(
        username,
        password_hash=password_hash,
        roles=["admin"],
        display_name=display_name or username,
    )


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="byline.first-run")

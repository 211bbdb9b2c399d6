"""Sign a browser in and out."""

from datetime import timedelta

from flask import current_app, g, request, session
from flask_security.utils import login_user, logout_user

from byline.auth.kept_forms import OWNER_KEY, SESSION_KEY, keep_for
from byline.auth.models import User
from byline.auth.queries import hold_epoch
from byline.auth.security import TOKEN_KEY
from byline.auth.services import add_session, end_session
from byline.extensions import write_unit
from byline.lib.database import utcnow
from byline.lib.tokens import make_token

# What a session keeps when somebody signs in. All else, the form token too, is made anew, so that
# who knew the session before knows nothing of the one after.
_KEPT_KEYS = (OWNER_KEY, SESSION_KEY)


def sign_in(user: User, *, epoch: str, remember: bool) -> None:
    """Sign the browser of this request in; in a write unit of its own.

    `epoch` is that of the user when the password was looked at, which takes a while: if it has been
    changed meanwhile, this one opens nothing any more. Raises EpochOver.
    """
    token = make_token()
    lifetime: timedelta = current_app.config[
        "PERMANENT_SESSION_LIFETIME" if remember else "SESSION_LIFETIME"
    ]
    with write_unit():
        hold_epoch(user, epoch)
        add_session(
            user,
            token,
            user_agent=request.user_agent.string,
            remembered=remember,
            lifetime=lifetime,
            now=utcnow(),
        )
        keep_for(user.id)
    kept = {key: session[key] for key in _KEPT_KEYS if key in session}
    session.clear()
    g.pop("csrf_token", None)
    session.update(kept)
    session[TOKEN_KEY] = token
    session.permanent = remember
    login_user(user, authn_via=["password"])


def sign_out() -> None:
    """Sign the browser of this request out; in a write unit of its own."""
    with write_unit():
        end_session(session.get(TOKEN_KEY, ""))
    logout_user()
    session.clear()

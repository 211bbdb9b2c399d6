"""Tie Flask-Security to our sessions: who a request comes from."""

from flask import Flask, Response, g, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import current_user
from flask_login.utils import _user_context_processor
from flask_security import SQLAlchemyUserDatastore
from flask_security.utils import set_request_attr

from byline.auth.guest import Guest
from byline.auth.models import Role, User
from byline.auth.queries import find_signed_in
from byline.auth.services import see_session
from byline.extensions import db, security
from byline.lib.database import utcnow
from byline.lib.tokens import hash_token

# Where the session cookie carries the secret of its row.
TOKEN_KEY = "token"  # nosec B105 - the name, not the secret

# Who sends this request.
visitor: User | Guest = current_user


class Sessions(SecureCookieSessionInterface):
    """Sessions in a signed cookie that is dropped with the last thing of ours in it.

    Flask-Login marks each that it meets, and pages would stay private for good after a message.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie, or drop it."""
        if session.modified and set(session) <= {"_fresh"}:
            session.clear()
        super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Know who is signed in, when a page asks."""
    app.session_interface = Sessions()
    security.init_app(app, SQLAlchemyUserDatastore(db, User, Role), register_blueprint=False)
    manager = security.login_manager
    manager.user_loader(_load_user)
    # Its own looks for a token in the address and the body of every request.
    manager.request_loader(lambda _request: None)
    manager.anonymous_user = Guest
    # Rights are asked of `can`. Principal would load the user for every request, and the cookie
    # of Flask-Login that remembers, which our sessions do without, would make every answer,
    # pictures too, differ by cookie.
    app.before_request_funcs[None].remove(security.principal._on_before_request)  # noqa: SLF001
    app.after_request_funcs[None].remove(manager._update_remember_cookie)  # noqa: SLF001
    # Its `current_user` is loaded for every page, also for one that says the database has failed.
    app.template_context_processors[None].remove(_user_context_processor)
    app.context_processor(lambda: {"visitor": visitor})


def signed_in_user() -> User:
    """Return who sends this request, as a plain object; below a guard that lets in no guest."""
    user: User = visitor._get_current_object()  # type: ignore[union-attr]  # of the proxy  # noqa: SLF001
    return user


def _load_user(epoch: str) -> User | None:
    """Return who the session cookie belongs to, unless they have been signed out."""
    found = find_signed_in(hash_token(session.get(TOKEN_KEY, "")), epoch, utcnow())
    if found is None:
        return None
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    g.user_session = found
    see_session(found, utcnow())
    return found.user

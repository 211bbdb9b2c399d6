"""What admins change about the accounts of others."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from byline.auth.errors import LastAdmin
from byline.auth.models import User
from byline.auth.queries import get_roles, has_active_admin, hold_roles
from byline.auth.services.invitations import withdraw_invitations_of
from byline.auth.services.sessions import end_sessions
from byline.extensions import db


def set_roles(user: User, roles: Collection[str]) -> None:
    """Give a user these roles and `default`, and no others. Raises LastAdmin.

    Who is not admin any more has invited nobody: else they could come back by their own link.
    """
    with _keeping_an_admin():
        user.roles = list(get_roles(["default", *roles]))
        if not user.has_role("admin"):
            withdraw_invitations_of(user)


def block_user(user: User) -> None:
    """Let a user in no more; they are signed out everywhere at once, and have invited nobody.

    Raises LastAdmin.
    """
    with _keeping_an_admin():
        user.active = False
        end_sessions(user)
        withdraw_invitations_of(user)


def unblock_user(user: User) -> None:
    """Let a user in again."""
    user.active = True
    db.session.flush()


@contextmanager
def _keeping_an_admin() -> Iterator[None]:
    """Raise LastAdmin where a change leaves nobody to look after the site.

    Held first of all: of two admins who take each other's role at once, the second must see what
    the first one did.
    """
    hold_roles()
    yield
    db.session.flush()
    if not has_active_admin():
        raise LastAdmin("Somebody has to look after the site: this is its only admin.")

"""Create and change accounts."""

import re
from collections.abc import Collection

from sqlalchemy.exc import IntegrityError

from byline.auth.errors import EmailTaken, InvalidEmail, InvalidUsername, UnknownRole, UsernameTaken
from byline.auth.models import ROLES, User
from byline.auth.queries import find_user, get_roles
from byline.extensions import db
from byline.lib.limits import MAX_EMAIL_CHARS, MAX_USERNAME_CHARS

_USERNAME = re.compile(rf"[a-z0-9._-]{{1,{MAX_USERNAME_CHARS}}}")
# What a mail server would refuse at sight; the rest is settled by a mail that arrives.
_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+")


def normalize_username(raw: str) -> str:
    """Return a name in lower case. Raises InvalidUsername for one that no user can have."""
    username = raw.lower()
    # In lower case the Kelvin sign is a plain k. Browsers would resolve the last two, so that
    # nobody could open the user's page.
    if not raw.isascii() or not _USERNAME.fullmatch(username) or username in (".", ".."):
        raise InvalidUsername(
            f"A user name has 1 to {MAX_USERNAME_CHARS} characters of a-z, 0-9, '.', '_' and '-'."
        )
    return username


def create_user(
    username: str,
    *,
    password_hash: str | None,
    roles: Collection[str] = (),
    email: str | None = None,
    display_name: str | None = None,
    active: bool = True,
) -> User:
    """Add a user, with the role `default` beside the given ones.

    `email` is a verified address. `password_hash` None means that no password lets the user in.
    Raises InvalidUsername, UsernameTaken, InvalidEmail, EmailTaken or UnknownRole.
    """
    name = normalize_username(username)
    if unknown := set(roles) - set(ROLES):
        raise UnknownRole(f"No role is named {min(unknown)!r}: there are {', '.join(ROLES)}.")
    if find_user(name):
        raise UsernameTaken(f"User {name} already exists.")
    user = User(
        username=name,
        display_name=display_name or username,
        email=None if email is None else check_email(email),
        password=password_hash,
        active=active,
        roles=list(get_roles(["default", *roles])),
    )
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError as error:
        # Somebody else was faster, or has the address.
        if find_user(name):
            raise UsernameTaken(f"User {name} already exists.") from error
        raise EmailTaken(f"Another user has the address {email}.") from error
    return user


def check_email(email: str) -> str:
    """Return an address that mail may reach, in lower case. Raises InvalidEmail for any other."""
    address = email.lower()
    if len(address) > MAX_EMAIL_CHARS or not _EMAIL.fullmatch(address):
        raise InvalidEmail(f"{email!r} is no mail address.")
    return address

"""Find people and their roles."""

from collections.abc import Sequence

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import selectinload

from byline.auth.errors import EpochOver
from byline.auth.models import Role, UnverifiedEmail, User
from byline.extensions import db


def all_users() -> Select[User]:
    """Select all users with their roles, by name."""
    return select(User).options(selectinload(User.roles)).order_by(User.username)


def find_user(username: str) -> User | None:
    """Return the user of this name, in any case."""
    query = select(User).where(User.username == username.lower())
    return db.session.execute(query).scalar_one_or_none()


def find_user_by_id(user_id: int) -> User | None:
    """Return the user with their roles."""
    return db.session.get(User, user_id, options=[selectinload(User.roles)])


def find_unverified_email(user: User) -> str | None:
    """Return the address that a user says is theirs, and has not confirmed."""
    query = select(UnverifiedEmail.email).where(UnverifiedEmail.user_id == user.id)
    return db.session.execute(query).scalar_one_or_none()


def find_by_login_name(name: str) -> User | None:
    """Return the user of this name or of this verified address, in any case."""
    # No user name has an @.
    condition = (User.email if "@" in name else User.username) == name.lower()
    return db.session.execute(select(User).where(condition)).scalar_one_or_none()


def has_active_admin() -> bool:
    """Say whether anybody can look after the site."""
    admin = exists().where(User.active, User.roles.any(Role.name == "admin"))
    return bool(db.session.execute(select(admin)).scalar())


def hold_epoch(user: User, epoch: str) -> None:
    """Let nobody else change an account until the transaction ends.

    Raises EpochOver where somebody has: the epoch is not the one that was seen before.
    """
    query = select(User.fs_uniquifier).where(User.id == user.id, User.active).with_for_update()
    if db.session.execute(query).scalar_one_or_none() != epoch:
        raise EpochOver("The password has been changed meanwhile, or the user blocked.")


def hold_roles() -> None:
    """Let nobody else ask for this until the transaction ends: who is admin stays as it is seen."""
    db.session.execute(select(Role.id).with_for_update())


def get_roles(names: Sequence[str]) -> Sequence[Role]:
    """Return the roles of these names, in the order of the roles table."""
    query = select(Role).where(Role.name.in_(names)).order_by(Role.id)
    return db.session.execute(query).scalars().all()

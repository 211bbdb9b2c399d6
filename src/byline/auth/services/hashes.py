"""Keep hashes of passwords as strong as new ones."""

from sqlalchemy import update

from byline.auth.models import User
from byline.extensions import db


def replace_hash(user: User, old: str, new: str) -> None:
    """Store another hash of the same password, unless the password has been changed meanwhile."""
    db.session.execute(
        update(User).where(User.id == user.id, User.password == old).values(password=new)
    )

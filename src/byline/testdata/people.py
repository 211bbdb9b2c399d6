"""The four people of a test blog, one for each role."""

import secrets
from dataclasses import dataclass

from byline.auth.models import User
from byline.auth.passwords import hash_password
from byline.auth.queries import find_user
from byline.auth.services import create_user
from byline.extensions import write_unit

KNOWN_PASSWORD = "password"  # nosec B105  # pragma: allowlist secret
RANDOM_PASSWORD_BYTES = 12


@dataclass(frozen=True)
class Person:
    """Somebody who writes or comments on a test blog."""

    username: str
    display_name: str
    role: str


PEOPLE = (
    Person("user_default", "Rita Vaz", "default"),
    Person("user_poster", "Marta Reis", "poster"),
    Person("user_editor", "João Alves", "editor"),
    Person("admin", "Ingrid Holm", "admin"),
)


def add_people(*, random_passwords: bool) -> dict[str, str]:
    """Add those who are not there yet; return their passwords by user name.

    Somebody who is there, put in by whomever, stays as they are. Raises EmailTaken.
    """
    missing = [person for person in PEOPLE if find_user(person.username) is None]
    passwords = {
        person.username: (
            secrets.token_urlsafe(RANDOM_PASSWORD_BYTES) if random_passwords else KNOWN_PASSWORD
        )
        for person in missing
    }
    hashes = {password: hash_password(password) for password in set(passwords.values())}
    with write_unit():
        for person in missing:
            create_user(
                person.username,
                password_hash=hashes[passwords[person.username]],
                roles=[person.role],
                email=f"{person.username}@example.org",
                display_name=person.display_name,
            )
    return passwords


def get_people() -> dict[str, User]:
    """Return the people by user name; a query each."""
    found = {person.username: find_user(person.username) for person in PEOPLE}
    return {username: user for username, user in found.items() if user is not None}

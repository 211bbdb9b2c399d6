"""The accounts of the people that a source names as authors."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from byline.auth.errors import InvalidUsername, UsernameTaken
from byline.auth.models import Role, User
from byline.auth.queries import find_user
from byline.auth.services import create_user, normalize_username
from byline.extensions import db
from byline.importers.errors import ImportStopped
from byline.importers.identities import find_or_add_identity, known_users
from byline.importers.names import person_key
from byline.lib.limits import MAX_PATH_CHARS, MAX_USERNAME_CHARS
from byline.lib.slugs import slugify
from byline.settings.queries import site_settings

AUTHOR_PREFIX = "author:"
FALLBACK_USERNAME = "author"
# No name folds to nothing.
OWNER_KEY = ""
# Room for a number behind a name that is taken.
MAX_BASE_CHARS = MAX_USERNAME_CHARS - 8


@dataclass(frozen=True)
class Author:
    """Somebody whom a source names."""

    name: str
    # The user name there, where the source has any; the name tells people apart else.
    username: str = ""


@dataclass
class Person:
    """An author of the source: an account, or the user name of one that is to be made."""

    name: str
    original_id: str
    username: str
    user_id: int | None = None


class People:
    """Knows the authors of a source and their accounts.

    They cannot log in: the accounts that are made have no password and are inactive. An account
    that somebody uses is never taken for an author's because of its name.
    """

    def __init__(self, source: str, accounts: Mapping[str, str] | None = None) -> None:
        """Read the authors that earlier imports made; one query.

        `accounts` are user names here by names of authors there, as the operator gives them. Raises
        ImportStopped for one that nobody has.
        """
        self.source = source
        self._accounts = {person_key(name): _account(to) for name, to in (accounts or {}).items()}
        self._known = known_users(source)
        self._people: dict[str, Person] = {}
        self._taken: set[str] = set()

    def find_all(self, authors: Sequence[Author], notes: list[str]) -> list[Person]:
        """Return a post's authors; where none is named it is whose the site is.

        Appends to `notes` where somebody had to be called otherwise.
        """
        return [self.find(author, notes) for author in authors] or [self._owner(notes)]

    def _owner(self, notes: list[str]) -> Person:
        """Return the first administrator; before there is one, somebody of the site's name."""
        if OWNER_KEY not in self._people:
            query = select(User).where(User.active, User.roles.any(Role.name == "admin"))
            admin = db.session.scalars(query.order_by(User.id).limit(1)).first()
            if admin is None:
                return self.find(Author(site_settings()["site_name"]), notes)
            original_id = AUTHOR_PREFIX + OWNER_KEY
            person = Person(admin.display_name, original_id, admin.username, admin.id)
            self._people[OWNER_KEY] = person
        return self._people[OWNER_KEY]

    def find(self, author: Author, notes: list[str]) -> Person:
        """Return an author; appends to `notes` when the user name had to be another."""
        key = person_key(author.username or author.name)
        if key not in self._people:
            original_id = (AUTHOR_PREFIX + key)[:MAX_PATH_CHARS]
            person = Person(author.name, original_id, "", self._known.get(original_id))
            account = self._accounts.get(key) or self._accounts.get(person_key(author.name))
            if person.user_id is not None and account and account.id != person.user_id:
                notes.append(self._too_late(person.user_id, author, account))
            elif person.user_id is None and account:
                person.user_id, person.username = account.id, account.username
            elif person.user_id is None:
                self._choose_username(person, author, notes)
            self._people[key] = person
        return self._people[key]

    @staticmethod
    def _too_late(user_id: int, author: Author, account: User) -> str:
        """Return what to say where an account was named after another one had been made."""
        here = db.session.get_one(User, user_id).username
        return (
            f"--author {author.name}={account.username} has no effect any more: an earlier import"
            f" gave what {author.name} wrote to {here}; change the authors of these posts here"
        )

    def _choose_username(self, person: Person, author: Author, notes: list[str]) -> None:
        base = _base_username(author.username or author.name)
        wanted = username = _possible_username(author.username) or base
        number = 1
        while not self._is_free(username, person):
            number += 1
            username = f"{base}-{number}"
        if number > 1:
            notes.append(f"the author {person.name} became {username}: {wanted} is somebody else")
        person.username = username
        self._taken.add(username)

    def _is_free(self, username: str, person: Person) -> bool:
        """Say whether the person can have a user name, or has it from another import."""
        if username in self._taken:
            return False
        user = find_user(username)
        if user is None:
            return True
        if user.active or user.password or person_key(user.display_name) != person_key(person.name):
            return False
        person.user_id = user.id
        return True

    def get_user(self, person: Person) -> User:
        """Return the person's account, made and remembered if need be; inside a write unit."""
        if person.original_id in self._known:
            return db.session.get_one(User, self._known[person.original_id])
        identity = find_or_add_identity(self.source, person.original_id)
        if identity.user_id is not None:
            return db.session.get_one(User, identity.user_id)
        identity.digest = hashlib.sha256(person.name.encode()).hexdigest()
        if person.user_id is not None:
            user = db.session.get_one(User, person.user_id)
        else:
            user = self._create(person)
        identity.user_id = user.id
        return user

    def _create(self, person: Person) -> User:
        try:
            return create_user(
                person.username, password_hash=None, display_name=person.name, active=False
            )
        except UsernameTaken as error:  # since it was chosen, a moment ago
            raise ImportStopped(f"{error} Run the import again, it goes on from here.") from error

    def remember(self, people: list[Person], user_ids: list[int]) -> None:
        """Take note of the accounts after the write unit has been committed."""
        self._known |= dict(zip((one.original_id for one in people), user_ids, strict=True))


def _account(username: str) -> User:
    user = find_user(username)
    if user is None:
        raise ImportStopped(f"Nobody here has the user name {username}.")
    return user


def _possible_username(username: str) -> str | None:
    """Return a user name of the source, as far as somebody can have it here."""
    try:
        return normalize_username(username)
    except InvalidUsername:
        return None


def _base_username(name: str) -> str:
    slug = slugify(name, max_chars=MAX_BASE_CHARS, fallback=FALLBACK_USERNAME)
    return slug if slug.isascii() else FALLBACK_USERNAME

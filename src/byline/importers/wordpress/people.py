"""Whose the posts are, and which of the authors wrote a comment."""

import re
import unicodedata
from collections.abc import Iterator

from byline.importers.people import Author
from byline.importers.wordpress.permalinks import number_of
from byline.importers.wordpress.texts import plain_line
from byline.importers.wordpress.wxr import Channel, RawItem, Term
from byline.lib.limits import MAX_NAME_CHARS, MAX_USERNAME_CHARS
from byline.lib.slugs import slugify

# Of a plugin that lets several people write a post.
COAUTHORS = "author"
COAUTHOR_PREFIX = "cap-"
GUEST_LOGIN = "cap-user_login"
GUEST_NAME = "cap-display_name"
NOT_IN_NICENAMES = re.compile(r"[^a-z0-9 _-]")
MANY_DASHES = re.compile(r"[ -]+")
# Of an author whose login has nothing else that may be shown.
UNKNOWN = "author"


class Authors:
    """The authors of a blog, by their logins there."""

    def __init__(self, channel: Channel) -> None:
        """Read what the file says about them."""
        self._names: dict[str, str] = {}
        self._by_number: dict[int, str] = {}
        self._by_email: dict[str, str] = {}
        # Logins of those who have a post that is imported.
        self._used: set[str] = set()
        self._usernames: dict[str, str] = {}
        for group in channel.authors:
            login = group.get("wp:author_login", "").strip()
            if not login:
                continue
            self._names[login] = _public(plain_line(group.get("wp:author_display_name", "")))
            if number := number_of(group.get("wp:author_id", "")):
                self._by_number[number] = login
            if email := group.get("wp:author_email", "").strip().lower():
                self._by_email[email] = login
        self._slugs = {nicename(login): login for login in self._names}

    def authors_of(self, raw: RawItem) -> list[Author]:
        """Return whose an item is; nobody where it does not say."""
        named = [self._coauthor(term) for term in raw.terms if term.taxonomy == COAUTHORS]
        return [self.author(login) for login in named or _creator(raw)]

    def author(self, login: str) -> Author:
        """Return an author by the login, known or not; a mail address is never made public."""
        username = self._username(login)
        name = self._names.get(login) or plain_line(username)
        return Author(name[:MAX_NAME_CHARS], username[:MAX_USERNAME_CHARS])

    def _username(self, login: str) -> str:
        if login not in self._usernames:
            wanted = username = _public(login) or UNKNOWN
            taken = {*self._usernames.values(), *self._names}
            number = 1
            while username != login and username in taken:
                number += 1
                username = f"{wanted}-{number}"
            self._usernames[login] = username
        return self._usernames[login]

    def _coauthor(self, term: Term) -> str:
        """Return the login of one of several authors."""
        slug = term.slug.removeprefix(COAUTHOR_PREFIX)
        login = self._slugs.get(slug, slug)
        if name := _public(plain_line(term.name)):
            self._names.setdefault(login, name)
        return login

    def add_guest(self, raw: RawItem) -> None:
        """Take note of somebody who has no account there, and of the name to be shown."""
        login = raw.meta.get(GUEST_LOGIN, "").strip()
        if name := _public(plain_line(raw.meta.get(GUEST_NAME, "") or raw.get("title"))):
            self._names[self._slugs.get(login, login)] = name

    def use(self, raw: RawItem) -> None:
        """Take note of whose an item is that is imported."""
        named = [self._coauthor(term) for term in raw.terms if term.taxonomy == COAUTHORS]
        self._used.update(named or _creator(raw))

    def commenter(self, comment: dict[str, str]) -> Author | None:
        """Return the author who wrote a comment while signed in, None for anybody else."""
        number = number_of(comment.get("wp:comment_user_id", ""))
        if not number:
            return None
        login = self._by_number.get(number)
        if login is None and not self._by_number:
            # Some exports say the authors' addresses, but not their ids.
            email = comment.get("wp:comment_author_email", "").strip().lower()
            login = self._by_email.get(email)
        return self.author(login) if login else None

    def lists(self) -> Iterator[tuple[str, Author]]:
        """Yield the paths of the authors' lists, below the blog's, and whose they are."""
        numbers = {login: number for number, login in self._by_number.items()}
        for login in sorted(self._used):
            yield f"/author/{nicename(login)}", self.author(login)
            if login in numbers:
                yield f"/?author={numbers[login]}", self.author(login)


def nicename(login: str) -> str:
    """Return what WordPress writes for a login in addresses."""
    decomposed = unicodedata.normalize("NFKD", login).lower().replace(".", "-")
    return MANY_DASHES.sub("-", NOT_IN_NICENAMES.sub("", decomposed)).strip("-") or slugify(login)


def _creator(raw: RawItem) -> list[str]:
    creator = raw.get("dc:creator")
    return [creator] if creator else []


def _public(name: str) -> str:
    """Return a name without the host of the mail address that it may be."""
    return name.partition("@")[0].strip() if "@" in name.lstrip("@") else name

"""Whose the posts are, and which of the authors wrote a comment."""

from collections.abc import Iterator

from byline.importers.people import Author
from byline.importers.wordpress.permalinks import number_of
from byline.importers.wordpress.texts import plain_line
from byline.importers.wordpress.wxr import Channel, RawItem
from byline.lib.limits import MAX_NAME_CHARS, MAX_USERNAME_CHARS
from byline.lib.slugs import slugify

# Of a plugin that lets several people write a post.
COAUTHORS = "author"
COAUTHOR_PREFIX = "cap-"


class Authors:
    """The authors of a blog, by their logins there."""

    def __init__(self, channel: Channel) -> None:
        """Read what the file says about them."""
        self._names: dict[str, str] = {}
        self._by_number: dict[int, str] = {}
        self._by_email: dict[str, str] = {}
        self._used: set[str] = set()
        for group in channel.authors:
            login = group.get("wp:author_login", "").strip()
            if not login:
                continue
            self._names[login] = plain_line(group.get("wp:author_display_name", ""))
            if number := number_of(group.get("wp:author_id", "")):
                self._by_number[number] = login
            if email := group.get("wp:author_email", "").strip().lower():
                self._by_email[email] = login
        self._slugs = {slugify(login): login for login in self._names}

    def authors_of(self, raw: RawItem) -> list[Author]:
        """Return whose an item is; nobody where it does not say."""
        slugs = [term.slug for term in raw.terms if term.taxonomy == COAUTHORS]
        logins = [self._login_of(slug.removeprefix(COAUTHOR_PREFIX)) for slug in slugs]
        creator = raw.get("dc:creator")
        return [self.author(login) for login in logins or ([creator] if creator else [])]

    def author(self, login: str) -> Author:
        """Return an author by the login, known or not."""
        name = self._names.get(login) or plain_line(login)
        return Author(name[:MAX_NAME_CHARS], login[:MAX_USERNAME_CHARS])

    def _login_of(self, slug: str) -> str:
        return self._slugs.get(slug, slug)

    def use(self, raw: RawItem) -> None:
        """Take note of whose an item is that is imported."""
        self._used.update(author.username for author in self.authors_of(raw))

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
            yield f"/author/{slugify(login)}", self.author(login)
            if login in numbers:
                yield f"/?author={numbers[login]}", self.author(login)

"""Whose the entries of an export are."""

from byline.importers.ghost.export import Export
from byline.importers.ghost.rows import Row, number, text
from byline.importers.people import Author
from byline.importers.report import Report
from byline.importers.text import one_line
from byline.lib.limits import MAX_NAME_CHARS


class Authors:
    """Knows the people of an export, and who of them has written something."""

    def __init__(self, export: Export) -> None:
        """Read them."""
        self._rows = {text(row, "id"): row for row in export.rows("users") if text(row, "id")}
        self._of_post: dict[str, list[str]] = {}
        for row in sorted(export.rows("posts_authors"), key=lambda row: number(row, "sort_order")):
            self._of_post.setdefault(text(row, "post_id"), []).append(text(row, "author_id"))
        self._writing: set[str] = set()

    def of(self, post: Row, notes: list[str]) -> list[Author]:
        """Return the authors of an entry, in order."""
        # Before Ghost 1.22 an entry had one, in itself.
        ids = self._of_post.get(text(post, "id")) or [text(post, "author_id")]
        known = [key for key in dict.fromkeys(ids) if key in self._rows]
        if missing := len([key for key in set(ids) if key and key not in self._rows]):
            notes.append(f"authors that the export does not have: {missing}")
        self._writing.update(known)
        return [author for key in known if (author := _author(self._rows[key]))]

    def all(self) -> dict[str, Author]:
        """Return those who have written something, by their slugs."""
        authors = (_author(self._rows[key]) for key in sorted(self._writing))
        return {author.username: author for author in authors if author and author.username}

    def explain(self, report: Report) -> None:
        """Say who gets no account here."""
        for key, row in self._rows.items():
            name = one_line(text(row, "name")) or key
            if key not in self._writing:
                report.skip(f"user {name}", "no entry is theirs")


def _author(row: Row) -> Author | None:
    name = one_line(text(row, "name"))[:MAX_NAME_CHARS]
    if name.lower() == text(row, "email").lower():
        # Some sign up with nothing but their address, which is not for everybody.
        name = name.partition("@")[0]
    slug = one_line(text(row, "slug"))[:MAX_NAME_CHARS]
    return Author(name or slug, slug) if name or slug else None

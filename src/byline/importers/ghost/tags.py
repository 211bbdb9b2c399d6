"""The tags of an export: which posts have them, and which are for its own use only."""

from collections import Counter

from byline.importers.ghost.export import Export
from byline.importers.ghost.rows import Row, number, text
from byline.importers.report import Report
from byline.importers.text import one_line
from byline.lib.limits import MAX_TAG_CHARS
from byline.lib.titles import InvalidTitle, normalize_tag_title, title_key


class Tags:
    """Knows the tags of an export, and counts what of them is used."""

    def __init__(self, export: Export) -> None:
        """Read them."""
        self._rows = {text(row, "id"): row for row in export.rows("tags") if text(row, "id")}
        self._of_post: dict[str, list[Row]] = {}
        for row in sorted(export.rows("posts_tags"), key=lambda row: number(row, "sort_order")):
            self._of_post.setdefault(text(row, "post_id"), []).append(row)
        self._uses: Counter[str] = Counter()

    def of(self, post: Row, notes: list[str]) -> list[str]:
        """Return the titles of a post's tags, its primary one first."""
        titles: dict[str, str] = {}
        missing = 0
        for link in self._of_post.get(text(post, "id"), ()):
            tag = self._rows.get(text(link, "tag_id"))
            if tag is None:
                missing += 1
                continue
            self._uses[text(tag, "id")] += 1
            if not is_internal(tag) and (title := _title(tag, notes)):
                titles.setdefault(title_key(title), title)
        if missing:
            notes.append(f"tags that the export does not have: {missing}")
        return list(titles.values())

    def public(self) -> dict[str, str]:
        """Return the titles of the tags that readers saw, by their slugs."""
        found = ((text(row, "slug"), row) for row in self._rows.values() if not is_internal(row))
        return {slug: title for slug, row in found if slug and (title := _title(row, []))}

    def used(self) -> dict[str, str]:
        """Return, as `public` does, those that a post has."""
        slugs = {text(self._rows[key], "slug") for key in self._uses}
        return {slug: title for slug, title in self.public().items() if slug in slugs}

    def explain(self, report: Report) -> None:
        """Say what became of tags that no post has here."""
        for key, row in self._rows.items():
            name = one_line(text(row, "name")) or key
            if is_internal(row):
                had = f"; entries that had it: {uses}" if (uses := self._uses[key]) else ""
                report.skip(f"tag {name}", f"internal to Ghost{had}")
            elif not self._uses[key]:
                report.skip(f"tag {name}", "no entry has it")


def is_internal(tag: Row) -> bool:
    """Say whether a tag was never shown to readers."""
    return text(tag, "visibility") == "internal" or text(tag, "name").startswith("#")


def _title(tag: Row, notes: list[str]) -> str:
    # The one character that no address of a tag could hold.
    name = one_line(text(tag, "name")).replace("/", "-")
    if len(name) > MAX_TAG_CHARS:
        notes.append(f"the tag {name[:60]!r}… was cut to {MAX_TAG_CHARS} characters")
    try:
        return normalize_tag_title(name[:MAX_TAG_CHARS])
    except InvalidTitle as error:
        notes.append(f"the tag {name[:60]!r} was left out: {error.problem.value}")
        return ""

"""Comments of WordPress, ready to be written."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from byline.importers.comments import COMMENT_KEY, ImportedComment
from byline.importers.people import People
from byline.importers.wordpress.dates import find_date
from byline.importers.wordpress.kinds import type_of
from byline.importers.wordpress.people import Authors
from byline.importers.wordpress.permalinks import number_of
from byline.importers.wordpress.texts import plain_comment, plain_line
from byline.importers.wordpress.wxr import RawItem
from byline.lib.database import utcnow
from byline.lib.invisible import has_visible
from byline.lib.limits import MAX_COMMENT_CHARS, MAX_NAME_CHARS
from byline.lib.text import strip_unstorable

PREFIX = COMMENT_KEY
ANONYMOUS = "Anonymous"
TYPES = ("", "comment")
STATUSES = {
    "1": "approved",
    "approve": "approved",
    "0": "pending",
    "hold": "pending",
    "spam": "spam",
}
LINKBACKS = ("pingback", "trackback")


def skipped_comment(comment: dict[str, str], item_type: str) -> str | None:
    """Return what a comment is that is not imported, None for one that is."""
    kind = comment.get("wp:comment_type", "").strip()
    if kind in LINKBACKS:
        return "pingbacks and trackbacks"
    if kind not in TYPES:
        return f"of the type {kind[:40]}"
    if comment.get("wp:comment_approved", "").strip() in ("trash", "post-trashed"):
        return "in the trash"
    if item_type == "page":
        return "under pages, which have no comments here"
    return None if _has_text(comment) else "without any text"


class Comments:
    """Turns comments into those of this site, telling apart those that share an id by mistake."""

    def __init__(self, authors: Authors, zone: ZoneInfo) -> None:
        """`zone` is that of dates that name none."""
        self._authors = authors
        self._zone = zone
        self._seen: set[str] = set()

    def ids_of(self, raw: RawItem) -> list[tuple[str, dict[str, str]]]:
        """Return the comments of an item with their ids; to be asked once for each item."""
        found = []
        for comment in raw.comments:
            if skipped_comment(comment, type_of(raw)):
                continue
            number = comment.get("wp:comment_id", "").strip()[:64]
            original_id, times = number, 1
            while original_id in self._seen:
                times += 1
                original_id = f"{number}~{times}"
            self._seen.add(original_id)
            found.append((original_id, comment))
        return found

    def convert(
        self, found: Sequence[tuple[str, dict[str, str]]], people: People
    ) -> list[ImportedComment]:
        """Return comments as they are to be written."""
        return [self._converted(original_id, one, people) for original_id, one in found]

    def _converted(
        self, original_id: str, comment: dict[str, str], people: People
    ) -> ImportedComment:
        author = self._authors.commenter(comment)
        # What there is to say of the name is said where the author has a post.
        person = people.find(author, []) if author else None
        name = plain_line(strip_unstorable(comment.get("wp:comment_author", "")))
        parent = number_of(comment.get("wp:comment_parent", ""))
        date = find_date(
            comment.get("wp:comment_date_gmt", ""), comment.get("wp:comment_date", ""), self._zone
        )
        return ImportedComment(
            original_id=PREFIX + original_id,
            parent_id=f"{PREFIX}{parent}" if parent else None,
            name=name[:MAX_NAME_CHARS] or (person.name if person else ANONYMOUS),
            text=_cut(comment_text(comment)),
            status=STATUSES.get(comment.get("wp:comment_approved", "1").strip(), "pending"),
            created_at=date or utcnow(),
            person=person,
        )


def _has_text(comment: dict[str, str]) -> bool:
    written = comment.get("wp:comment_content", "")
    # Most have no markup, and are not looked through more than once.
    return has_visible(written) if "<" not in written else bool(comment_text(comment))


def comment_text(comment: dict[str, str]) -> str:
    """Return what a comment says, as plain text; empty where nothing is to be seen."""
    text = strip_unstorable(plain_comment(comment.get("wp:comment_content", "")))
    return text if has_visible(text) else ""


def _cut(text: str) -> str:
    return text if len(text) <= MAX_COMMENT_CHARS else text[: MAX_COMMENT_CHARS - 1].rstrip() + "…"

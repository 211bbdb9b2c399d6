"""Comments of a source: each is brought in once, and stays away when it was deleted here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import insert, select

from byline.comments.models import Comment
from byline.comments.services import WrittenComment, add_written_comments
from byline.extensions import db
from byline.importers.models import ImportIdentity
from byline.importers.people import People, Person
from byline.lib.database import utcnow

# What the ids of comments begin with, in every source that has them.
COMMENT_KEY = "comment:"
# How many ids one query asks for.
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class ImportedComment:
    """A comment of a source, ready to be written."""

    # With the prefix that tells it from the ids of posts.
    original_id: str
    # Of the one it answers, which may be missing.
    parent_id: str | None
    name: str
    text: str
    status: str
    created_at: datetime
    # The author it is by, where it was written by one.
    person: Person | None = None


def unknown_comments(source: str, comments: Sequence[ImportedComment]) -> list[ImportedComment]:
    """Return the comments that no earlier import brought in."""
    known = known_ids(source, [one.original_id for one in comments])
    return [one for one in comments if one.original_id not in known]


def write_comments(
    source: str, post_id: int, comments: Iterable[ImportedComment], people: People
) -> None:
    """Add comments under a post, the oldest first, and remember them; inside the write unit."""
    ordered = _in_order(comments)
    if not ordered:
        return
    places = {one.original_id: place for place, one in enumerate(ordered)}
    parents = {one.parent_id for one in ordered if one.parent_id and one.parent_id not in places}
    known = known_ids(source, sorted(parents))
    ids = add_written_comments(post_id, [_written(one, places, known, people) for one in ordered])
    shared = {"source": source, "digest": "", "imported_at": utcnow()}
    identities = [
        {"original_id": one.original_id, "comment_id": key, **shared}
        for one, key in zip(ordered, ids, strict=True)
    ]
    db.session.execute(insert(ImportIdentity), identities)


def _written(
    comment: ImportedComment,
    places: dict[str, int],
    known: dict[str, int | None],
    people: People,
) -> WrittenComment:
    parent = comment.parent_id or ""
    return WrittenComment(
        name=comment.name,
        text=comment.text,
        status=comment.status,
        created_at=comment.created_at,
        user_id=people.get_user(comment.person).id if comment.person else None,
        parent_id=known.get(parent),
        parent_index=places.get(parent),
    )


def _in_order(comments: Iterable[ImportedComment]) -> list[ImportedComment]:
    """Return comments in their order, but none before the one it answers.

    Those that answer one another in a ring, or themselves, come as they are without a parent.
    """
    by_id = {one.original_id: one for one in comments}
    ordered: dict[str, ImportedComment] = {}
    for one in sorted(by_id.values(), key=lambda one: (one.created_at, one.original_id)):
        branch: dict[str, ImportedComment] = {}
        current: ImportedComment | None = one
        while current and current.original_id not in ordered:
            if current.original_id in branch:
                first = next(reversed(branch.values()))
                branch[first.original_id] = replace(first, parent_id=None)
                break
            branch[current.original_id] = current
            current = by_id.get(current.parent_id or "")
        for key in reversed(branch):
            ordered[key] = branch[key]
    return list(ordered.values())


def known_ids(source: str, original_ids: Sequence[str]) -> dict[str, int | None]:
    """Return the ids here of comments that came from a source; None where it was deleted here."""
    found: dict[str, int | None] = {}
    for start in range(0, len(original_ids), BATCH):
        query = select(ImportIdentity.original_id, ImportIdentity.comment_id).where(
            ImportIdentity.source == source,
            ImportIdentity.original_id.in_(original_ids[start : start + BATCH]),
        )
        found.update((row[0], row[1]) for row in db.session.execute(query))
    return found


def pending_comments(source: str) -> dict[str, int]:
    """Return the ids here of a source's comments that wait for somebody, by those there."""
    query = (
        select(ImportIdentity.original_id, Comment.id)
        .join(Comment, Comment.id == ImportIdentity.comment_id)
        .where(ImportIdentity.source == source)
        .where(Comment.status == "pending", Comment.deleted_at.is_(None))
    )
    return dict(db.session.execute(query).all())


def has_comments(source: str) -> bool:
    """Say whether comments came from a source, be they here or not; one query."""
    query = select(ImportIdentity.id).where(
        ImportIdentity.source == source,
        ImportIdentity.original_id.startswith(COMMENT_KEY, autoescape=True),
    )
    return db.session.execute(query.limit(1)).first() is not None

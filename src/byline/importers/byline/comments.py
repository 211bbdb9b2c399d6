"""The comments of an export: read, and written with all that readers see of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update

from byline.blog.models import Post
from byline.comments.errors import PostGone
from byline.comments.models import Comment
from byline.comments.paths import path_of
from byline.exports.format import comments_name
from byline.extensions import db
from byline.importers.byline.archive import Archive
from byline.importers.byline.fields import Fields
from byline.importers.byline.sequences import raise_sequence
from byline.importers.comments import BATCH, ImportedComment, known_ids
from byline.importers.errors import ItemUnreadable
from byline.importers.models import ImportIdentity
from byline.importers.people import People
from byline.importers.text import one_line
from byline.lib.database import utcnow
from byline.lib.limits import MAX_COMMENT_CHARS, MAX_NAME_CHARS, MAX_USERNAME_CHARS
from byline.lib.text import strip_unstorable

STATUSES = frozenset({"pending", "approved", "spam"})
# Before the ids of comments, which are counted by themselves.
PREFIX = "comment:"


@dataclass(frozen=True, kw_only=True)
class ArchivedComment(ImportedComment):
    """A comment of an export."""

    row_id: int
    # Of what was removed: only its place is kept.
    deleted_at: datetime | None
    username: str | None


def read_comments(archive: Archive, post_id: int, notes: list[str]) -> list[ArchivedComment]:
    """Return the comments under a post, each behind the one that it answers.

    Says in `notes` which cannot be read.
    """
    name = comments_name(post_id)
    try:
        values = archive.read_list(name)
    except ItemUnreadable as error:
        notes.append(f"{name} was left out: {error}")
        return []
    found: dict[int, ArchivedComment] = {}
    for number, value in enumerate(values, 1):
        try:
            one = _read(value)
            if one.row_id in found:
                raise ItemUnreadable(f"another one has the id {one.row_id} too")
            found[one.row_id] = one
        except ItemUnreadable as error:
            notes.append(f"comment {number} of {name} was left out: {error}")
    notes += (
        f"comment {row_id} answers none of {name} and begins a thread"
        for row_id, one in sorted(found.items())
        if one.parent_id and _parent(one, found) is None
    )
    return _in_order(found, notes)


def _in_order(found: dict[int, ArchivedComment], notes: list[str]) -> list[ArchivedComment]:
    """Return comments by their ids, but none before the one that it answers.

    Where some answer one another in a ring, one of them begins a thread.
    """
    ordered: dict[int, ArchivedComment] = {}
    for row_id in sorted(found):
        branch: dict[int, ArchivedComment] = {}
        one: ArchivedComment | None = found[row_id]
        while one and one.row_id not in ordered:
            if one.row_id in branch:
                last = next(reversed(branch))
                branch[last] = replace(branch[last], parent_id=None)
                notes.append(f"comment {last} answers itself by way of others and begins a thread")
                break
            branch[one.row_id] = one
            one = _parent(one, found)
        ordered |= {key: branch[key] for key in reversed(branch)}
    return list(ordered.values())


def _parent(one: ArchivedComment, found: dict[int, ArchivedComment]) -> ArchivedComment | None:
    return found.get(int((one.parent_id or "").removeprefix(PREFIX) or 0))


def _read(value: object) -> ArchivedComment:
    if not isinstance(value, dict):
        raise ItemUnreadable("it is no comment")
    problems: list[str] = []
    fields = Fields(value, problems)
    row_id = fields.row_id("id")
    deleted_at = fields.checked_moment("deleted_at")
    created_at = fields.checked_moment("created_at")
    text = strip_unstorable(fields.text("text", MAX_COMMENT_CHARS) or "")
    name = one_line(fields.text("name", MAX_NAME_CHARS) or "")
    if created_at is None:
        problems.append("it has no date")
    if deleted_at is None and not text.strip():
        problems.append("it has no text")
    parent = None if value.get("parent") is None else fields.row_id("parent")
    status = fields.choice("status", STATUSES, "pending")
    username = fields.text("user", MAX_USERNAME_CHARS)
    if problems or created_at is None:
        raise ItemUnreadable(", ".join(problems))
    return ArchivedComment(
        original_id=f"{PREFIX}{row_id}",
        parent_id=f"{PREFIX}{parent}" if parent else None,
        name="" if deleted_at else name,
        text="" if deleted_at else text,
        status=status,
        created_at=created_at,
        row_id=row_id,
        deleted_at=deleted_at,
        username=username,
    )


def write_archived_comments(
    source: str,
    post_id: int,
    comments: Sequence[ImportedComment],
    people: People,
    *,
    keeping_ids: bool,
) -> None:
    """Add comments under a post, by their ids there, and remember them; inside the write unit.

    Raises PostGone.
    """
    archived = [one for one in comments if isinstance(one, ArchivedComment)]
    if not archived:
        return
    held = select(Post.id).where(Post.id == post_id, Post.deleted_at.is_(None)).with_for_update()
    if db.session.scalar(held) is None:
        raise PostGone(f"post {post_id} is gone")
    parents = {one.parent_id for one in archived if one.parent_id}
    known = known_ids(source, sorted(parents))
    # Readers may have written others here since the last run.
    keeping_ids = keeping_ids and not _is_any_taken([one.row_id for one in archived])
    rows = {
        one.original_id: Comment(
            id=one.row_id if keeping_ids else None,
            post_id=post_id,
            user_id=people.get_user(one.person).id if one.person else None,
            name=one.name,
            text=one.text,
            status=one.status,
            created_at=one.created_at,
            deleted_at=one.deleted_at,
        )
        for one in archived
    }
    # Their paths are made of their ids, and a row can name only one that is there.
    db.session.add_all(rows.values())
    db.session.flush()
    for one in archived:
        _set_place(one, rows, known)
    shown = sum(one.status == "approved" and one.deleted_at is None for one in archived)
    _count(post_id, shown)
    _remember(source, rows)
    if keeping_ids:
        raise_sequence(Comment)
    db.session.flush()


def _set_place(
    one: ArchivedComment, rows: dict[str, Comment], known: dict[str, int | None]
) -> None:
    row = rows[one.original_id]
    parent = rows.get(one.parent_id or "")
    if parent is None and (parent_id := known.get(one.parent_id or "")):
        parent = db.session.get(Comment, parent_id)
    # One that comes later has no path yet, and one elsewhere never answers this.
    if parent is None or not parent.path or parent.post_id != row.post_id:
        row.path = path_of(row.id, None)
        return
    row.parent_id, row.path = parent.id, path_of(row.id, parent.path)


def _is_any_taken(ids: Sequence[int]) -> bool:
    return any(
        db.session.scalar(
            select(Comment.id).where(Comment.id.in_(ids[start : start + BATCH])).limit(1)
        )
        for start in range(0, len(ids), BATCH)
    )


def _count(post_id: int, shown: int) -> None:
    db.session.execute(
        update(Post)
        .where(Post.id == post_id)
        .values(comment_count=Post.comment_count + shown)
        .execution_options(synchronize_session=False)
    )


def _remember(source: str, rows: dict[str, Comment]) -> None:
    now = utcnow()
    db.session.add_all(
        ImportIdentity(
            source=source, original_id=original_id, digest="", comment_id=row.id, imported_at=now
        )
        for original_id, row in rows.items()
    )

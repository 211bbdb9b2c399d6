"""What earlier imports made of the items of a source."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from byline.blog.models import Post
from byline.extensions import db
from byline.importers.models import ImportIdentity

# Of the posts that came from a source, how many must be in another to take both for the same blog.
SAME_BLOG_SHARE = 0.5
PENDING = "pending:"
# Whether the post is still there or was deleted.
_IS_OF_A_POST = ImportIdentity.version.is_not(None)


@dataclass(frozen=True)
class KnownPost:
    """A post that an earlier import made, or this one."""

    post_id: int
    slug: str
    # Of the item as it was imported, see `final_digest` and `pending_digest`.
    digest: str
    # The post's when the import wrote it, and now: they differ once it was edited here.
    imported_version: int | None
    version: int

    @property
    def is_edited(self) -> bool:
        """Say whether somebody has saved the post since the import did."""
        return self.version != self.imported_version


def pending_digest(digest: str) -> str:
    """Return what is stored while links of an item wait for posts that come later.

    A run that is interrupted leaves it behind, and so the next one knows what is left to do.
    """
    return hashlib.sha256((PENDING + digest).encode()).hexdigest()


def known_posts(source: str) -> dict[str, KnownPost]:
    """Return the posts that came from a source by their ids there, less the deleted; one query."""
    query = (
        select(
            ImportIdentity.original_id,
            Post.id,
            Post.slug,
            ImportIdentity.digest,
            ImportIdentity.version,
            Post.version,
        )
        .join(Post, Post.id == ImportIdentity.post_id)
        .where(ImportIdentity.source == source, Post.deleted_at.is_(None))
    )
    return {row[0]: KnownPost(*row[1:]) for row in db.session.execute(query)}


def deleted_posts(source: str) -> set[str]:
    """Return the ids, in a source, of its posts that were deleted here; one query."""
    query = (
        select(ImportIdentity.original_id)
        .outerjoin(Post, Post.id == ImportIdentity.post_id)
        # One that can still be restored is deleted too.
        .where(
            ImportIdentity.source == source,
            _IS_OF_A_POST,
            ImportIdentity.post_id.is_(None) | Post.deleted_at.is_not(None),
        )
    )
    return set(db.session.scalars(query))


def find_or_add_identity(source: str, original_id: str) -> ImportIdentity:
    """Return what is remembered of an item, or begin to; inside a write unit."""
    query = select(ImportIdentity).where(
        ImportIdentity.source == source, ImportIdentity.original_id == original_id
    )
    identity = db.session.scalars(query).one_or_none()
    if identity is None:
        identity = ImportIdentity(source=source, original_id=original_id)
        db.session.add(identity)
    return identity


def known_users(source: str) -> dict[str, int]:
    """Return the ids of the users that came from a source by their ids there; one query."""
    query = select(ImportIdentity.original_id, ImportIdentity.user_id).where(
        ImportIdentity.source == source, ImportIdentity.user_id.is_not(None)
    )
    return {original_id: user_id for original_id, user_id in db.session.execute(query) if user_id}


def find_source_key(kind: str, location: str, digests: Mapping[str, str]) -> str:
    """Return the key under which the items of a source are known, or a new one.

    A blog is told by what is in it, so that its folder and an archive of it count as one, and two
    blogs that lay in the same place do not: most of what was imported must be there, in the same
    place with any content, elsewhere with the same. `digests` are the items' final ones by their
    ids. One query.
    """
    known = _posts_by_source(kind)
    shares = {key: _share(posts, digests) for key, posts in known.items()}
    best = max(shares, key=lambda key: shares[key], default=None)
    if best is not None and shares[best] >= SAME_BLOG_SHARE:
        return best
    name = f"{kind}:{hashlib.sha256(location.encode('utf-8', 'replace')).hexdigest()[:16]}"
    number = 1
    while (key := name if number == 1 else f"{name}:{number}") in known:
        there = sum(original_id in digests for original_id in known[key])
        if there >= SAME_BLOG_SHARE * len(known[key]):
            return key
        number += 1
    return key


def _posts_by_source(kind: str) -> dict[str, dict[str, str]]:
    query = select(ImportIdentity.source, ImportIdentity.original_id, ImportIdentity.digest).where(
        ImportIdentity.source.startswith(f"{kind}:", autoescape=True),
        _IS_OF_A_POST,
    )
    known: dict[str, dict[str, str]] = {}
    for source, original_id, digest in db.session.execute(query):
        known.setdefault(source, {})[original_id] = digest
    return known


def _share(posts: Mapping[str, str], digests: Mapping[str, str]) -> float:
    same = sum(
        original_id in digests
        and digest in (digests[original_id], pending_digest(digests[original_id]))
        for original_id, digest in posts.items()
    )
    return same / len(posts)

"""What earlier imports made of the items of a source."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count, takewhile
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from byline.blog.models import Page, Post
from byline.blog.models.pages import page_path
from byline.blog.models.posts import post_path
from byline.extensions import db, write_unit
from byline.importers.models import ImportIdentity, ImportSource
from byline.lib.database import utcnow
from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.slugs import slugify

# Of the items that came from a source, how many must be in another to take both for the same blog.
SAME_BLOG_SHARE = 0.5
# A blog that moved to `https`, or lost its `www.`, is where it was.
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
# Whether the post or page is still there or was deleted.
_IS_OF_AN_ITEM = ImportIdentity.version.is_not(None)


@dataclass(frozen=True, kw_only=True)
class KnownItem:
    """A post or page that an earlier import made, or this one."""

    # One of the two.
    post_id: int | None = None
    page_id: int | None = None
    slug: str
    # Of the item as it was imported: its own, or one of those below.
    digest: str
    # The row's when the import wrote it, and now: they differ once it was edited here.
    imported_version: int | None
    version: int

    @property
    def is_edited(self) -> bool:
        """Say whether somebody has saved it since the import did."""
        return self.version != self.imported_version

    @property
    def url(self) -> str:
        """The path of its address."""
        return page_path(self.slug) if self.post_id is None else post_path(self.post_id, self.slug)


def pending_digest(digest: str) -> str:
    """Return what is stored while links of an item wait for posts that come later.

    A run that is interrupted leaves it behind, and so the next one knows what is left to do.
    """
    return hashlib.sha256(f"pending:{digest}".encode()).hexdigest()


def unfetched_digest(digest: str) -> str:
    """Return what is stored while an item shows files of other hosts by links to them."""
    return hashlib.sha256(f"unfetched:{digest}".encode()).hexdigest()


def known_items(source: str) -> dict[str, KnownItem]:
    """Return what came from a source by its ids there, less what was deleted; two queries."""
    items: dict[str, KnownItem] = {}
    for row in db.session.execute(
        _select_known(source, Post, ImportIdentity.post_id).where(Post.deleted_at.is_(None))
    ):
        items[row[0]] = _known(row[2:], post_id=row[1])
    for row in db.session.execute(_select_known(source, Page, ImportIdentity.page_id)):
        items[row[0]] = _known(row[2:], page_id=row[1])
    return items


def _select_known(source: str, model: type[Post | Page], key: Any) -> Any:  # noqa: ANN401 - a column, a query
    return (
        select(
            ImportIdentity.original_id,
            model.id,
            model.slug,
            ImportIdentity.digest,
            ImportIdentity.version,
            model.version,
        )
        .join(model, model.id == key)
        .where(ImportIdentity.source == source)
    )


def _known(values: Any, **ids: int) -> KnownItem:  # noqa: ANN401 - a part of a row
    slug, digest, imported_version, version = values
    return KnownItem(
        slug=slug, digest=digest, imported_version=imported_version, version=version, **ids
    )


def deleted_items(source: str) -> set[str]:
    """Return the ids, in a source, of its posts and pages that were deleted here; one query."""
    query = (
        select(ImportIdentity.original_id)
        .outerjoin(Post, Post.id == ImportIdentity.post_id)
        .where(ImportIdentity.source == source, _IS_OF_AN_ITEM, _is_deleted())
    )
    return set(db.session.scalars(query))


def _is_deleted() -> ColumnElement[bool]:
    gone = and_(ImportIdentity.post_id.is_(None), ImportIdentity.page_id.is_(None))
    # One that can still be restored is deleted too.
    return or_(gone, Post.deleted_at.is_not(None))


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


def find_source_key(
    kind: str, location: str, digests: Mapping[str, str], slugs: Mapping[str, str] | None = None
) -> str:
    """Return the key under which the items of a source are known, or a new one.

    A blog is told by what is in it, so that its folder and an archive of it count as one, and two
    blogs that lay in the same place do not: most of what was imported must be there, elsewhere with
    the same content. Where a blog has an address, and so gives the `slugs` of its items, a file may
    hold a part of it, a year or what is new, and is taken for the same blog there unless what both
    have speaks against it: one item with the same content, or as many with the same slug as with
    another, make them the same. `digests` are the items' final ones, both are by the items' ids.
    One query, and one for each blog of the place.
    """
    known = _items_by_source(kind)
    shares = {key: _share(posts, digests) for key, posts in known.items()}
    best = max(shares, key=lambda key: shares[key], default=None)
    if best is not None and shares[best] >= SAME_BLOG_SHARE:
        return best
    place = location if slugs is None else _SCHEME.sub("", location).rstrip("/")
    name = f"{kind}:{hashlib.sha256(place.encode('utf-8', 'replace')).hexdigest()[:16]}"
    keys = (name if number == 1 else f"{name}:{number}" for number in count(1))
    there = list(takewhile(known.__contains__, keys))
    free = name if not there else f"{name}:{len(there) + 1}"
    same = (key for key in there if _is_same_blog(key, known[key], digests, slugs))
    # One that has nothing in common with the file is taken only where no other has.
    apart = (key for key in there if slugs is not None and known[key].keys().isdisjoint(digests))
    return next(chain(same, apart), free)


def _is_same_blog(
    key: str,
    known: Mapping[str, str],
    digests: Mapping[str, str],
    slugs: Mapping[str, str] | None,
) -> bool:
    """Say whether what a file has in common with a blog of the same place makes them the same."""
    both = known.keys() & digests.keys()
    if slugs is not None and any(known[one] in _forms(digests[one]) for one in both):
        return True
    here = known_items(key) if slugs and both else {}
    pairs = [(here[one].slug, slugs.get(one)) for one in both & here.keys()] if slugs else []
    told = [ours == slugify(theirs) for ours, theirs in pairs if theirs]
    if told:
        return 2 * sum(told) >= len(told)
    return len(both) >= SAME_BLOG_SHARE * len(known)


def _items_by_source(kind: str) -> dict[str, dict[str, str]]:
    query = select(ImportIdentity.source, ImportIdentity.original_id, ImportIdentity.digest).where(
        ImportIdentity.source.startswith(f"{kind}:", autoescape=True),
        _IS_OF_AN_ITEM,
    )
    known: dict[str, dict[str, str]] = {}
    for source, original_id, digest in db.session.execute(query):
        known.setdefault(source, {})[original_id] = digest
    return known


def _share(items: Mapping[str, str], digests: Mapping[str, str]) -> float:
    same = sum(
        original_id in digests and digest in _forms(digests[original_id])
        for original_id, digest in items.items()
    )
    return same / len(items)


def _forms(digest: str) -> tuple[str, ...]:
    return digest, pending_digest(digest), unfetched_digest(digest)


def remember_source(source: str, kind: str, site_url: str = "") -> None:
    """Take note of a source and where its blog was; one query where nothing is new."""
    site_url = site_url.rstrip("/")[:MAX_PATH_CHARS]
    query = select(ImportSource.site_url).where(ImportSource.source == source)
    if db.session.scalar(query) == site_url:
        return
    with write_unit():
        db.session.merge(
            ImportSource(source=source, kind=kind, site_url=site_url, imported_at=utcnow())
        )

"""Write the posts and pages of a source, whichever program it comes from: one transaction each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from byline.blog.errors import PageChanged, PostChanged
from byline.blog.models import Page, Post, Redirect
from byline.blog.services import (
    PageContent,
    PostContent,
    PreparedPage,
    PreparedPost,
    add_redirects,
    create_page,
    create_post,
    has_page,
    prepare_page,
    prepare_post,
    update_page,
    update_post,
)
from byline.extensions import db, write_unit
from byline.importers.comments import ImportedComment, write_comments
from byline.importers.identities import KnownItem, find_or_add_identity
from byline.importers.media import media_address, remember_file
from byline.importers.models import ImportIdentity
from byline.importers.people import People, Person
from byline.importers.replacing import is_of_other_kind, replace_row
from byline.lib.database import utcnow
from byline.lib.slugs import slugify
from byline.media.services import PreparedFile, add_file


@dataclass(frozen=True, kw_only=True)
class ImportedItem:
    """A post or page of a source and what belongs to it, ready to be written."""

    original_id: str
    digest: str
    content: PostContent | PageContent
    people: list[Person]
    # By the addresses they are shown at.
    files: Mapping[str, PreparedFile]
    # Those of them that came from other hosts, by their addresses there.
    fetched: Mapping[str, PreparedFile] = field(default_factory=dict)
    cover: PreparedFile | None
    image: PreparedFile | None = None
    # As far as the source says; a change that it does not date leaves the post's own date.
    updated: datetime | None
    # Old ones, in the form of `byline.lib.paths.normal_path`.
    addresses: list[str]
    # Those that are not here yet.
    comments: Sequence[ImportedComment] = ()

    def picture_size(self, address: str) -> tuple[int, int] | None:
        """Return width and height in pixels of a picture of the item."""
        file = self.files.get(address)
        if file is None or file.width is None or file.height is None:
            return None
        return file.width, file.height


def by_address(files: list[PreparedFile]) -> dict[str, PreparedFile]:
    """Return files by the addresses they are shown at."""
    return {media_address(file): file for file in files}


def write_item(
    source: str, item: ImportedItem, people: People, known: KnownItem | None
) -> KnownItem:
    """Add a post or page, or change one that an earlier import wrote and nobody touched since.

    Raises InvalidPost, and PostChanged or PageChanged when somebody saved it in the meantime.
    """
    if isinstance(item.content, PageContent):
        return _write_page(source, item, item.content, known)
    prepared = _prepare_post(item, item.content)
    with write_unit():
        was_page = known is not None and is_of_other_kind(known, item.content)
        row, users = _write_post(prepared, item, people, None if was_page else known)
        write_comments(source, row.id, item.comments, people)
        if known and was_page:
            replace_row(known, post_id=row.id)
        identity = _remember(source, item, known)
        identity.post_id, identity.page_id, identity.version = row.id, None, row.version
        written = KnownItem(
            post_id=row.id,
            slug=row.slug,
            digest=item.digest,
            imported_version=row.version,
            version=row.version,
        )
    people.remember(item.people, users)
    return written


def _prepare_post(item: ImportedItem, content: PostContent) -> PreparedPost:
    if item.image is None:
        return prepare_post(content, picture_size=item.picture_size)
    # The picture gets its row in the write unit, and only a draft may do without.
    draft = prepare_post(replace(content, status="draft"), picture_size=item.picture_size)
    return PreparedPost(replace(draft.content, status=content.status), draft.rendered)


def is_written(
    known: KnownItem, content: PostContent | PageContent, cover: PreparedFile | None
) -> bool:
    """Say whether a row already has this text, and a cover where there is one; one query."""
    if is_of_other_kind(known, content):
        return False
    if isinstance(content, PageContent):
        page = select(Page.source).where(Page.id == known.page_id)
        return db.session.scalar(page) == content.source
    query = select(Post.source, Post.cover_id).where(Post.id == known.post_id)
    row = db.session.execute(query).one()
    return row.source == content.source and (cover is None) == (row.cover_id is None)


def _remember(source: str, item: ImportedItem, known: KnownItem | None) -> ImportIdentity:
    """Return the identity of an item, still to be told its row."""
    for address, file in item.fetched.items():
        remember_file(source, address, file)
    if known:
        identity = find_or_add_identity(source, item.original_id)
    else:
        identity = ImportIdentity(source=source, original_id=item.original_id)
        db.session.add(identity)
    identity.digest, identity.imported_at = item.digest, utcnow()
    return identity


def _write_post(
    prepared: PreparedPost, item: ImportedItem, people: People, known: KnownItem | None
) -> tuple[Post, list[int]]:
    users = [people.get_user(person) for person in item.people]
    for file in item.files.values():
        add_file(file)
    cover = add_file(item.cover) if item.cover else None
    image = add_file(item.image) if item.image else None
    prepared = PreparedPost(replace(prepared.content, cover=cover, image=image), prepared.rendered)
    now = _moment(item, prepared.content)
    if known is None:
        row = create_post(prepared, users, now=now)
    else:
        found = db.session.get(Post, known.post_id)
        if found is None or known.imported_version is None:
            raise PostChanged(known.post_id or 0, None)
        row = update_post(found, prepared, users, version=known.imported_version, now=now)
    add_redirects(item.addresses, post_id=row.id)
    return row, [user.id for user in users]


def _moment(item: ImportedItem, content: PostContent) -> datetime:
    """Return when a post was last written: by its author, not by the import."""
    now = utcnow()
    published = content.publish_date or now
    return min(max(published, item.updated or published), now)


def _write_page(
    source: str, item: ImportedItem, content: PageContent, known: KnownItem | None
) -> KnownItem:
    prepared = prepare_page(content, picture_size=item.picture_size)
    with write_unit():
        for file in item.files.values():
            add_file(file)
        was_post = known is not None and is_of_other_kind(known, content)
        if known is None or was_post:
            slug = free_page_slug(content)
            row = create_page(replace(prepared, content=replace(content, slug=slug)))
        else:
            row = _changed_page(prepared, known)
        add_redirects(item.addresses, page_id=row.id)
        if known and was_post:
            replace_row(known, page_id=row.id)
        identity = _remember(source, item, known)
        identity.page_id, identity.post_id, identity.version = row.id, None, row.version
        return KnownItem(
            page_id=row.id,
            slug=row.slug,
            digest=item.digest,
            imported_version=row.version,
            version=row.version,
        )


def _changed_page(prepared: PreparedPage, known: KnownItem) -> Page:
    found = db.session.get(Page, known.page_id)
    if found is None or known.imported_version is None:
        raise PageChanged(f"page {known.slug} was deleted")
    update_page(found, prepared, version=known.imported_version)
    return found


def free_page_slug(content: PageContent) -> str:
    """Return the slug of a page, with a number behind it where another page has it."""
    wanted = slugify(content.slug or content.title, fallback="page")
    slug, number = wanted, 1
    while has_page(slug):
        number += 1
        slug = slugify(f"{wanted[:70]}-{number}")
    return slug


def address_problems(addresses: Sequence[str], known: KnownItem | None) -> dict[str, str]:
    """Return why some old addresses cannot lead to a post or page; one query."""
    query = select(Redirect.path, Redirect.post_id, Redirect.page_id)
    rows = db.session.execute(query.where(Redirect.path.in_(addresses))) if addresses else ()
    own = (known.post_id, known.page_id) if known else None
    problems = {
        path: f"the old address {path} already leads to something else"
        for path, post_id, page_id in rows
        if (post_id, page_id) != own
    }
    for address in addresses:
        if _page_arguments(address) == {}:
            problems[address] = f"the old address {address} is that of a page of this site"
    return problems


def address_problem(address: str, known: KnownItem | None) -> str | None:
    """Return why an old address cannot lead to a post, None where it can; one query."""
    return address_problems([address], known).get(address)


def address_warning(address: str) -> str | None:
    """Return what may keep an old address from leading to its post, None where nothing does."""
    if not _page_arguments(address):
        return None
    return (
        f"the old address {address} leads to the post only while no page of this site answers there"
    )


def _page_arguments(address: str) -> Mapping[str, Any] | None:
    """Return the parameters of this site's page at an address, None where it can have none.

    One without parameters always answers, so no redirect ever would.
    """
    try:
        _endpoint, arguments = current_app.url_map.bind("").match(address)
    except RequestRedirect:
        return {}
    except HTTPException:
        return None
    return arguments

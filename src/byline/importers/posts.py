"""Write the posts of a source, whichever program it comes from: one transaction each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from byline.blog.errors import PostChanged
from byline.blog.models import Post, Redirect
from byline.blog.services import (
    PostContent,
    PreparedPost,
    add_redirect,
    create_post,
    prepare_post,
    update_post,
)
from byline.extensions import db, write_unit
from byline.importers.identities import KnownPost, find_or_add_identity
from byline.importers.media import media_address
from byline.importers.people import People, Person
from byline.lib.database import utcnow
from byline.media.services import PreparedFile, add_file


@dataclass(frozen=True, kw_only=True)
class ImportedPost:
    """A post of a source and what belongs to it, ready to be written."""

    original_id: str
    digest: str
    content: PostContent
    people: list[Person]
    files: Mapping[str, PreparedFile]
    cover: PreparedFile | None
    # As far as the source says; a change that it does not date leaves the post's own date.
    updated: datetime | None
    # Old ones, in the form of `byline.lib.paths.normal_path`.
    addresses: list[str]

    def rendered(self) -> PreparedPost:
        """Render the post; slow. Raises InvalidPost."""
        return prepare_post(self.content, picture_size=self._picture_size)

    def _picture_size(self, address: str) -> tuple[int, int] | None:
        file = self.files.get(address)
        if file is None or file.width is None or file.height is None:
            return None
        return file.width, file.height


def by_address(files: list[PreparedFile]) -> dict[str, PreparedFile]:
    """Return files by the addresses they are shown at."""
    return {media_address(file): file for file in files}


def write_post(
    source: str, post: ImportedPost, people: People, known: KnownPost | None
) -> KnownPost:
    """Add a post, or change one that an earlier import wrote and nobody has touched since.

    Raises InvalidPost, and PostChanged when somebody saved it in the meantime.
    """
    prepared = post.rendered()
    with write_unit():
        row, users = _write(prepared, post, people, known)
        identity = find_or_add_identity(source, post.original_id)
        identity.post_id, identity.version = row.id, row.version
        identity.digest, identity.imported_at = post.digest, utcnow()
        written = KnownPost(row.id, row.slug, post.digest, row.version, row.version)
    people.remember(post.people, users)
    return written


def _write(
    prepared: PreparedPost, post: ImportedPost, people: People, known: KnownPost | None
) -> tuple[Post, list[int]]:
    users = [people.get_user(person) for person in post.people]
    for file in post.files.values():
        add_file(file)
    cover = add_file(post.cover) if post.cover else None
    prepared = PreparedPost(replace(prepared.content, cover=cover), prepared.rendered)
    now = _moment(post)
    if known is None:
        row = create_post(prepared, users, now=now)
    else:
        if known.imported_version is None:
            raise PostChanged(known.post_id, known.version)
        found = db.session.get(Post, known.post_id)
        if found is None:
            raise PostChanged(known.post_id, None)
        row = update_post(found, prepared, users, version=known.imported_version, now=now)
    for address in post.addresses:
        add_redirect(address, post=row)
    return row, [user.id for user in users]


def _moment(post: ImportedPost) -> datetime:
    """Return when a post was last written: by its author, not by the import."""
    now = utcnow()
    published = post.content.publish_date or now
    return min(max(published, post.updated or published), now)


def address_problem(address: str, known: KnownPost | None) -> str | None:
    """Return why an old address cannot lead to a post, None where it can; one query."""
    if _page_arguments(address) == {}:
        return f"the old address {address} is that of a page of this site"
    query = select(Redirect.post_id).where(Redirect.path == address)
    taken = db.session.execute(query).first()
    if taken is None or (known and taken[0] == known.post_id):
        return None
    return f"the old address {address} already leads to something else"


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

"""Write the posts and pages of an export with what they bring along, one transaction each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from byline.auth.models import User
from byline.blog.errors import PageChanged, PostChanged
from byline.blog.models import Page, Post
from byline.blog.models.posts import post_path
from byline.blog.services import (
    PreparedPage,
    PreparedPost,
    add_redirect,
    create_page,
    create_post,
    prepare_page,
    prepare_post,
    update_page,
    update_post,
)
from byline.extensions import db, write_unit
from byline.importers.byline.comments import write_archived_comments
from byline.importers.byline.content import ArchivedPage, ArchivedPost, Kept
from byline.importers.byline.entries import Entry
from byline.importers.byline.sequences import raise_sequence
from byline.importers.comments import ImportedComment
from byline.importers.errors import ItemUnreadable
from byline.importers.identities import KnownItem, find_or_add_identity
from byline.importers.media import remember_file
from byline.importers.run import ImportRun
from byline.importers.writing import ImportedItem, free_page_slug
from byline.lib.database import utcnow
from byline.lib.paths import normal_path
from byline.media.models import MediaFile
from byline.media.queries import file_with_digest, find_picture_size
from byline.media.services import PreparedFile, add_file


class ArchivedRun(ImportRun[Entry]):
    """One run over an export."""

    keeping_ids = True
    # No post of this site can have a greater id when the run is through.
    greatest_id = 0

    def keep_ids(self, *, keeping: bool, posts: int) -> None:
        """Say whether ids stay what they are, and how many posts there are in the export."""
        self.keeping_ids = keeping
        # Those that an earlier run brought are counted among this site's.
        left = posts - sum(known.post_id is not None for known in self._known.values())
        self.greatest_id = (db.session.scalar(select(func.max(Post.id))) or 0) + left

    def write(self, imported: ImportedItem, known: KnownItem | None) -> KnownItem:
        """Add or change what an item became, in one transaction."""
        content = imported.content
        if isinstance(content, ArchivedPage):
            return self._write_page(imported, content, known)
        assert isinstance(content, ArchivedPost)  # nosec B101
        return self._write_post(imported, content, known)

    def write_comments(self, post_id: int, comments: Sequence[ImportedComment]) -> None:
        """Add comments under a post; inside a write unit."""
        write_archived_comments(
            self._key, post_id, comments, self.people, keeping_ids=self.keeping_ids
        )

    def _write_post(
        self, imported: ImportedItem, content: ArchivedPost, known: KnownItem | None
    ) -> KnownItem:
        # All files of the export are in the store by now.
        content = replace(content, cover=_row(imported.cover), image=_row(imported.image))
        prepared = prepare_post(content, picture_size=_size_of(imported))
        with write_unit():
            _add_files(imported)
            users = [self.people.get_user(person) for person in imported.people]
            row = self._post(prepared, users, content.kept, known)
            self._set_kept_of_post(row, content.kept)
            for address in imported.addresses:
                add_redirect(address, post=row)
            self._redirect_old_address(row, content)
            self.write_comments(row.id, imported.comments)
            written = self._remember(imported, KnownItem(
                post_id=row.id, slug=row.slug, digest=imported.digest,
                imported_version=row.version, version=row.version,
            ))  # fmt: skip
            user_ids = [user.id for user in users]
        self.people.remember(imported.people, user_ids)
        return written

    def _post(
        self, prepared: PreparedPost, users: list[User], kept: Kept, known: KnownItem | None
    ) -> Post:
        if known is None:
            try:
                row = create_post(
                    prepared, users, post_id=kept.row_id if self.keeping_ids else None
                )
            except IntegrityError as error:
                raise ItemUnreadable(f"another post here has the id {kept.row_id}") from error
            if self.keeping_ids:
                raise_sequence(Post)
            return row
        found = db.session.get(Post, known.post_id)
        if found is None or known.imported_version is None:
            raise PostChanged(known.post_id or 0, None)
        return update_post(found, prepared, users, version=known.imported_version)

    def _set_kept_of_post(self, row: Post, kept: Kept) -> None:
        values: dict[str, Any] = {"created_at": kept.created_at, "updated_at": kept.updated_at}
        if self.keeping_ids:
            # Elsewhere the name may be that of somebody else.
            values["updated_by"] = kept.updated_by
        # Past the counting of saves, which is a value like the others here.
        statement = update(Post).where(Post.id == row.id)
        statement = statement.values(version=max(row.version, kept.version), **values)
        db.session.execute(statement.execution_options(synchronize_session=False))
        db.session.expire(row)

    def _redirect_old_address(self, row: Post, content: ArchivedPost) -> None:
        """Lead from where a post was, where no post of this site can come to be."""
        old = normal_path(post_path(content.kept.row_id, row.slug))
        if row.id != content.kept.row_id > self.greatest_id:
            add_redirect(old, post=row)

    def _write_page(
        self, imported: ImportedItem, content: ArchivedPage, known: KnownItem | None
    ) -> KnownItem:
        prepared = prepare_page(content, picture_size=_size_of(imported))
        with write_unit():
            _add_files(imported)
            row = self._page(prepared, content, known)
            kept = content.kept
            statement = update(Page).where(Page.id == row.id)
            statement = statement.values(
                version=max(row.version, kept.version),
                created_at=kept.created_at,
                updated_at=kept.updated_at,
            )
            db.session.execute(statement.execution_options(synchronize_session=False))
            db.session.expire(row)
            for address in imported.addresses:
                add_redirect(address, page=row)
            return self._remember(imported, KnownItem(
                page_id=row.id, slug=row.slug, digest=imported.digest,
                imported_version=row.version, version=row.version,
            ))  # fmt: skip

    def _page(self, prepared: PreparedPage, content: ArchivedPage, known: KnownItem | None) -> Page:
        if known is None:
            free = replace(prepared, content=replace(content, slug=free_page_slug(content)))
            row_id = content.kept.row_id if self.keeping_ids else None
            try:
                row = create_page(free, page_id=row_id)
            except IntegrityError as error:
                raise ItemUnreadable(f"another page here has the id {row_id}") from error
            if self.keeping_ids:
                raise_sequence(Page)
            return row
        found = db.session.get(Page, known.page_id)
        if found is None or known.imported_version is None:
            raise PageChanged(f"page {known.slug} was deleted")
        update_page(found, prepared, version=known.imported_version)
        return found

    def _remember(self, imported: ImportedItem, written: KnownItem) -> KnownItem:
        for address, file in imported.fetched.items():
            remember_file(self._key, address, file)
        identity = find_or_add_identity(self._key, imported.original_id)
        identity.digest, identity.imported_at = imported.digest, utcnow()
        identity.post_id, identity.page_id = written.post_id, written.page_id
        identity.version = written.version
        return written


def _row(file: PreparedFile | None) -> MediaFile | None:
    return db.session.scalar(file_with_digest(file.digest)) if file else None


def _size_of(imported: ImportedItem) -> Callable[[str], tuple[int, int] | None]:
    return lambda address: imported.picture_size(address) or find_picture_size(address)


def _add_files(imported: ImportedItem) -> None:
    for file in imported.files.values():
        add_file(file)

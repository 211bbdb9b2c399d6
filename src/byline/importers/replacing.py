"""Items that were posts and are pages now, or the other way round: one row takes another's place.

So a page whose writer made it private does not stay where everybody reads it.
"""

from urllib.parse import unquote

from sqlalchemy import ColumnElement, select, update

from byline.blog.errors import PageChanged, PostChanged
from byline.blog.models import Page, Post, Redirect
from byline.blog.services import PageContent, PostContent, add_redirects, delete_post
from byline.extensions import db
from byline.importers.identities import KnownItem
from byline.lib.paths import normal_path


def is_of_other_kind(known: KnownItem, content: PostContent | PageContent) -> bool:
    """Say whether an item was a post here and is to be a page, or the other way round."""
    return isinstance(content, PageContent) == (known.page_id is None)


def replace_row(known: KnownItem, **row: int) -> None:
    """Delete what an item was; its addresses lead to `post_id` or `page_id`. In a write unit.

    A post can be restored, as everywhere. Raises PostChanged or PageChanged when somebody saved or
    deleted it in the meantime.
    """
    if known.page_id is None:
        _move_redirects(Redirect.post_id == known.post_id, **row)
        _delete_post(known)
    else:
        _move_redirects(Redirect.page_id == known.page_id, **row)
        _delete_page(known)
    add_redirects([normal_path(unquote(known.url))], **row)


def _move_redirects(of_the_row: ColumnElement[bool], **row: int) -> None:
    values: dict[str, int | None] = {"post_id": None, "page_id": None, **row}
    statement = update(Redirect).where(of_the_row).values(values)
    db.session.execute(statement.execution_options(synchronize_session=False))


def _delete_post(known: KnownItem) -> None:
    found = db.session.get(Post, known.post_id)
    if found is None or known.imported_version is None:
        raise PostChanged(known.post_id or 0, None)
    delete_post(found, version=known.imported_version)


def _delete_page(known: KnownItem) -> None:
    query = select(Page).where(Page.id == known.page_id).with_for_update()
    found = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None or found.version != known.imported_version:
        raise PageChanged(f"page {known.slug} has been saved or deleted since")
    db.session.delete(found)
    db.session.flush()

"""Delete posts, so that they can be restored, and for good."""

from datetime import datetime
from typing import cast

from sqlalchemy import select

from byline.blog.errors import PostChanged
from byline.blog.models import Post, PostAuthor, PostTag
from byline.blog.registry import prepare_deletion
from byline.blog.services.content import Status
from byline.blog.services.counters import hold_totals, move_between_totals, totals_of
from byline.blog.services.posts import hold_version, id_of, settle_status
from byline.extensions import db
from byline.lib.database import utcnow


def delete_post(post: Post, *, version: int | None = None, now: datetime | None = None) -> None:
    """Take a post away from everybody but the list of what was deleted; it can be restored.

    It keeps all it has: tags, authors, comments, redirects, its date. Nothing is purged on the way:
    that is for the command `posts purge` and for whoever presses the button. Raises PostChanged
    when it is not at `version`, or was deleted.
    """
    hold_version(post, version)
    before = totals_of(post)
    post.deleted_at, post.deleted_status = now or utcnow(), post.status
    # The form that made it may make another.
    post.submission = None
    _set_status(post, "draft", post.publish_date)
    move_between_totals(before, set())
    db.session.flush()


def restore_post(post: Post, *, now: datetime | None = None) -> None:
    """Give a deleted post its place again; one whose date has come meanwhile is published.

    Raises PostChanged when it was restored or purged already.
    """
    status = _hold_deleted(post)
    status, publish_date = settle_status(status, post.publish_date, now or utcnow())
    post.deleted_at = post.deleted_status = None
    _set_status(post, status, publish_date)
    move_between_totals(set(), totals_of(post))
    db.session.flush()


def purge_post(post: Post) -> None:
    """Delete a deleted post for good, with its tags and authors, comments and redirects.

    Raises PostChanged when it was restored or purged already.
    """
    _hold_deleted(post)
    prepare_deletion(post.id)
    db.session.delete(post)
    db.session.flush()


def _hold_deleted(post: Post) -> Status:
    """Keep others from changing a deleted post; return the status it had before it was deleted."""
    hold_totals()
    post_id = id_of(post)
    query = select(Post).where(Post.id == post_id).with_for_update()
    # Read afresh, since another process may have been first.
    found = db.session.execute(query.execution_options(populate_existing=True)).first()
    if found is None:
        raise PostChanged(post_id, None)
    if post.deleted_status is None:
        raise PostChanged(post_id, post.version)
    return cast("Status", post.deleted_status)


def _set_status(post: Post, status: Status, publish_date: datetime | None) -> None:
    visible_from = None if status == "draft" else publish_date
    post.status, post.publish_date, post.visible_from = status, publish_date, visible_from
    links: list[PostAuthor | PostTag] = [*post.post_authors, *post.post_tags]
    for link in links:
        link.visible_from = visible_from

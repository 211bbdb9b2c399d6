"""Write posts; what takes time is done by `prepare_post` before the write unit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, inspect, select, update
from sqlalchemy.orm.attributes import flag_modified

from byline.auth.models import User
from byline.blog.errors import FormSentBefore, InvalidPost, PostChanged
from byline.blog.models import (
    BlogPost,
    ImagePost,
    Post,
    PostAuthor,
    PostTag,
    QuotePost,
    VideoPost,
)
from byline.blog.models.posts import SUBMISSION_CHARS
from byline.blog.queries import is_seen
from byline.blog.services.content import PostContent, PreparedPost, Status, require_date
from byline.blog.services.counters import hold_totals, move_between_totals, totals_of
from byline.blog.services.tags import get_tags
from byline.extensions import db
from byline.lib.database import utcnow
from byline.lib.render import Rendered
from byline.lib.slugs import slugify
from byline.lib.titles import title_key

_CLASSES: dict[str, type[Post]] = {
    "blog": BlogPost,
    "image": ImagePost,
    "video": VideoPost,
    "quote": QuotePost,
}


def create_post(
    prepared: PreparedPost,
    authors: Sequence[User],
    *,
    editor: User | None = None,
    submission: str | None = None,
    post_id: int | None = None,
    now: datetime | None = None,
) -> Post:
    """Add a post by these authors, in this order; `editor` is who writes it here.

    `submission` names the form that was sent: for the same one sent twice, the post of the first is
    returned. Raises FormSentBefore where that post holds something else, as when somebody went back
    to the form and wrote on, and InvalidPost without authors. `post_id` is one that no post has;
    on PostgreSQL its sequence knows nothing of it.
    """
    now = now or utcnow()
    # From here on no other process adds the post of the same form.
    hold_totals()
    if known := submission and _find_submitted(submission):
        if _is_made_of(known, prepared, authors):
            return known
        raise FormSentBefore(known.id)
    post = _CLASSES[prepared.content.type](id=post_id, created_at=now, submission=submission)
    _fill(post, prepared, authors, editor, now)
    move_between_totals(set(), totals_of(post))
    db.session.add(post)
    db.session.flush()
    return post


def _find_submitted(submission: str) -> Post | None:
    if len(submission) > SUBMISSION_CHARS or not submission.isprintable():
        raise InvalidPost("submission", _l("This form is damaged. Open it anew."))
    query = select(Post).where(Post.submission == submission)
    return db.session.execute(query).scalar_one_or_none()


def _is_made_of(post: Post, prepared: PreparedPost, authors: Sequence[User]) -> bool:
    """Say whether a post is what these would have made when it was added."""
    content = prepared.content
    values = _given_values(content) | _settled(content, post.created_at)
    return (
        post.type == content.type
        and all(getattr(post, name) == value for name, value in values.items())
        and list(post.authors) == list(dict.fromkeys(authors))
        and [tag.title_key for tag in post.tags]
        == list(dict.fromkeys(title_key(title) for title in content.tags))
    )


def update_post(
    post: Post,
    prepared: PreparedPost,
    authors: Sequence[User],
    *,
    version: int,
    editor: User | None = None,
    now: datetime | None = None,
) -> Post:
    """Change a post that was read as `version`, and return it: another object for another type.

    What readers see keeps its publish date until it is given another, as a draft too; a draft that
    is published without one gets the present moment. Raises PostChanged when it has been saved or
    deleted since, and InvalidPost without authors.
    """
    hold_version(post, version)
    now = now or utcnow()
    prepared = _with_known_date(prepared, post, now)
    before = totals_of(post)
    with db.session.no_autoflush:
        _clear_lists(post)
        if post.type != prepared.content.type:
            post = _change_type(post, prepared, now)
        _fill(post, prepared, authors, editor, now)
        move_between_totals(before, totals_of(post))
    # So that the version counts this save whatever it changed.
    flag_modified(post, "updated_at")
    db.session.flush()
    return post


def _with_known_date(prepared: PreparedPost, post: Post, now: datetime) -> PreparedPost:
    if prepared.content.publish_date or not is_seen(post.visible_from, now):
        return prepared
    return replace(prepared, content=replace(prepared.content, publish_date=post.publish_date))


def hold_version(post: Post, version: int | None) -> None:
    """Keep others from changing a post until the transaction ends.

    Raises PostChanged unless it is at `version`, where one is given, and where it was deleted.
    """
    hold_totals()
    post_id = id_of(post)
    query = select(Post.version, Post.deleted_at).where(Post.id == post_id).with_for_update()
    found = db.session.execute(query).one_or_none()
    if found is None or found.deleted_at is not None:
        raise PostChanged(post_id, None)
    if version is not None and found.version != version:
        raise PostChanged(post_id, found.version)


def id_of(post: Post) -> int:
    """Return the id of a post whose row may be gone: reading `post.id` would look for it."""
    identity = inspect(post).identity
    assert identity, "the post was never stored"  # nosec B101
    post_id: int = identity[0]
    return post_id


def _change_type(post: Post, prepared: PreparedPost, now: datetime) -> Post:
    """Make a post one of another type, with what the database asks of that at once."""
    post_id = post.id
    # An object is of its class for life, so it makes way for another.
    db.session.expunge(post)
    content = prepared.content
    values = _values_of_type(content) | _settled(content, now)
    image = values.pop("image")
    values["image_id"] = image and image.id
    statement = update(Post).where(Post.id == post_id).values(type=content.type, **values)
    db.session.execute(statement.execution_options(synchronize_session=False))
    return db.session.get_one(Post, post_id)


def settle_status(
    status: Status, publish_date: datetime | None, now: datetime
) -> tuple[Status, datetime | None]:
    """Return the status and publish date to store.

    A post published without a date is published now; one with a date ahead is scheduled for it,
    one scheduled for a date that is past is published, with that date. A draft keeps its date.
    Raises InvalidPost for one that is scheduled without a date.
    """
    if status == "draft":
        return status, publish_date
    if status == "scheduled":
        publish_date = require_date(publish_date)
    publish_date = publish_date or now
    return ("scheduled" if publish_date > now else "published"), publish_date


def _fill(
    post: Post,
    prepared: PreparedPost,
    authors: Sequence[User],
    editor: User | None,
    now: datetime,
) -> None:
    content = prepared.content
    if not authors:
        raise InvalidPost("authors", _l("A post needs an author."))
    _check_translation(post, content)
    # First, since adding a tag writes to the database what the session holds.
    tags = get_tags(content.tags)
    values: dict[str, Any] = {
        "updated_at": now,
        "updated_by": editor and editor.username,
        **_given_values(content),
        **_settled(content, now),
        **rendered_values(prepared.rendered),
    }
    for name, value in values.items():
        setattr(post, name, value)
    visible_from = post.visible_from
    post.post_authors = [
        PostAuthor(user=user, visible_from=visible_from) for user in dict.fromkeys(authors)
    ]
    post.post_tags = [PostTag(tag=tag, visible_from=visible_from) for tag in tags]


def _check_translation(post: Post, content: PostContent) -> None:
    """Raise InvalidPost where another translation of the post is in its language."""
    if content.translation_group is None:
        return
    query = select(Post.id).where(
        Post.translation_group == content.translation_group, Post.language == content.language
    )
    with db.session.no_autoflush:
        if any(post_id != post.id for post_id in db.session.scalars(query)):
            raise InvalidPost("language", _l("This post is there in this language already."))


def _given_values(content: PostContent) -> dict[str, Any]:
    return {
        "title": content.title,
        "slug": slugify(content.slug or content.title),
        "language": content.language,
        "translation_group": content.translation_group,
        "source": content.source,
        "format": content.format,
        "summary_source": content.summary,
        "cover": content.cover,
        "cover_alt": content.cover_alt,
        "cover_caption": content.cover_caption,
        "youtube_id": content.youtube_id,
        **_values_of_type(content),
    }


def _values_of_type(content: PostContent) -> dict[str, Any]:
    return {
        "image": content.image,
        "image_alt": content.image_alt,
        "image_caption": content.image_caption,
        "video": content.video,
        "quote_author": content.quote_author,
    }


def _settled(content: PostContent, now: datetime) -> dict[str, Any]:
    status, publish_date = settle_status(content.status, content.publish_date, now)
    return {
        "status": status,
        "publish_date": publish_date,
        "visible_from": None if status == "draft" else publish_date,
    }


def rendered_values(rendered: Rendered) -> dict[str, Any]:
    """Return the columns of a post that are made from its source."""
    return {
        "html": rendered.html,
        "text": rendered.text,
        "summary": rendered.summary,
        "reading_minutes": rendered.reading_minutes,
    }


def _clear_lists(post: Post) -> None:
    """Take a post out of its lists before it is put into the new ones: the order is unique."""
    for association in (PostAuthor, PostTag):
        db.session.execute(delete(association).where(association.post_id == post.id))
    db.session.expire(post, ["post_authors", "post_tags"])

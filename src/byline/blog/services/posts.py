"""Write posts.

What takes time, the rendering, is done by the `prepare_…` functions before the write unit; the
others change rows and flush inside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from byline.auth.models import User
from byline.blog.errors import InvalidPost, PostChanged
from byline.blog.models import (
    BlogPost,
    ImagePost,
    Post,
    PostAuthor,
    PostTag,
    QuotePost,
    VideoPost,
)
from byline.blog.registry import prepare_deletion
from byline.blog.services.counters import hold_totals, move_between_totals, totals_of
from byline.blog.services.tags import get_tags
from byline.blog.services.texts import check_language, check_lengths, checked_title, storable
from byline.extensions import db
from byline.lib.database import utcnow
from byline.lib.render import Rendered, render
from byline.lib.reshape import PictureSize
from byline.lib.slugs import slugify
from byline.lib.video import find_video, parse_video_url
from byline.media.models import MediaFile

PostType = Literal["blog", "image", "video", "quote"]
Status = Literal["draft", "scheduled", "published"]
Format = Literal["markdown", "html"]

_CLASSES: dict[str, type[Post]] = {
    "blog": BlogPost,
    "image": ImagePost,
    "video": VideoPost,
    "quote": QuotePost,
}


@dataclass(frozen=True, kw_only=True)
class PostContent:
    """A post as its writer gives it; the rest follows from it."""

    title: str
    source: str
    format: Format = "markdown"
    type: PostType = "blog"
    status: Status = "draft"
    publish_date: datetime | None = None
    # From the title where not given.
    slug: str | None = None
    language: str | None = None
    summary: str | None = None
    tags: Sequence[str] = ()
    cover: MediaFile | None = None
    cover_alt: str = ""
    cover_caption: str = ""
    # The id, or the address of the video there.
    youtube_id: str | None = None
    image: MediaFile | None = None
    image_alt: str = ""
    image_caption: str = ""
    video: str | None = None
    quote_author: str | None = None


@dataclass(frozen=True)
class PreparedPost:
    """A post whose source has been rendered."""

    content: PostContent
    rendered: Rendered


def prepare_post(content: PostContent, *, picture_size: PictureSize | None = None) -> PreparedPost:
    """Check a post and render it; slow, so never inside a write unit.

    Raises InvalidPost for a text that is missing or too long, a language or video that is none,
    and where the type's own part is missing. A draft of a picture may do without: the picture may
    still have to be fetched.
    """
    content = storable(content)
    content = replace(
        content,
        title=checked_title(content.title),
        youtube_id=_youtube_id(content.youtube_id),
    )
    check_lengths(content)
    check_language(content.language)
    _check_type(content)
    rendered = render(
        content.source, content.format, summary=content.summary, picture_size=picture_size
    )
    return PreparedPost(content, rendered)


def _youtube_id(given: str | None) -> str | None:
    """Return the id of a video at YouTube that is given by its id or its address."""
    if not given:
        return None
    video = find_video("youtube", given.strip()) or parse_video_url(given)
    if video is None or video.host != "youtube":
        raise InvalidPost("youtube_id is neither an id of YouTube nor an address there")
    return video.video_id


def _check_type(content: PostContent) -> None:
    if content.type == "image" and content.status != "draft" and content.image is None:
        raise InvalidPost("a picture post needs its picture")
    if content.type == "video" and not content.video:
        raise InvalidPost("a video post needs the address of its video")
    if content.video and parse_video_url(content.video) is None:
        raise InvalidPost("video is no address of a video at YouTube or Vimeo")
    if content.type == "quote" and not content.quote_author:
        raise InvalidPost("a quote needs whose it is")


def create_post(
    prepared: PreparedPost, authors: Sequence[User], *, now: datetime | None = None
) -> Post:
    """Add a post by these authors, in this order. Raises InvalidPost without any."""
    now = now or utcnow()
    hold_totals()
    post = _CLASSES[prepared.content.type](created_at=now)
    _fill(post, prepared, authors, now)
    move_between_totals(set(), totals_of(post))
    db.session.add(post)
    db.session.flush()
    return post


def update_post(
    post: Post,
    prepared: PreparedPost,
    authors: Sequence[User],
    *,
    version: int,
    now: datetime | None = None,
) -> Post:
    """Change a post that was read as `version`.

    Raises PostChanged when it has been saved or deleted since, and InvalidPost for another type
    and without authors.
    """
    _hold(post, version)
    if post.type != prepared.content.type:
        raise InvalidPost("a post keeps its type")
    before = totals_of(post)
    with db.session.no_autoflush:
        _clear_lists(post)
        _fill(post, prepared, authors, now or utcnow())
        move_between_totals(before, totals_of(post))
    # So that the version counts this save whatever it changed.
    flag_modified(post, "updated_at")
    db.session.flush()
    return post


def delete_post(post: Post) -> None:
    """Delete a post and what hangs on it: its place under tags and authors, comments, redirects.

    Raises PostChanged when it has been saved or deleted since it was read.
    """
    _hold(post, post.version)
    move_between_totals(totals_of(post), set())
    prepare_deletion(post.id)
    db.session.delete(post)
    db.session.flush()


def _hold(post: Post, version: int) -> None:
    """Keep others from changing a post until the transaction ends; it must be at `version`."""
    hold_totals()
    query = select(Post.version).where(Post.id == post.id).with_for_update()
    found = db.session.execute(query).scalar_one_or_none()
    if found != version:
        raise PostChanged(f"post {post.id} is at version {found}, not {version}")


def settle_status(
    status: Status, publish_date: datetime | None, now: datetime
) -> tuple[Status, datetime | None]:
    """Return the status and publish date to store.

    A post published without a date is published now; one with a date ahead is scheduled for it,
    one scheduled for a date that is past is published. Raises InvalidPost for one that is
    scheduled without a date.
    """
    if status == "draft":
        return status, publish_date
    if publish_date is None:
        if status == "scheduled":
            raise InvalidPost("a scheduled post needs a publish date")
        return "published", now
    return ("scheduled" if publish_date > now else "published"), publish_date


def _fill(post: Post, prepared: PreparedPost, authors: Sequence[User], now: datetime) -> None:
    content = prepared.content
    if not authors:
        raise InvalidPost("a post needs an author")
    # First, since adding a tag writes to the database what the session holds.
    tags = get_tags(content.tags)
    status, publish_date = settle_status(content.status, content.publish_date, now)
    visible_from = None if status == "draft" else publish_date
    values: dict[str, Any] = {
        "title": content.title,
        "slug": slugify(content.slug or content.title),
        "status": status,
        "publish_date": publish_date,
        "visible_from": visible_from,
        "language": content.language,
        "source": content.source,
        "format": content.format,
        "summary_source": content.summary,
        "cover": content.cover,
        "cover_alt": content.cover_alt,
        "cover_caption": content.cover_caption,
        "youtube_id": content.youtube_id,
        "image": content.image,
        "image_alt": content.image_alt,
        "image_caption": content.image_caption,
        "video": content.video,
        "quote_author": content.quote_author,
        "updated_at": now,
        **rendered_values(prepared.rendered),
    }
    for name, value in values.items():
        setattr(post, name, value)
    post.post_authors = [
        PostAuthor(user=user, visible_from=visible_from) for user in dict.fromkeys(authors)
    ]
    post.post_tags = [PostTag(tag=tag, visible_from=visible_from) for tag in tags]


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

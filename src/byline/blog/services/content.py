"""A post as its writer gives it: checked and rendered before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from flask_babel import lazy_gettext as _l

from byline.blog.errors import InvalidPost
from byline.blog.services.texts import (
    check_language,
    check_lengths,
    checked_tags,
    checked_title,
    storable,
)
from byline.lib.render import Rendered, render
from byline.lib.video import find_video, parse_video_url
from byline.media.models import MediaFile

if TYPE_CHECKING:
    # Its parser is loaded with the first text.
    from byline.lib.reshape import PictureSize

PostType = Literal["blog", "image", "video", "quote"]
Status = Literal["draft", "scheduled", "published"]
Format = Literal["markdown", "html"]

# What a post of each type has beside what all have; posts of other types are without.
_FIELDS_OF_TYPES: dict[str, dict[str, Any]] = {
    "image": {"image": None, "image_alt": "", "image_caption": ""},
    "video": {"video": None},
    "quote": {"quote_author": None},
}


@dataclass(frozen=True, kw_only=True)
class PostContent:
    """A post as its writer gives it; the rest follows from it.

    What only posts of another type have is left out on save.
    """

    title: str
    source: str
    format: Format = "markdown"
    type: PostType = "blog"
    status: Status = "draft"
    publish_date: datetime | None = None
    # From the title where not given.
    slug: str | None = None
    language: str | None = None
    # Posts that are translations of one another have the same one, each in a language of its own.
    translation_group: str | None = None
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


def prepare_post(
    content: PostContent, *, picture_size: "PictureSize | None" = None
) -> PreparedPost:
    """Check a post and render it; slow, so never inside a write unit.

    Raises InvalidPost for a text that is missing or too long, a tag, language or video that is
    none, and where the type's own part or the date of a scheduled post is missing. A draft of a
    picture may do without: the picture may still have to be fetched.
    """
    content = _without_other_types(storable(content))
    content = replace(
        content,
        title=checked_title(content.title),
        tags=checked_tags(content.tags),
        youtube_id=_youtube_id(content.youtube_id),
    )
    check_lengths(content)
    check_language(content.language)
    if content.translation_group and not content.language:
        raise InvalidPost("language", _l("A translation needs to say its language."))
    _check_type(content)
    if content.status == "scheduled":
        require_date(content.publish_date)
    rendered = render(
        content.source, content.format, summary=content.summary, picture_size=picture_size
    )
    return PreparedPost(content, rendered)


def require_date(publish_date: datetime | None) -> datetime:
    """Return the date of a scheduled post. Raises InvalidPost without one."""
    if publish_date is None:
        raise InvalidPost("publish_date", _l("A scheduled post needs a date."))
    return publish_date


def _without_other_types(content: PostContent) -> PostContent:
    others: dict[str, Any] = {}
    for post_type, fields in _FIELDS_OF_TYPES.items():
        if post_type != content.type:
            others |= fields
    return replace(content, **others)


def _youtube_id(given: str | None) -> str | None:
    """Return the id of a video at YouTube that is given by its id or its address."""
    if not given or not given.strip():
        return None
    video = find_video("youtube", given.strip()) or parse_video_url(given)
    if video is None or video.host != "youtube":
        raise InvalidPost(
            "youtube_id", _l("This is neither the id of a video at YouTube nor its address.")
        )
    return video.video_id


def _check_type(content: PostContent) -> None:
    if content.type == "image" and content.status != "draft" and content.image is None:
        raise InvalidPost("image", _l("A picture post needs its picture."))
    if content.type == "video" and not content.video:
        raise InvalidPost("video", _l("A video post needs the address of its video."))
    if content.video and parse_video_url(content.video) is None:
        raise InvalidPost("video", _l("This is no address of a video at YouTube or Vimeo."))
    if content.type == "quote" and not content.quote_author:
        raise InvalidPost("quote_author", _l("A quote needs to say whose it is."))

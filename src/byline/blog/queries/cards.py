"""A post as a list shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import FromClause, Select, select

from byline.blog.models import Post
from byline.blog.models.posts import post_path
from byline.blog.queries.people_and_tags import AuthorLink, TagLink, authors_of, tags_of
from byline.extensions import db
from byline.lib.languages import text_direction
from byline.lib.video import VideoEmbed, find_video, parse_video_url
from byline.media.models import MediaFile, media_path

_post = Post.__table__.c
_cover = MediaFile.__table__.alias("cover")
_image = MediaFile.__table__.alias("image")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the media store; width and height are in pixels."""

    url: str
    width: int | None
    height: int | None


@dataclass(slots=True)
class PostCard:
    """What a list shows of a post."""

    id: int
    type: str
    title: str
    slug: str
    # A draft may have none.
    publish_date: datetime | None
    language: str | None
    # Cleaned on save, inline elements only.
    summary: Markup
    reading_minutes: int
    cover_alt: str
    image_alt: str
    image_caption: str
    youtube_id: str | None
    video: str | None
    quote_author: str | None
    comment_count: int
    cover: Picture | None
    image: Picture | None
    authors: list[AuthorLink] = field(default_factory=list)
    tags: list[TagLink] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The path of the post's address."""
        return post_path(self.id, self.slug)

    @property
    def text_direction(self) -> str:
        """The direction of the post's script: `ltr`, `rtl`, or `auto` where nobody knows."""
        return text_direction(self.language)

    @property
    def embed(self) -> VideoEmbed | None:
        """The post's video at one of the allowed hosts."""
        if self.youtube_id:
            return find_video("youtube", self.youtube_id)
        return parse_video_url(self.video) if self.video else None


_CARD_COLUMNS = (
    _post.id,
    _post.type,
    _post.title,
    _post.slug,
    _post.publish_date,
    _post.language,
    _post.summary,
    _post.reading_minutes,
    _post.cover_alt,
    _post.image_alt,
    _post.image_caption,
    _post.youtube_id,
    _post.video,
    _post.quote_author,
    _post.comment_count,
)
_PICTURE_COLUMNS = tuple(
    file.c[name].label(f"{file.name}_{name}")
    for file in (_cover, _image)
    for name in ("digest", "extension", "width", "height")
)


def select_cards(posts: FromClause, *more: Any) -> Select[Any]:  # noqa: ANN401 - columns
    """Select the columns of cards, and `more`, from the posts table joined as the caller likes."""
    source = posts.outerjoin(_cover, _cover.c.id == _post.cover_id).outerjoin(
        _image, _image.c.id == _post.image_id
    )
    return select(*_CARD_COLUMNS, *_PICTURE_COLUMNS, *more).select_from(source)


def card_values(row: Sequence[Any]) -> dict[str, Any]:
    """Return the fields of a card from a row of `select_cards`."""
    fields = dict(zip(_CARD_NAMES, row, strict=False))
    fields["summary"] = Markup(fields["summary"])  # nosec B704
    first = len(_CARD_NAMES)
    fields["cover"] = _picture(row[first : first + 4])
    fields["image"] = _picture(row[first + 4 : first + 8])
    return fields


_CARD_NAMES = tuple(column.name for column in _CARD_COLUMNS)


def _picture(columns: Sequence[Any]) -> Picture | None:
    digest, extension, width, height = columns
    return Picture(media_path(digest, extension), width, height) if digest else None


def load_cards(statement: Select[Any], parameters: dict[str, Any]) -> list[PostCard]:
    """Return the cards that a statement of `select_cards` finds; three queries."""
    cards = [PostCard(**card_values(row)) for row in db.session.execute(statement, parameters)]
    if cards:
        ids = [card.id for card in cards]
        authors, tags = authors_of(ids), tags_of(ids)
        for card in cards:
            card.authors, card.tags = authors[card.id], tags[card.id]
    return cards

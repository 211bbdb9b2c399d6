"""The posts of the site, each with what belongs to it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from byline.auth.models import User
from byline.blog.models import Post, PostAuthor, PostTag, Redirect, Tag
from byline.exports.format import POSTS_FOLDER, aliases, entry_name
from byline.exports.matter import front_matter
from byline.exports.snapshot import batches
from byline.media.models import MediaFile, media_path

_cover = aliased(MediaFile)
_image = aliased(MediaFile)
_QUERY = (
    select(
        Post.id,
        Post.type,
        Post.title,
        Post.slug,
        Post.status,
        Post.publish_date,
        Post.language,
        Post.translation_group,
        Post.source,
        Post.format,
        Post.summary_source,
        Post.cover_alt,
        Post.cover_caption,
        Post.youtube_id,
        Post.image_alt,
        Post.image_caption,
        Post.video,
        Post.quote_author,
        Post.version,
        Post.created_at,
        Post.updated_at,
        Post.updated_by,
        Post.html,
        Post.summary,
        _cover.id.label("cover_id"),
        _cover.digest.label("cover_digest"),
        _cover.extension.label("cover_extension"),
        _image.id.label("image_id"),
        _image.digest.label("image_digest"),
        _image.extension.label("image_extension"),
    )
    .outerjoin(_cover, _cover.id == Post.cover_id)
    .outerjoin(_image, _image.id == Post.image_id)
    .where(Post.deleted_at.is_(None))
)


@dataclass(frozen=True)
class ExportedPost:
    """A post and what belongs to it."""

    # Its columns, by their names.
    row: Any
    # User names and tags in their order; old addresses, decoded.
    authors: list[str]
    tags: list[str]
    aliases: list[str]

    @property
    def cover(self) -> str | None:
        """The address of the cover."""
        digest, extension = self.row.cover_digest, self.row.cover_extension
        return media_path(digest, extension) if digest else None

    @property
    def image(self) -> str | None:
        """The address of a picture post's picture."""
        digest, extension = self.row.image_digest, self.row.image_extension
        return media_path(digest, extension) if digest else None

    @property
    def name(self) -> str:
        """Its path in an export."""
        return entry_name(POSTS_FOLDER, self.row.id, self.row.slug, self.row.format)

    @property
    def text(self) -> str:
        """What its file holds: front matter and source."""
        row = self.row
        fields = {
            "title": row.title,
            "date": row.publish_date,
            "lastmod": row.updated_at,
            "draft": row.status == "draft",
            "slug": row.slug,
            "lang": row.language,
            "authors": self.authors,
            "tags": self.tags,
            "summary": row.summary_source,
            "image": self.cover,
            "aliases": aliases(self.aliases),
        }
        own = {
            "id": row.id,
            "type": row.type,
            "status": row.status,
            "translation_group": row.translation_group,
            "cover_alt": row.cover_alt,
            "cover_caption": row.cover_caption,
            "youtube_id": row.youtube_id,
            "image": self.image,
            "image_alt": row.image_alt,
            "image_caption": row.image_caption,
            "video": row.video,
            "quote_author": row.quote_author,
            "version": row.version,
            "created_at": row.created_at,
            "updated_by": row.updated_by,
        }
        return f"{front_matter(fields, own)}{row.source}"


def read_posts(session: Session) -> Iterator[ExportedPost]:
    """Yield the posts that are not deleted, by their ids."""
    for rows in batches(session, _QUERY, Post.id):
        ids = [row.id for row in rows]
        authors = _lists(
            session,
            select(PostAuthor.post_id, User.username)
            .join(User, User.id == PostAuthor.user_id)
            .where(PostAuthor.post_id.in_(ids))
            .order_by(PostAuthor.post_id, PostAuthor.position),
        )
        tags = _lists(
            session,
            select(PostTag.post_id, Tag.title)
            .join(Tag, Tag.id == PostTag.tag_id)
            .where(PostTag.post_id.in_(ids))
            .order_by(PostTag.post_id, PostTag.position),
        )
        aliases = read_aliases(session, Redirect.post_id, ids)
        for row in rows:
            yield ExportedPost(row, authors[row.id], tags[row.id], aliases[row.id])


def read_aliases(
    session: Session, key: InstrumentedAttribute[int | None], ids: Sequence[int]
) -> dict[int, list[str]]:
    """Return the old addresses that lead to rows, by the rows' ids."""
    return _lists(session, select(key, Redirect.path).where(key.in_(ids)).order_by(Redirect.path))


def _lists(session: Session, query: Any) -> dict[int, list[str]]:  # noqa: ANN401 - of two columns
    lists: dict[int, list[str]] = defaultdict(list)
    for row_id, value in session.execute(query):
        lists[row_id].append(value)
    return lists

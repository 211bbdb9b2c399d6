"""Posts of every type, and who and what they are listed under."""

from datetime import datetime
from urllib.parse import quote

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from byline.auth.models import User
from byline.blog.models.tags import Tag
from byline.extensions import TABLE_OPTIONS, Base
from byline.lib.database import UtcDateTime, long_text, utcnow
from byline.lib.limits import (
    MAX_ALT_CHARS,
    MAX_LANGUAGE_CHARS,
    MAX_NAME_CHARS,
    MAX_SLUG_CHARS,
    MAX_TITLE_CHARS,
    MAX_USERNAME_CHARS,
    MAX_VIDEO_CHARS,
)
from byline.media.models import MediaFile

YOUTUBE_ID_CHARS = 11
SUBMISSION_CHARS = 36


def post_path(post_id: int, slug: str) -> str:
    """Return the path of a post's address."""
    return f"/blog/post/{post_id}/{quote(slug)}"


class Post(Base):
    """A post; its type decides which of the subclasses below it is.

    `visible_from` is the publish date of what is not a draft. Readers see a post from then on, so
    one index serves every list. It stands again beside each tag and author, in whose lists it is
    the order; `byline.blog.services` keeps the copies.
    """

    __tablename__ = "posts"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title_given"),
        CheckConstraint("slug <> ''", name="slug_given"),
        CheckConstraint("format IN ('markdown', 'html')", name="format_known"),
        CheckConstraint("type IN ('blog', 'image', 'video', 'quote')", name="type_known"),
        CheckConstraint("status IN ('draft', 'scheduled', 'published')", name="status_known"),
        CheckConstraint(
            "(status = 'draft' AND visible_from IS NULL)"
            " OR (status <> 'draft' AND visible_from IS NOT NULL AND publish_date IS NOT NULL"
            " AND visible_from = publish_date)",
            name="visible_from_publish_date",
        ),
        # A picture given by its address is fetched after the draft is saved.
        CheckConstraint(
            "type <> 'image' OR status = 'draft' OR image_id IS NOT NULL",
            name="image_given",
        ),
        CheckConstraint("type <> 'video' OR video IS NOT NULL", name="video_given"),
        CheckConstraint("type <> 'quote' OR quote_author IS NOT NULL", name="quote_author_given"),
        CheckConstraint("comment_count >= 0", name="comment_count_positive"),
        CheckConstraint("reading_minutes >= 1", name="reading_minutes_positive"),
        UniqueConstraint("translation_group", "language"),
        Index("ix_posts_visible_from_id", "visible_from", "id"),
        Index("ix_posts_status_publish_date", "status", "publish_date"),
        Index("ix_posts_deleted_at_id", "deleted_at", "id"),
        TABLE_OPTIONS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(16), default="blog", server_default="blog")
    title: Mapped[str] = mapped_column(String(MAX_TITLE_CHARS))
    slug: Mapped[str] = mapped_column(String(MAX_SLUG_CHARS))
    status: Mapped[str] = mapped_column(String(16), default="draft", server_default="draft")
    publish_date: Mapped[datetime | None] = mapped_column(UtcDateTime)
    visible_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    language: Mapped[str | None] = mapped_column(String(MAX_LANGUAGE_CHARS))
    # Posts that are translations of one another share it.
    translation_group: Mapped[str | None] = mapped_column(String(36))

    source: Mapped[str] = mapped_column(long_text(), deferred=True)
    format: Mapped[str] = mapped_column(String(16), default="markdown", server_default="markdown")
    # As the writer gave it; the one that is shown is made from it, or from the body.
    summary_source: Mapped[str | None] = mapped_column(Text, deferred=True)
    # Made from the source on save by `byline.lib.render`.
    html: Mapped[str] = mapped_column(long_text(), deferred=True)
    text: Mapped[str] = mapped_column(long_text(), deferred=True)
    summary: Mapped[str] = mapped_column(Text)
    reading_minutes: Mapped[int] = mapped_column(default=1, server_default="1")

    cover_id: Mapped[int | None] = mapped_column(ForeignKey("media_files.id"), index=True)
    cover_alt: Mapped[str] = mapped_column(String(MAX_ALT_CHARS), default="", server_default="")
    cover_caption: Mapped[str] = mapped_column(String(MAX_ALT_CHARS), default="", server_default="")
    youtube_id: Mapped[str | None] = mapped_column(String(YOUTUBE_ID_CHARS))
    image_id: Mapped[int | None] = mapped_column(ForeignKey("media_files.id"), index=True)
    image_alt: Mapped[str] = mapped_column(String(MAX_ALT_CHARS), default="", server_default="")
    image_caption: Mapped[str] = mapped_column(String(MAX_ALT_CHARS), default="", server_default="")
    # Address of the video at its host.
    video: Mapped[str | None] = mapped_column(String(MAX_VIDEO_CHARS))
    quote_author: Mapped[str | None] = mapped_column(String(MAX_NAME_CHARS))

    # Approved comments, kept by `byline.comments.services`.
    comment_count: Mapped[int] = mapped_column(default=0, server_default="0")
    # Counts the saves: a form that was filled from an older one finds out.
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    # The name of who saved it last, where that is known; the account may be gone.
    updated_by: Mapped[str | None] = mapped_column(String(MAX_USERNAME_CHARS))
    # A deleted post is a draft that nobody reads or edits; restored, it has its status again.
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_status: Mapped[str | None] = mapped_column(String(16))
    # Names the form that made the post: sent twice, it makes one.
    submission: Mapped[str | None] = mapped_column(
        String(SUBMISSION_CHARS), index=True, unique=True
    )

    cover: Mapped[MediaFile | None] = relationship(foreign_keys=[cover_id])
    image: Mapped[MediaFile | None] = relationship(foreign_keys=[image_id])
    post_authors: Mapped[list["PostAuthor"]] = relationship(
        order_by="PostAuthor.position",
        collection_class=ordering_list("position"),
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    post_tags: Mapped[list["PostTag"]] = relationship(
        order_by="PostTag.position",
        collection_class=ordering_list("position"),
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    authors: AssociationProxy[list[User]] = association_proxy("post_authors", "user")
    tags: AssociationProxy[list[Tag]] = association_proxy("post_tags", "tag")

    __mapper_args__ = {
        "polymorphic_on": "type",
        "version_id_col": version,
    }

    @property
    def url(self) -> str:
        """The path of the post's address."""
        return post_path(self.id, self.slug)


class BlogPost(Post):
    """Text."""

    __mapper_args__ = {"polymorphic_identity": "blog"}


class ImagePost(Post):
    """A picture with its alternative text and caption."""

    __mapper_args__ = {"polymorphic_identity": "image"}


class VideoPost(Post):
    """A video at one of the allowed hosts."""

    __mapper_args__ = {"polymorphic_identity": "video"}


class QuotePost(Post):
    """A quotation and whose it is."""

    __mapper_args__ = {"polymorphic_identity": "quote"}


class PostAuthor(Base):
    """One author of a post, in the order in which they are named."""

    __tablename__ = "post_authors"
    __table_args__ = (
        UniqueConstraint("post_id", "position"),
        Index(
            "ix_post_authors_user_id_visible_from_post_id",
            "user_id",
            "visible_from",
            "post_id",
        ),
        Index("ix_post_authors_user_id_post_id", "user_id", "post_id"),
        TABLE_OPTIONS,
    )

    post_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    position: Mapped[int]
    visible_from: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class PostTag(Base):
    """One tag of a post, in the order in which they were given."""

    __tablename__ = "post_tags"
    __table_args__ = (
        Index(
            "ix_post_tags_tag_id_visible_from_post_id",
            "tag_id",
            "visible_from",
            "post_id",
        ),
        TABLE_OPTIONS,
    )

    post_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int]
    visible_from: Mapped[datetime | None] = mapped_column(UtcDateTime)

    tag: Mapped[Tag] = relationship()

"""Posts, pages, tags, redirects and the totals that pages show."""

import sqlalchemy as sa

from byline.migrations.steps import (
    create_index,
    create_table,
    drop_table,
    insert_missing,
    long_text,
    moment,
)

revision = "202611220004"
down_revision = "202611220003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("title_key", sa.String(length=300), nullable=False),
        sa.Column("post_count", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("title NOT IN ('', '.', '..')", name="title_addressable"),
        sa.CheckConstraint("title NOT LIKE '%/%'", name="title_one_segment"),
        sa.CheckConstraint("post_count >= 0", name="post_count_positive"),
        sa.PrimaryKeyConstraint("id", name="pk_tags"),
        sa.UniqueConstraint("title_key", name="uq_tags_title_key"),
    )
    create_index("tags", "post_count", "title")
    create_table(
        "pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("source", long_text(), nullable=False),
        sa.Column("format", sa.String(length=16), server_default="markdown", nullable=False),
        sa.Column("html", long_text(), nullable=False),
        sa.Column("text", long_text(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("in_navigation", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.CheckConstraint("format IN ('markdown', 'html')", name="format_known"),
        sa.CheckConstraint("title <> ''", name="title_given"),
        sa.PrimaryKeyConstraint("id", name="pk_pages"),
        sa.UniqueConstraint("slug", name="uq_pages_slug"),
    )
    create_index("pages", "in_navigation", "position", "id")
    create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=16), server_default="blog", nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=16), server_default="draft", nullable=False),
        sa.Column("publish_date", moment(), nullable=True),
        sa.Column("visible_from", moment(), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("translation_group", sa.String(length=36), nullable=True),
        sa.Column("source", long_text(), nullable=False),
        sa.Column("format", sa.String(length=16), server_default="markdown", nullable=False),
        sa.Column("summary_source", sa.Text(), nullable=True),
        sa.Column("html", long_text(), nullable=False),
        sa.Column("text", long_text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("reading_minutes", sa.Integer(), server_default="1", nullable=False),
        sa.Column("cover_id", sa.Integer(), nullable=True),
        sa.Column("cover_alt", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("cover_caption", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("youtube_id", sa.String(length=11), nullable=True),
        sa.Column("image_id", sa.Integer(), nullable=True),
        sa.Column("image_alt", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("image_caption", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("video", sa.String(length=255), nullable=True),
        sa.Column("quote_author", sa.String(length=255), nullable=True),
        sa.Column("comment_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("updated_at", moment(), nullable=False),
        sa.CheckConstraint(
            "(status = 'draft' AND visible_from IS NULL)"
            " OR (status <> 'draft' AND visible_from IS NOT NULL AND publish_date IS NOT NULL"
            " AND visible_from = publish_date)",
            name="visible_from_publish_date",
        ),
        sa.CheckConstraint("format IN ('markdown', 'html')", name="format_known"),
        sa.CheckConstraint("slug <> ''", name="slug_given"),
        sa.CheckConstraint("status IN ('draft', 'scheduled', 'published')", name="status_known"),
        sa.CheckConstraint("title <> ''", name="title_given"),
        sa.CheckConstraint(
            "type <> 'image' OR status = 'draft' OR image_id IS NOT NULL",
            name="image_given",
        ),
        sa.CheckConstraint(
            "type <> 'quote' OR quote_author IS NOT NULL", name="quote_author_given"
        ),
        sa.CheckConstraint("type <> 'video' OR video IS NOT NULL", name="video_given"),
        sa.CheckConstraint("type IN ('blog', 'image', 'video', 'quote')", name="type_known"),
        sa.CheckConstraint("comment_count >= 0", name="comment_count_positive"),
        sa.CheckConstraint("reading_minutes >= 1", name="reading_minutes_positive"),
        sa.ForeignKeyConstraint(
            ["cover_id"], ["media_files.id"], name="fk_posts_cover_id_media_files"
        ),
        sa.ForeignKeyConstraint(
            ["image_id"], ["media_files.id"], name="fk_posts_image_id_media_files"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint(
            "translation_group", "language", name="uq_posts_translation_group_language"
        ),
    )
    create_index("posts", "cover_id")
    create_index("posts", "image_id")
    create_index("posts", "status", "publish_date")
    create_index("posts", "visible_from", "id")
    create_table(
        "post_authors",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("visible_from", moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_post_authors_post_id_posts",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_post_authors_user_id_users"),
        sa.PrimaryKeyConstraint("post_id", "user_id", name="pk_post_authors"),
        sa.UniqueConstraint("post_id", "position", name="uq_post_authors_post_id_position"),
    )
    create_index("post_authors", "user_id", "visible_from", "post_id")
    create_table(
        "post_tags",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("visible_from", moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_post_tags_post_id_posts",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name="fk_post_tags_tag_id_tags", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "tag_id", name="pk_post_tags"),
    )
    create_index("post_tags", "tag_id", "visible_from", "post_id")
    create_table(
        "redirects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=512), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("target", sa.String(length=512), nullable=True),
        sa.CheckConstraint("path LIKE '/_%' AND path NOT LIKE '%/'", name="path_normal"),
        sa.CheckConstraint(
            "(CASE WHEN post_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN page_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN tag_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN target IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_target",
        ),
        sa.ForeignKeyConstraint(
            ["page_id"],
            ["pages.id"],
            name="fk_redirects_page_id_pages",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_redirects_post_id_posts",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name="fk_redirects_tag_id_tags", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_redirects"),
        sa.UniqueConstraint("path", name="uq_redirects_path"),
    )
    create_index("redirects", "page_id")
    create_index("redirects", "post_id")
    create_index("redirects", "tag_id")
    create_table(
        "counters",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("total >= 0", name="total_positive"),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    insert_missing(
        sa.table("counters", sa.column("name"), sa.column("total")),
        "name",
        [{"name": "published_posts", "total": 0}],
    )


def downgrade() -> None:
    """Drop the tables."""
    drop_table("counters")
    drop_table("redirects")
    drop_table("post_tags")
    drop_table("post_authors")
    drop_table("posts")
    drop_table("pages")
    drop_table("tags")

"""Which row came from which item of an import."""

import sqlalchemy as sa

from byline.migrations.steps import create_index, create_table, drop_table, moment

revision = "202611220006"
down_revision = "202611220005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    create_table(
        "import_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("original_id", sa.String(length=512), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("imported_at", moment(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("media_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name="fk_import_identities_comment_id_comments",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["media_id"],
            ["media_files.id"],
            name="fk_import_identities_media_id_media_files",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["page_id"],
            ["pages.id"],
            name="fk_import_identities_page_id_pages",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_import_identities_post_id_posts",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name="fk_import_identities_user_id_users",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_identities"),
        sa.UniqueConstraint(
            "source", "original_id", name="uq_import_identities_source_original_id"
        ),
    )
    create_index("import_identities", "comment_id")
    create_index("import_identities", "media_id")
    create_index("import_identities", "page_id")
    create_index("import_identities", "post_id")
    create_index("import_identities", "user_id")


def downgrade() -> None:
    """Drop the tables."""
    drop_table("import_identities")

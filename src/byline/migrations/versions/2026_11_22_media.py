"""Uploaded and imported files."""

import sqlalchemy as sa

from byline.migrations.steps import create_table, drop_table, moment

revision = "202611220003"
down_revision = "202611220002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    create_table(
        "media_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("extension", sa.String(length=8), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("byte_size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("original_name", sa.String(length=255), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.CheckConstraint(
            "(width IS NULL AND height IS NULL)"
            " OR (width IS NOT NULL AND height IS NOT NULL AND width > 0 AND height > 0)",
            name="size_whole",
        ),
        sa.CheckConstraint("byte_size >= 0", name="byte_size_positive"),
        sa.PrimaryKeyConstraint("id", name="pk_media_files"),
        sa.UniqueConstraint("digest", name="uq_media_files_digest"),
    )


def downgrade() -> None:
    """Drop the tables."""
    drop_table("media_files")

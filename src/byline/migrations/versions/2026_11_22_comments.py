"""What readers say under a post."""

import sqlalchemy as sa

from byline.migrations.steps import create_index, create_table, drop_table, moment

revision = "202611220005"
down_revision = "202611220004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), server_default="pending", nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.CheckConstraint("status IN ('pending', 'approved', 'spam')", name="status_known"),
        sa.ForeignKeyConstraint(
            ["parent_id", "post_id"],
            ["comments.id", "comments.post_id"],
            name="fk_comments_parent_id_post_id_comments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
            name="fk_comments_post_id_posts",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_comments_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
        sa.UniqueConstraint("id", "post_id", name="uq_comments_id_post_id"),
    )
    create_index("comments", "post_id", "status", "created_at")
    create_index("comments", "status", "created_at")
    create_index("comments", "user_id")


def downgrade() -> None:
    """Drop the tables."""
    drop_table("comments")

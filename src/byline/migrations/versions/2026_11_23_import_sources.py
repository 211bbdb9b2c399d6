"""Where imported blogs were."""

import sqlalchemy as sa

from byline.migrations.steps import create_table, drop_table, moment

revision = "202611230001"
down_revision = "202611220009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    create_table(
        "import_sources",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("site_url", sa.String(length=512), server_default="", nullable=False),
        sa.Column("imported_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_import_sources"),
    )


def downgrade() -> None:
    """Drop the table."""
    drop_table("import_sources")

"""People and their roles."""

import sqlalchemy as sa

from byline.migrations.steps import (
    create_index,
    create_table,
    drop_table,
    insert_missing,
    moment,
)

revision = "202611220001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    create_table(
        "roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("description", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_roles"),
        sa.UniqueConstraint("name", name="uq_roles_name"),
    )
    create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("display_name", sa.String(length=255), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("post_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.CheckConstraint("username <> ''", name="username_given"),
        sa.CheckConstraint("post_count >= 0", name="post_count_positive"),
        sa.CheckConstraint("username = lower(username)", name="username_lower"),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        sa.UniqueConstraint("fs_uniquifier", name="uq_users_fs_uniquifier"),
        sa.UniqueConstraint("username", name="uq_users_username"),
    )
    create_index("users", "post_count", "username")
    create_table(
        "user_roles",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name="fk_user_roles_role_id_roles"),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name="fk_user_roles_user_id_users",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "role_id", name="pk_user_roles"),
    )
    create_index("user_roles", "role_id")
    insert_missing(
        sa.table("roles", sa.column("name"), sa.column("description")),
        "name",
        [
            {"name": "default", "description": "Reads and comments"},
            {"name": "poster", "description": "Writes and edits own posts"},
            {"name": "editor", "description": "Edits all posts and moderates comments"},
            {
                "name": "admin",
                "description": "Does everything, settings and people included",
            },
        ],
    )


def downgrade() -> None:
    """Drop the tables."""
    drop_table("user_roles")
    drop_table("users")
    drop_table("roles")

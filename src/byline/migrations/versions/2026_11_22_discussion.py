"""Threads page by page, and guests who are known again."""

import sqlalchemy as sa
from alembic import op

from byline.migrations.steps import add_column, create_index, drop_column, drop_index, moment

revision = "202611220009"
down_revision = "202611220008"
branch_labels = None
depends_on = None

ID_DIGITS = 10
MAX_PATH_CHARS = 100

comments = sa.table(
    "comments",
    sa.column("id", sa.Integer),
    sa.column("parent_id", sa.Integer),
    sa.column("status", sa.String),
    sa.column("name", sa.String),
    sa.column("text", sa.Text),
    sa.column("path", sa.String(MAX_PATH_CHARS)),
)


def upgrade() -> None:
    """Add the columns, give every comment its place, and index the lists."""
    add_column(
        "comments",
        sa.Column("path", sa.String(length=MAX_PATH_CHARS), server_default="", nullable=False),
    )
    add_column("comments", sa.Column("deleted_at", moment(), nullable=True))
    add_column("comments", sa.Column("submission_key", sa.String(length=64), nullable=True))
    add_column("comments", sa.Column("guest_key", sa.String(length=64), nullable=True))
    # By it the replies to a comment are found, here too.
    create_index("comments", "parent_id", "post_id")
    place_comments()
    create_index("comments", "submission_key", unique=True)
    create_index("comments", "guest_key", "status", "post_id", "path")
    create_index("comments", "user_id", "status", "post_id", "path")
    create_index("comments", "post_id", "deleted_at")
    create_index("comments", "post_id", "status", "path")
    create_index("comments", "status", "created_at", "id")
    drop_index("comments", "post_id", "status", "created_at")
    drop_index("comments", "status", "created_at")
    drop_index("comments", "user_id")


def downgrade() -> None:
    """Drop the columns. What was only kept for its replies is hidden, since it has no text."""
    # Known by its texts, since a run before this one may have dropped the column already.
    is_empty = (comments.c.name == "") & (comments.c.text == "")
    op.execute(comments.update().where(is_empty).values(status="spam"))
    create_index("comments", "user_id")
    create_index("comments", "status", "created_at")
    create_index("comments", "post_id", "status", "created_at")
    drop_index("comments", "status", "created_at", "id")
    drop_index("comments", "post_id", "status", "path")
    drop_index("comments", "post_id", "deleted_at")
    drop_index("comments", "user_id", "status", "post_id", "path")
    drop_index("comments", "guest_key", "status", "post_id", "path")
    drop_index("comments", "submission_key")
    drop_parent_index()
    for name in ("guest_key", "submission_key", "deleted_at", "path"):
        drop_column("comments", name)


def place_comments() -> None:
    """Write the path of each comment, from the roots down.

    Ten digits for the root, counted down, and ten for each reply; past the tenth the last ones
    are replaced.
    """
    reply = comments.alias("reply")
    walked = (
        sa.select(
            comments.c.id,
            sa.cast(digits(long(10**ID_DIGITS - 1) - comments.c.id), comments.c.path.type).label(
                "path"
            ),
        )
        .where(comments.c.parent_id.is_(None))
        .cte("walked", recursive=True, nesting=True)
    )
    path = sa.func.substr(walked.c.path, 1, MAX_PATH_CHARS - ID_DIGITS) + digits(reply.c.id)
    walked = walked.union_all(
        sa.select(reply.c.id, sa.cast(path, comments.c.path.type)).where(
            reply.c.parent_id == walked.c.id
        )
    )
    places = sa.select(walked.c.id, walked.c.path).subquery("places")
    op.execute(comments.update().where(comments.c.id == places.c.id).values(path=places.c.path))


def digits(number: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """Write a number with ten digits, zeros first."""
    padded = sa.cast(long(10**ID_DIGITS) + number, sa.String(ID_DIGITS + 1))
    return sa.func.substr(padded, 2, ID_DIGITS, type_=sa.String)


def long(number: int) -> sa.ColumnElement[int]:
    """Return a number that engines are not to take for one of 32 bits."""
    return sa.literal(number, sa.BigInteger)


def drop_parent_index() -> None:
    """Drop the index of the replies; MySQL wants another in its place for the foreign key."""
    if op.get_context().dialect.name in ("mysql", "mariadb"):
        op.execute(
            "ALTER TABLE comments ADD INDEX IF NOT EXISTS fk_comments_parent_id_post_id_comments"
            " (parent_id, post_id)"
        )
    drop_index("comments", "parent_id", "post_id")

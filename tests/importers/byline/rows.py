"""The content of a site, table by table, so that two sites can be compared."""

from typing import Any

import sqlalchemy as sa

# Registers the tables of all features.
import byline.app  # noqa: F401
from byline.extensions import Base, db

# Why a table is not compared.
NOT_CONTENT = {
    "user_roles": "an author who comes with an export may do nothing",
    "roles": "the same on every site",
    "user_sessions": "logins",
    "invitations": "links that let somebody in",
    "unverified_emails": "addresses of people",
    "kept_forms": "what somebody was typing",
    "site_settings": "the site's, not its posts'",
    "import_sources": "what an import remembers",
    "import_identities": "what an import remembers",
}
# Columns that are not compared, with the reason.
NOT_COMPARED = {
    ("users", "id"): "compared by user name",
    ("users", "email"): "never exported",
    ("users", "password"): "never exported",
    ("users", "active"): "who comes with an export cannot sign in",
    ("users", "fs_uniquifier"): "a secret of the login",
    ("users", "created_at"): "of the account, which is a new one",
    ("posts", "submission"): "names a form that was sent",
    ("posts", "deleted_at"): "deleted posts stay behind",
    ("posts", "deleted_status"): "deleted posts stay behind",
    ("comments", "submission_key"): "names a form that was sent",
    ("comments", "guest_key"): "tells who a guest was",
    ("media_files", "id"): "compared by digest",
    ("redirects", "id"): "compared by path",
}
# What tells a row on every site, where its id does not.
NAMES = {"users": "username", "media_files": "digest"}


def content_rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row that is content, by its table, in an order that ids do not decide."""
    names = {table: _names(table) for table in NAMES}
    deleted = set(db.session.scalars(sa.text("SELECT id FROM posts WHERE deleted_at IS NOT NULL")))
    content: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name in NOT_CONTENT:
            continue
        rows = [_compared(table, row, names) for row in db.session.execute(sa.select(table))]
        key = "id" if table.name == "posts" else "post_id"
        rows = [row for row in rows if key not in row or row[key] not in deleted]
        if table.name == "users":
            rows = [row for row in rows if row["username"] in _authors()]
        content[table.name] = sorted(rows, key=repr)
    return content


def _compared(
    table: sa.Table, row: sa.Row[Any], names: dict[str, dict[int, str]]
) -> dict[str, Any]:
    values = {}
    for column in table.columns:
        if (table.name, column.name) in NOT_COMPARED:
            continue
        value = getattr(row, column.name)
        for key in column.foreign_keys:
            value = names.get(key.column.table.name, {}).get(value, value)
        values[column.name] = value
    return values


def _names(table_name: str) -> dict[int, str]:
    table = Base.metadata.tables[table_name]
    return {
        row[0]: row[1]
        for row in db.session.execute(sa.select(table.c.id, table.c[NAMES[table_name]]))
    }


def _authors() -> set[str]:
    """Return who wrote a post or a comment."""
    users, authors, comments = (
        Base.metadata.tables[name] for name in ("users", "post_authors", "comments")
    )
    wrote = sa.select(authors.c.user_id).union(
        sa.select(comments.c.user_id).where(comments.c.user_id.is_not(None))
    )
    return set(db.session.scalars(sa.select(users.c.username).where(users.c.id.in_(wrote))))

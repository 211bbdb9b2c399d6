"""The database itself refuses what must not be, on every engine."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.extensions import db
from byline.lib.database import WRITES
from tests.migrations.rows import NOON, ROWS, fill, reflect
from tests.support.engines import every_engine

Row = dict[str, Any]

# What is wrong, the table, and what the row there has instead of what `ROWS` says.
REFUSED: list[tuple[str, str, Row]] = [
    ("a type of post nobody knows", "posts", {"type": "banner"}),
    ("a status nobody knows", "posts", {"status": "gone"}),
    ("a format nobody knows", "posts", {"format": "rtf"}),
    ("a post without a title", "posts", {"title": ""}),
    ("a post without an address", "posts", {"slug": ""}),
    ("no title at all", "posts", {"title": None}),
    ("a draft that is visible", "posts", {"status": "draft"}),
    ("a published post that is not visible", "posts", {"visible_from": None}),
    ("a published post without a date", "posts", {"publish_date": None, "visible_from": None}),
    ("a published picture post without a picture", "posts", {"type": "image"}),
    ("a video post without a video", "posts", {"type": "video"}),
    ("a quote of nobody", "posts", {"type": "quote"}),
    ("a cover that is no file", "posts", {"cover_id": 99}),
    ("fewer than no comments", "posts", {"comment_count": -1}),
    ("no time to read", "posts", {"reading_minutes": 0}),
    ("an author who is not there", "post_authors", {"user_id": 99, "position": 1}),
    ("an author twice", "post_authors", {"position": 1}),
    ("a tag that is not there", "post_tags", {"tag_id": 99, "position": 1}),
    ("a tag twice", "post_tags", {"position": 1}),
    ("a tag in another case", "tags", {"title": "Naïve"}),
    ("a tag without a name", "tags", {"title": "", "title_key": ""}),
    ("a tag named as the folder above", "tags", {"title": "..", "title_key": ".."}),
    ("a tag with a slash", "tags", {"title": "a/b", "title_key": "a/b"}),
    ("a page at another's address", "pages", {}),
    ("a page in a format nobody knows", "pages", {"slug": "new", "format": "rtf"}),
    ("a user name that is taken", "users", {"fs_uniquifier": "2"}),
    ("a user name in capitals", "users", {"username": "ANA", "fs_uniquifier": "2"}),
    ("a user without a name", "users", {"username": "", "fs_uniquifier": "2"}),
    ("a role that is not there", "user_roles", {"role_id": 99}),
    ("a role twice", "user_roles", {}),
    ("a comment in a status nobody knows", "comments", {"status": "gone"}),
    ("a comment under no post", "comments", {"post_id": 99}),
    ("a reply to a comment elsewhere", "comments", {"parent_id": 99}),
    ("an address that moved to two places", "redirects", {"path": "/old", "target": "/"}),
    ("an address that moved nowhere", "redirects", {"path": "/old", "post_id": None}),
    ("an address that moved twice", "redirects", {}),
    ("an address without its slash", "redirects", {"path": "old"}),
    ("an address with a slash behind", "redirects", {"path": "/old/"}),
    ("a file stored twice", "media_files", {}),
    ("a file with half a size", "media_files", {"digest": "cd" * 32, "height": None}),
    ("an item imported twice", "import_identities", {}),
]
# What looks alike and is right.
TAKEN: list[tuple[str, str, Row]] = [
    ("a tag that differs by an accent", "tags", {"title": "naive", "title_key": "naive"}),
    ("a second user without an address", "users", {"username": "ana", "fs_uniquifier": "2"}),
    ("two posts at one slug", "posts", {}),
    ("a draft without a date", "posts", {"status": "draft", "visible_from": None}),
    ("a draft with a date", "posts", {"status": "draft", "visible_from": None, "title": "b"}),
    ("a quote", "posts", {"type": "quote", "quote_author": "Ana"}),
    ("a reply", "comments", {"parent_id": 1}),
    (
        "a file that is no picture",
        "media_files",
        {"digest": "cd" * 32, "width": None, "height": None},
    ),
]


def insert(connection: sa.Connection, table: sa.Table, changes: Row) -> None:
    """Insert a row like the one of `ROWS`, changed, with an id of its own."""
    row = {**ROWS[table.name][0], **changes}
    if "id" in row:
        row["id"] = 1000
    connection.execute(table.insert().values(row))


def filled() -> sa.Connection:
    """Return a connection that may write, with the rows there are, in a transaction."""
    connection = db.engine.connect().execution_options(**{WRITES: True})
    fill(connection, set(ROWS))
    return connection


@every_engine
def test_the_database_refuses_what_must_not_be(app: Flask, subtests: pytest.Subtests) -> None:
    with filled() as connection:
        tables = reflect(connection)
        for problem, name, changes in REFUSED:
            with (
                subtests.test(problem),
                pytest.raises(sa.exc.DatabaseError, match=r"(?i)constraint|null|duplicate"),
                connection.begin_nested(),
            ):
                insert(connection, tables[name], changes)


@every_engine
def test_the_database_takes_what_looks_alike(app: Flask, subtests: pytest.Subtests) -> None:
    with filled() as connection:
        tables = reflect(connection)
        for kind, name, changes in TAKEN:
            with subtests.test(kind), connection.begin_nested() as savepoint:
                insert(connection, tables[name], changes)
                savepoint.rollback()


@every_engine
def test_a_reply_stays_under_the_post_of_what_it_answers(app: Flask) -> None:
    with filled() as connection:
        tables = reflect(connection)
        insert(connection, tables["posts"], {})

        with pytest.raises(sa.exc.DatabaseError, match=r"(?i)constraint"):
            insert(connection, tables["comments"], {"post_id": 1000, "parent_id": 1})


@every_engine
def test_a_deleted_post_takes_along_what_is_only_its_own(app: Flask) -> None:
    with filled() as connection:
        tables = reflect(connection)

        connection.execute(tables["posts"].delete())

        left = {
            name: connection.scalar(sa.select(sa.func.count()).select_from(tables[name]))
            for name in ("post_authors", "post_tags", "comments", "redirects", "users", "tags")
        }
    assert left == {
        "post_authors": 0,
        "post_tags": 0,
        "comments": 0,
        "redirects": 0,
        "users": 1,
        "tags": 1,
    }


@every_engine
def test_what_became_of_an_imported_item_is_remembered_without_the_post(app: Flask) -> None:
    with filled() as connection:
        tables = reflect(connection)

        connection.execute(tables["posts"].delete())

        identity = connection.execute(sa.select(tables["import_identities"])).mappings().one()
    assert (identity["original_id"], identity["post_id"]) == ("posts/hello.md", None)


@every_engine
def test_a_deleted_post_takes_along_its_threads(app: Flask) -> None:
    # InnoDB follows such keys through 15 rows and then refuses.
    depth = 12
    with filled() as connection:
        tables = reflect(connection)
        for number in range(3, depth + 1):
            reply = {**ROWS["comments"][1], "id": number, "parent_id": number - 1}
            connection.execute(tables["comments"].insert().values(reply))

        connection.execute(tables["posts"].delete())

        assert connection.execute(sa.select(tables["comments"])).all() == []


@every_engine
def test_what_is_not_said_has_the_default_of_the_database(app: Flask) -> None:
    with filled() as connection:
        tables = reflect(connection)

        post = connection.execute(sa.select(tables["posts"])).mappings().one()
        user = connection.execute(sa.select(tables["users"])).mappings().one()

    assert post["type"] == "blog"
    assert post["format"] == "markdown"
    assert post["comment_count"] == 0
    assert post["publish_date"] == NOON
    assert user["active"] in (True, 1)
    assert user["post_count"] == 0

"""Comments that were there before threads had pages get their place."""

from typing import Any

import flask_migrate
import sqlalchemy as sa
from flask import Flask

from byline.comments.paths import path_of
from byline.extensions import db
from byline.lib.database import WRITES
from tests.migrations.rows import NOON, fill, reflect
from tests.migrations.test_offline import execute_script
from tests.support.engines import every_engine

BEFORE, AFTER = "202611220008", "202611220009"
# By the id of a comment, the id of what it answers: two threads, and a chain of thirteen.
PARENTS = {1: None, 2: 1, 3: None, 4: 1, 5: 2, 6: 3, **{n: n - 1 for n in range(8, 20)}, 7: None}


def upgrade_with_comments() -> None:
    """Take the steps up to the one before, and let people discuss."""
    flask_migrate.upgrade(revision=BEFORE)
    with db.engine.connect().execution_options(**{WRITES: True}) as connection:
        tables = reflect(connection)
        fill(connection, set(tables) - {"comments"})
        for comment_id, parent_id in sorted(PARENTS.items()):
            connection.execute(tables["comments"].insert().values(row(comment_id, parent_id)))
        connection.commit()


def row(comment_id: int, parent_id: int | None) -> dict[str, Any]:
    """Return a comment as it was stored then."""
    values = {"name": "Ana", "text": "Olá", "status": "approved", "created_at": NOON}
    return {"id": comment_id, "post_id": 1, "parent_id": parent_id, **values}


def expected_paths() -> dict[int, str]:
    """Return the paths that the comments would have, had they been written today."""
    paths: dict[int, str] = {}
    for comment_id, parent_id in sorted(PARENTS.items()):
        paths[comment_id] = path_of(comment_id, paths[parent_id] if parent_id else None)
    return paths


def stored_paths() -> dict[int, str]:
    """Return the paths in the table."""
    with db.engine.connect() as connection:
        table = reflect(connection)["comments"]
        return {found.id: found.path for found in connection.execute(sa.select(table))}


@every_engine
def test_comments_get_the_place_they_would_have_today(unmigrated_app: Flask) -> None:
    upgrade_with_comments()

    flask_migrate.upgrade(revision=AFTER)

    assert stored_paths() == expected_paths()


@every_engine
def test_the_printed_statements_place_them_too(unmigrated_app: Flask) -> None:
    upgrade_with_comments()
    runner = unmigrated_app.test_cli_runner()
    result = runner.invoke(args=["db", "upgrade", "--sql", f"{BEFORE}:{AFTER}"])
    assert result.exit_code == 0, result.output

    execute_script(result.stdout)

    assert stored_paths() == expected_paths()


@every_engine
def test_what_is_only_a_place_is_hidden_on_the_way_down(unmigrated_app: Flask) -> None:
    upgrade_with_comments()
    flask_migrate.upgrade(revision=AFTER)
    with db.engine.connect().execution_options(**{WRITES: True}) as connection:
        table = reflect(connection)["comments"]
        connection.execute(
            table.update().where(table.c.id == 1).values(name="", text="", deleted_at=NOON)
        )
        connection.commit()

    flask_migrate.downgrade(revision=BEFORE)

    with db.engine.connect() as connection:
        table = reflect(connection)["comments"]
        hidden = sa.select(table.c.id).where(table.c.status == "spam")
        assert list(connection.scalars(hidden)) == [1]

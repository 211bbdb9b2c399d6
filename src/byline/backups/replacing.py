"""Put the rows of a backup in the place of a site's, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from byline.backups.errors import RestoreFailed, TargetRefused
from byline.backups.progress import Progress, Stage
from byline.backups.rows import (
    continue_numbering,
    copy_rows,
    count_rows,
    delete_rows,
    lock_rows,
)
from byline.backups.scratch import own_tables, reading
from byline.extensions import db
from byline.lib.database import WRITES
from byline.media.queries import media_names

# A site with none of these holds nothing that anybody would miss.
CONTENT_TABLES = ("users", "posts", "pages", "media_files")
NOT_EMPTY = (
    "The site is not empty. With --replace all that it holds is replaced by what the backup holds."
)


def is_empty(connection: sa.Connection) -> bool:
    """Say whether a database, perhaps of an older schema, holds no content."""
    there = set(sa.inspect(connection).get_table_names())
    first_rows = (
        sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)
        for name in CONTENT_TABLES
        if name in there
    )
    return all(connection.execute(first).first() is None for first in first_rows)


def replace_rows(database: Path, progress: Progress | None, *, replace: bool) -> set[str]:
    """Put the rows of a checked database in the place of the site's.

    Returns the names of the media files that the site's rows named. Raises RestoreFailed.
    """
    try:
        with reading(database) as source, _writing(tables := own_tables(source)) as target:
            # Asked again: somebody may have begun the site since.
            if not replace and not is_empty(target):
                raise TargetRefused(NOT_EMPTY)
            expected = count_rows(source, tables)
            total = sum(expected.values())
            named = media_names(target)
            delete_rows(target, tables)
            copy_rows(source, target, tables, Stage(progress, "Rows", total))
            if count_rows(target, tables) != expected:
                raise RestoreFailed(
                    "Not all rows arrived as the backup has them; the site’s are what they were."
                )
            continue_numbering(target, tables)
            return named
    except (sa.exc.SQLAlchemyError, ValueError, TypeError) as error:
        # The last two are what values raise that are none of their column's type.
        cause = getattr(error, "orig", error)
        raise RestoreFailed(
            f"The rows cannot be restored, and are what they were: {cause}"
        ) from error


@contextmanager
def _writing(tables: list[sa.Table]) -> Iterator[sa.Connection]:
    """Begin a transaction in which nobody else writes to these tables of the site."""
    options: dict[str, Any] = {WRITES: True}
    if db.engine.dialect.name in ("mysql", "mariadb"):
        # Whatever is read is locked, and what is counted is what is there.
        options["isolation_level"] = "SERIALIZABLE"
    with db.engine.connect().execution_options(**options) as connection:
        try:
            with _begin(connection, tables):
                yield connection
        finally:
            # It waits less than others do; nobody gets it after this.
            connection.invalidate()


def _begin(connection: sa.Connection, tables: list[sa.Table]) -> sa.RootTransaction:
    try:
        transaction = connection.begin()
        lock_rows(connection, tables)
    except sa.exc.OperationalError as error:
        raise RestoreFailed(
            "Somebody is writing to the site and does not finish, so its rows are what they were."
            " Stop Byline, and run it again."
        ) from error
    return transaction

"""Put a backup in the place of what a site holds: all of it, or nothing.

Everything is checked before anything is touched. Media files come first, which change nothing by
themselves; then all rows in one transaction; then the key. Whatever interrupts it, the site has the
rows of before or those of the backup, and the same command does the rest.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from byline.backups.archive import is_media, open_for_reading, read_archive
from byline.backups.checking import CheckedBackup, check_backup
from byline.backups.errors import ArchiveRefused, RestoreFailed, TargetRefused
from byline.backups.progress import Progress, Stage
from byline.backups.rows import (
    continue_numbering,
    copy_rows,
    count_rows,
    delete_rows,
    lock_rows,
)
from byline.backups.scratch import bring_up_to_date, own_tables, reading, scratch_folder
from byline.backups.secret_key import is_used, keep_key, kept_key
from byline.backups.tar import Member
from byline.extensions import db
from byline.lib.database import WRITES
from byline.lib.files import sha256_of, temporary_file
from byline.media.services import media_folder
from byline.migrations.schema import Schema, SchemaError, prepare_database, schema_state

# A site with none of these holds nothing that anybody would miss.
CONTENT_TABLES = ("users", "posts", "pages", "media_files")
NOT_EMPTY = (
    "The site is not empty. With --replace all that it holds is replaced by what the backup holds."
)


@dataclass(frozen=True)
class RestoreReport:
    """What was restored."""

    checked: CheckedBackup
    rows: int
    # Whether the backup's key is the site's now and was not before.
    key_changed: bool
    # Whether the backup's key is not the site's, because the environment gives another one.
    key_differs: bool


def restore(
    path: Path,
    *,
    passphrase: str | None = None,
    replace: bool = False,
    progress: Progress | None = None,
) -> RestoreReport:
    """Restore the backup at `path` into this site, an empty one unless `replace` is set.

    Raises ArchiveRefused and TargetRefused before anything is touched, later RestoreFailed.
    """
    _check_target(replace=replace)
    with ExitStack() as stack:
        try:
            scratch = stack.enter_context(scratch_folder())
            stage = Stage(progress, "Checking", path.stat().st_size)
            checked = check_backup(path, passphrase, scratch, stage)
            bring_up_to_date(checked.database)
        except OSError as error:
            reason = error.strerror or error
            raise ArchiveRefused(f"The backup cannot be read and checked: {reason}.") from error
        try:
            _prepare_schema()
            _restore_media(path, passphrase, Stage(progress, "Files", checked.media_files))
            rows = _restore_rows(checked.database, progress, replace=replace)
            return _restore_key(checked, rows)
        except OSError as error:
            reason = error.strerror or error
            raise RestoreFailed(
                f"The data folder cannot be written: {reason}. Run it again when that is mended."
            ) from error


def _check_target(*, replace: bool) -> None:
    state = schema_state()
    if state is Schema.NEW:
        raise TargetRefused(
            "The site's database was written by a newer version of Byline. Install that version."
        )
    if state is Schema.EMPTY:
        return
    if state is Schema.OLD and db.engine.dialect.name != "sqlite":
        raise TargetRefused("The site's database needs an upgrade. Run: byline db upgrade")
    with db.engine.connect() as connection:
        if not replace and not _is_empty(connection):
            raise TargetRefused(NOT_EMPTY)


def _is_empty(connection: sa.Connection) -> bool:
    """Say whether a database, perhaps of an older schema, holds no content."""
    there = set(sa.inspect(connection).get_table_names())
    first_rows = (
        sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)
        for name in CONTENT_TABLES
        if name in there
    )
    return all(connection.execute(first).first() is None for first in first_rows)


def _prepare_schema() -> None:
    """Bring the site's database up to the code's schema; an empty one on a server too."""
    import flask_migrate

    from byline.migrations import DIRECTORY

    try:
        if schema_state() is Schema.EMPTY:
            flask_migrate.upgrade(directory=DIRECTORY)
        else:
            prepare_database()
    except SchemaError as error:
        raise TargetRefused(str(error)) from error


def _restore_media(path: Path, passphrase: str | None, stage: Stage) -> None:
    """Write all media files that are not there, and only what they should be."""

    def take(member: Member, pieces: Iterator[bytes]) -> None:
        if is_media(member.name):
            _write_media(member.name, pieces)
            stage(1)

    with open_for_reading(path, passphrase) as file:
        read_archive(file, take)
    # Once for all, before a row names them: ten thousand files would wait for the disk as often.
    os.sync()


def _write_media(name: str, pieces: Iterator[bytes]) -> None:
    """Write a file under its member's name, which the reader has found to be a safe one.

    A file that is there is left alone: were it written again, a power cut could damage it.
    """
    target = media_folder().parent / name
    expected = target.name.partition(".")[0]
    if target.exists() and sha256_of(target) == expected:
        return
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with temporary_file(media_folder() / "incoming") as temporary:
        with temporary.open("wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        # The backup was checked, but it lies where somebody may have changed it since.
        if digest.hexdigest() != expected:
            raise ArchiveRefused("The backup changed while it was read.")
        temporary.replace(target)


def _restore_rows(database: Path, progress: Progress | None, *, replace: bool) -> int:
    """Put the rows of a checked database in the place of the site's; return how many."""
    try:
        with reading(database) as source, _writing(tables := own_tables(source)) as target:
            # Asked again: somebody may have begun the site since.
            if not replace and not _is_empty(target):
                raise TargetRefused(NOT_EMPTY)
            expected = count_rows(source, tables)
            total = sum(expected.values())
            delete_rows(target, tables)
            copy_rows(source, target, tables, Stage(progress, "Rows", total))
            if count_rows(target, tables) != expected:
                raise RestoreFailed(
                    "Not all rows arrived as the backup has them; the site’s are what they were."
                )
            continue_numbering(target, tables)
            return total
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


def _restore_key(checked: CheckedBackup, rows: int) -> RestoreReport:
    """Keep the backup's key where the site's own comes from the data folder."""
    key = checked.secret_key
    changes = key is not None and not is_used(key)
    own = kept_key() is not None
    if key is not None and changes and own:
        keep_key(key)
    return RestoreReport(
        checked=checked,
        rows=rows,
        key_changed=changes and own,
        key_differs=changes and not own,
    )

"""Put a backup in the place of what a site holds: all of it, or nothing.

Everything is checked before anything is touched. Media files come first, which change nothing by
themselves; then all rows in one transaction; then the key. Whatever interrupts it, the site has the
rows of before or those of the backup, and the same command does the rest.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from byline.backups.archive import is_media, open_for_reading, read_archive
from byline.backups.checking import CheckedBackup, check_backup
from byline.backups.errors import ArchiveRefused, RestoreFailed, TargetRefused
from byline.backups.leftovers import data_folder, scratch_folder, sweep
from byline.backups.progress import Progress, Stage
from byline.backups.replacing import NOT_EMPTY, is_empty, replace_rows
from byline.backups.scratch import bring_up_to_date, media_names
from byline.backups.secret_key import is_used, keep_key, kept_key
from byline.backups.sources import check_source
from byline.backups.tar import Member
from byline.extensions import db
from byline.lib.files import make_private_folder, sha256_of, temporary_file
from byline.media.services import media_folder, remove_unnamed
from byline.migrations.schema import (
    Schema,
    SchemaError,
    find_tables,
    prepare_database,
    schema_state,
)


@dataclass(frozen=True)
class RestoreReport:
    """What was restored."""

    checked: CheckedBackup
    # Whether the backup's key is the site's now and was not before.
    key_changed: bool
    # Whether the backup's key is not the site's, because the environment gives another one.
    key_differs: bool
    # How many files of what the site held before are gone.
    removed_files: int


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
    with ExitStack() as stack:
        stack.enter_context(_nothing_left_if_refused())
        check_source(path)
        _check_target(replace=replace)
        try:
            make_private_folder(data_folder())
            sweep(path.parent)
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
            named = replace_rows(checked.database, progress, replace=replace)
            key_changed, key_differs = _restore_key(checked.secret_key)
            # What the site does not hold any more, nobody gets to see.
            removed = remove_unnamed(media_names(checked.database), named) if replace else 0
            return RestoreReport(checked, key_changed, key_differs, removed)
        except OSError as error:
            reason = error.strerror or error
            raise RestoreFailed(
                f"The data folder cannot be written: {reason}. Run it again when that is mended."
            ) from error


@contextmanager
def _nothing_left_if_refused() -> Iterator[None]:
    """Take away what the start has made for a site that does not come to be."""
    was_there = data_folder().exists()
    try:
        yield
    except (ArchiveRefused, TargetRefused):
        if current_app.config["SECRET_KEY_IS_NEW"]:
            (data_folder() / "secret-key").unlink(missing_ok=True)
        if not was_there:
            with suppress(OSError):
                data_folder().rmdir()
        raise


def _check_target(*, replace: bool) -> None:
    state = schema_state()
    if state is Schema.NEW:
        raise TargetRefused(
            "The site's database was written by a newer version of Byline. Install that version."
        )
    if state is Schema.EMPTY:
        if others := sorted(find_tables()):
            raise TargetRefused(
                f"The database holds tables of another program, such as {others[0]}."
                " Give the site a database of its own."
            )
        return
    if state is Schema.OLD and db.engine.dialect.name != "sqlite":
        raise TargetRefused("The site's database needs an upgrade. Run: byline db upgrade")
    with db.engine.connect() as connection:
        if not replace and not is_empty(connection):
            raise TargetRefused(NOT_EMPTY)


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


def _restore_key(key: bytes | None) -> tuple[bool, bool]:
    """Keep the backup's key where the site's own comes from the data folder.

    Returns whether the site has another key now, and whether the environment gives another one.
    """
    changes = key is not None and not is_used(key)
    own = kept_key() is not None
    if key is not None and changes and own:
        keep_key(key)
    return changes and own, changes and not own

"""Make a backup of the site while it runs.

First the database at one moment, then the media files its rows name: those are written before
their rows and never changed, so all of them are there. The archive is then read back from the disk,
and its database unpacked and counted, before it gets its name.
"""

import sqlite3
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from byline.backups.archive import ArchiveWriter, open_for_writing
from byline.backups.checking import CheckedBackup, check_backup
from byline.backups.errors import ArchiveRefused, BackupFailed
from byline.backups.leftovers import new_archive, scratch_folder, sweep
from byline.backups.manifest import DATABASE_NAME, KEY_NAME, MEDIA_PREFIX, Manifest
from byline.backups.progress import Progress, Stage
from byline.backups.scratch import check_database, find_revision, media_names
from byline.backups.secret_key import kept_key
from byline.backups.snapshot import take_snapshot
from byline.extensions import db
from byline.lib.database import utcnow
from byline.lib.files import move_into_place, sha256_of
from byline.media.services import media_folder, path_in_folder
from byline.migrations.schema import Schema, schema_state

# What is said to be so is opened with the wrong program when it is needed.
COMPRESSED = frozenset({".gz", ".tgz", ".bz2", ".xz", ".zst", ".zip", ".7z"})
NOT_THERE = "it is not there"
DAMAGED = "its content is not what it was"


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds."""

    path: Path
    size: int
    checked: CheckedBackup


def back_up(
    target: Path, *, passphrase: str | None = None, progress: Progress | None = None
) -> BackupReport:
    """Write the whole site to a new file, or to one in a folder, and read it back.

    A media file that is missing or damaged does not keep the rest from being saved: the report
    names it. Raises BackupFailed with the reason; then nothing is left behind.
    """
    made_at = utcnow()
    if target.is_dir():
        ending = ".tar" if passphrase is None else ".tar.age"
        target = target / f"byline-{made_at:%Y%m%dT%H%M%SZ}{ending}"
    _check_target(target)
    _check_schema()
    try:
        sweep(target.parent)
        with scratch_folder() as scratch, new_archive(target.parent) as archive:
            checked = _write_and_check(archive, scratch, passphrase, progress)
            size = archive.stat().st_size
            _check_target(target)
            move_into_place(archive, target)
            return BackupReport(target, size, checked)
    except ArchiveRefused as error:
        raise BackupFailed(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise BackupFailed(
            f"The backup cannot be made: {reason}. It takes room for itself at {target.parent},"
            " and for the database in the data folder."
        ) from error


def _check_target(target: Path) -> None:
    if str(target) == "-":
        raise BackupFailed("A backup is read back once it is written, so it takes a file.")
    if target.suffix.lower() in COMPRESSED:
        plain = target.with_suffix("")
        better = plain if plain.suffix == ".tar" else target.with_suffix(".tar")
        raise BackupFailed(
            f"A backup is a plain tar archive, and {target.suffix} says otherwise:"
            f" call it {better.name}."
        )
    if target.exists():
        raise BackupFailed(f"There is a file at {target} already; choose another name.")
    if not target.parent.is_dir():
        raise BackupFailed(f"There is no folder {target.parent}.")


def _check_schema() -> None:
    state = schema_state()
    if state is Schema.EMPTY:
        raise BackupFailed("There is nothing to back up: the database has no tables yet.")
    if state is Schema.NEW:
        raise BackupFailed(
            "The database was written by a newer version of Byline."
            " Install that version to back it up."
        )


def _write_and_check(
    archive: Path, scratch: Path, passphrase: str | None, progress: Progress | None
) -> CheckedBackup:
    database = scratch / DATABASE_NAME
    manifest, names = _snapshot(database, progress)
    with open_for_writing(archive, passphrase) as file:
        writer = ArchiveWriter(file, manifest)
        _write(writer, database, names, progress)
    # What is checked next is what was written, not what it was written from.
    database.unlink()
    stage = Stage(progress, "Checking", archive.stat().st_size)
    return check_backup(archive, passphrase, scratch, stage)


def _snapshot(database: Path, progress: Progress | None) -> tuple[Manifest, list[str]]:
    """Copy the database, and return what it holds and the names of its media files."""
    try:
        take_snapshot(database, Stage(progress, "Rows", 0))
        rows = check_database(database)
    except (DBAPIError, sqlite3.DatabaseError) as error:
        cause = getattr(error, "orig", error)
        raise BackupFailed(f"The database cannot be copied: {cause}") from error
    manifest = Manifest(
        byline=version("byline"),
        revision=find_revision(database),
        engine=db.engine.dialect.name,
        made_at=utcnow(),
        rows=rows,
    )
    return manifest, sorted(media_names(database))


def _write(
    writer: ArchiveWriter, database: Path, names: list[str], progress: Progress | None
) -> None:
    stage = Stage(progress, "Files", len(names))
    writer.add_file(DATABASE_NAME, database, lambda _size: None)
    for name in names:
        _add_media(writer, name)
        stage(1)
    if key := kept_key():
        writer.add_bytes(KEY_NAME, key)
    writer.finish()


def _add_media(writer: ArchiveWriter, name: str) -> None:
    path = media_folder() / path_in_folder(name)
    member = f"{MEDIA_PREFIX}{path_in_folder(name)}"
    digest = name.partition(".")[0]
    try:
        # Read twice: what has begun in the archive cannot be taken back.
        found = sha256_of(path)
    except FileNotFoundError:
        writer.add_missing(member, NOT_THERE)
        return
    except OSError as error:
        writer.add_missing(member, f"it cannot be read: {error.strerror}")
        return
    if found != digest:
        writer.add_missing(member, DAMAGED)
    elif writer.add_file(member, path, lambda _size: None) != digest:
        raise BackupFailed(f"The file {path} changed while it was read; back up again.")

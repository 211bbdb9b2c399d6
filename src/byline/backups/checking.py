"""Read a backup through and restore its database into a scratch folder: is it all there?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from byline.backups.archive import (
    is_media,
    open_for_reading,
    read_archive,
    read_whole,
)
from byline.backups.errors import ArchiveRefused
from byline.backups.manifest import DATABASE_NAME, KEY_NAME, MANIFEST_NAME, MEDIA_PREFIX, Manifest
from byline.backups.progress import Stage
from byline.backups.scratch import check_database, find_revision, is_known, media_names
from byline.backups.tar import Member


@dataclass(frozen=True)
class CheckedBackup:
    """A backup in which everything is as it was written."""

    manifest: Manifest
    # The unpacked database, in the scratch folder.
    database: Path
    secret_key: bytes | None
    media_files: int
    media_bytes: int
    # Names of media files that were not there when the backup was made, with the reason.
    missing: dict[str, str]


def check_backup(
    path: Path, passphrase: str | None, scratch: Path, progress: Stage
) -> CheckedBackup:
    """Check every byte and every row of a backup, and leave its database in `scratch`.

    Raises ArchiveRefused with what is wrong, and OSError.
    """
    database = scratch / DATABASE_NAME
    keys: list[bytes] = []

    def take(member: Member, pieces: Iterator[bytes]) -> None:
        if member.name == DATABASE_NAME:
            with database.open("wb") as file:
                for piece in pieces:
                    progress(file.write(piece))
        elif member.name == KEY_NAME:
            keys.append(read_whole(member, pieces))
        else:
            for piece in pieces:
                progress(len(piece))

    with open_for_reading(path, passphrase) as file:
        manifest, listed = read_archive(file, take)
    media = {name: facts.size for name, facts in listed.files.items() if is_media(name)}
    _check_rows(manifest, database)
    _check_media(database, {*media, *listed.missing})
    return CheckedBackup(
        manifest=manifest,
        database=database,
        secret_key=keys[0] if keys else None,
        media_files=len(media),
        media_bytes=sum(media.values()),
        missing=listed.missing,
    )


def _check_rows(manifest: Manifest, database: Path) -> None:
    rows = check_database(database)
    revision = find_revision(database)
    if revision != manifest.revision or rows != manifest.rows:
        raise ArchiveRefused(
            f"The backup is damaged: its database is not the one that {MANIFEST_NAME} describes."
        )
    if not is_known(revision):
        raise ArchiveRefused(
            f"The backup was written by a newer version of Byline ({manifest.byline})."
            " Install that version to restore it."
        )


def _check_media(database: Path, found: set[str]) -> None:
    named = {f"{MEDIA_PREFIX}{name[:2]}/{name}" for name in media_names(database)}
    if odd := sorted(named ^ found):
        raise ArchiveRefused(f"The backup is damaged: its database and {odd[0]} do not agree.")

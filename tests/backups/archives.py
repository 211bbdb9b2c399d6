"""Backups that are not what Byline writes."""

import io
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from byline.backups.archive import ArchiveWriter
from byline.backups.manifest import DATABASE_NAME, LIST_NAME, MANIFEST_NAME, Manifest

Members = dict[str, bytes]


def members_of(archive: Path) -> Members:
    """Return the content of an archive's members, by name."""
    with tarfile.open(archive) as tar:
        return {name: tar.extractfile(name).read() for name in tar.getnames()}  # type: ignore[union-attr]  # files all


def write_archive(path: Path, members: Members) -> None:
    """Write an archive of these members, with a list that fits them."""
    file = io.BytesIO()
    writer = ArchiveWriter(file, Manifest.load(members[MANIFEST_NAME]))
    for name, data in members.items():
        if name not in (MANIFEST_NAME, LIST_NAME):
            writer.add_bytes(name, data)
    writer.finish()
    path.write_bytes(file.getvalue())


def with_database(archive: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Change the database in an archive, and whatever says how it was."""
    members = members_of(archive)
    database = archive.with_name("changed.sqlite3")
    database.write_bytes(members[DATABASE_NAME])
    with closing(sqlite3.connect(database)) as connection:
        change(connection)
        connection.commit()
    members[DATABASE_NAME] = database.read_bytes()
    database.unlink()
    write_archive(archive, members)

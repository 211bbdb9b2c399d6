"""The stored files of an export on their way into the media store."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import PurePosixPath

from byline.exports.format import MEDIA, MEDIA_FOLDER, digest_of_media
from byline.extensions import db, write_unit
from byline.importers.byline.archive import Archive
from byline.importers.byline.fields import Fields
from byline.importers.errors import ItemUnreadable
from byline.importers.media import FileUnusable, SourceMedia
from byline.importers.report import Report
from byline.lib.limits import MAX_NAME_CHARS
from byline.media.queries import ADDRESS_PREFIX, file_with_digest
from byline.media.services import PreparedFile, add_file, media_path

# Files a transaction: each waits for the disk.
BATCH_FILES = 50


@dataclass(frozen=True)
class Listed:
    """What the list of files says of one."""

    name: str
    created_at: datetime | None


class ArchivedMedia(SourceMedia):
    """Takes the stored files of an export, each as the content that its name promises."""

    def __init__(self, archive: Archive, report: Report, *, dry_run: bool) -> None:
        """Read the list of files; what it lacks is called by its name in the store."""
        super().__init__(archive.source, dry_run=dry_run)
        self._archive = archive
        self._report = report
        self._listed = _read_listed(archive, report)
        # Those that cleaning changed, by their addresses there.
        self.changed: dict[str, str] = {}

    def original_name(self, path: str) -> str:
        """Return what a file was called by whoever made it."""
        name = PurePosixPath(path).name
        listed = self._listed.get(name)
        return listed.name if listed else name

    def path_of(self, address: str) -> str | None:
        """Return the path, in the source, of the file at a local address."""
        name = f"{MEDIA_FOLDER}/{address.removeprefix(ADDRESS_PREFIX)}"
        if not address.startswith(ADDRESS_PREFIX) or name not in self._archive:
            return None
        return self._archive.prefix + name

    def take(self, path: str) -> PreparedFile | None:
        """Return a file, checked and stored; None in a dry run. Raises FileUnusable."""
        return self._find_stored(path) or super().take(path)

    def take_all(self, progress: Callable[[], None]) -> None:
        """Store every file that is not here yet, those too that no post shows."""
        paths = [self._archive.prefix + n for n in self._archive.names() if digest_of_media(n)]
        new: list[tuple[PreparedFile, datetime | None]] = []
        for path in sorted(paths):
            self._take_new(path, new)
            if len(new) == BATCH_FILES:
                self._add(new)
            progress()
        self._add(new)

    def _take_new(self, path: str, new: list[tuple[PreparedFile, datetime | None]]) -> None:
        if self._find_stored(path):
            return
        try:
            file = super().take(path)
        except FileUnusable as error:
            self._report.ask(path, f"left out: {error}")
            return
        self._report.added["files"] += 1
        if file is None:
            return
        name = PurePosixPath(path).name
        listed = self._listed.get(name)
        new.append((file, listed.created_at if listed else None))
        if file.name != name:
            self.changed[ADDRESS_PREFIX + name] = path

    def _add(self, new: list[tuple[PreparedFile, datetime | None]]) -> None:
        if not new:
            return
        with write_unit():
            for file, created_at in new:
                row = add_file(file)
                row.created_at = created_at or row.created_at
        new.clear()

    def _find_stored(self, path: str) -> PreparedFile | None:
        """Return a file that is here already, by the digest in its name; one query."""
        digest = digest_of_media(path.removeprefix(self._archive.prefix))
        row = db.session.scalar(file_with_digest(digest)) if digest else None
        if row is None or not media_path(row).exists():
            return None
        return PreparedFile(**{one.name: getattr(row, one.name) for one in fields(PreparedFile)
                               if one.init})  # fmt: skip

    def _read(self, path: str) -> bytes:
        content = super()._read(path)
        if hashlib.sha256(content).hexdigest() != digest_of_media(
            path.removeprefix(self._archive.prefix)
        ):
            raise ItemUnreadable("its content is not what its name promises")
        return content


def _read_listed(archive: Archive, report: Report) -> dict[str, Listed]:
    try:
        values = archive.read_list(MEDIA)
    except ItemUnreadable as error:
        report.ask(MEDIA, f"left out: {error}")
        return {}
    listed: dict[str, Listed] = {}
    for value in values:
        notes: list[str] = []
        entry = Fields(value if isinstance(value, dict) else {}, notes)
        file = entry.text("file") or ""
        name = entry.text("name", MAX_NAME_CHARS)
        if not file:
            notes.append("an entry names no file")
        listed[file] = Listed(name or file, entry.moment("created_at"))
        report.ask(MEDIA, *notes)
    return listed

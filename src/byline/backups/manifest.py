"""What a backup says about itself: at its beginning what it is, at its end what is in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from byline.backups.errors import ArchiveRefused

MANIFEST_NAME = "byline-backup.json"
DATABASE_NAME = "database.sqlite3"
KEY_NAME = "secret-key"
LIST_NAME = "files.json"
MEDIA_PREFIX = "media/"

FORMAT = "byline-backup"
VERSION = 1
NO_BACKUP = "The file is no backup of Byline."
DAMAGED = "The backup is damaged."


@dataclass(frozen=True)
class Manifest:
    """The facts at the beginning of a backup."""

    # Of Byline, which wrote it.
    byline: str
    # Of the database's schema.
    revision: str
    # The database the rows came from: `postgresql`.
    engine: str
    made_at: datetime
    # How many rows each table has.
    rows: dict[str, int]

    def dump(self) -> bytes:
        """Return the manifest as it stands in the archive."""
        facts = {"format": FORMAT, "version": VERSION, **asdict(self)}
        return _dump(facts | {"made_at": self.made_at.isoformat()}, indent=2)

    @classmethod
    def load(cls, data: bytes) -> "Manifest":
        """Read a manifest. Raises ArchiveRefused."""
        facts = _load(data, NO_BACKUP)
        if facts.get("format") != FORMAT or not isinstance(facts.get("version"), int):
            raise ArchiveRefused(NO_BACKUP)
        if facts["version"] > VERSION:
            raise ArchiveRefused(
                f"The backup was written by a newer version of Byline ({facts.get('byline')})."
                " Install that version to restore it."
            )
        try:
            return cls(
                byline=str(facts["byline"]),
                revision=str(facts["revision"]),
                engine=str(facts["engine"]),
                made_at=datetime.fromisoformat(facts["made_at"]),
                rows={str(table): int(count) for table, count in facts["rows"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise ArchiveRefused(DAMAGED) from None


@dataclass(frozen=True)
class FileFacts:
    """What the list says of a file."""

    size: int
    sha256: str


@dataclass
class FileList:
    """The members of an archive, and what belongs to the site but could not be read."""

    files: dict[str, FileFacts] = field(default_factory=dict)
    # Names, each with the reason.
    missing: dict[str, str] = field(default_factory=dict)

    def dump(self) -> bytes:
        """Return the list as it stands in the archive: with a digest of its own."""
        listed = {
            "files": {name: asdict(facts) for name, facts in self.files.items()},
            "missing": self.missing,
        }
        return _dump({"list": listed, "sha256": hashlib.sha256(_dump(listed)).hexdigest()})

    @classmethod
    def load(cls, data: bytes) -> "FileList":
        """Read a list. Raises ArchiveRefused for one that was changed."""
        facts = _load(data, DAMAGED)
        try:
            found = cls(
                files={name: FileFacts(**file) for name, file in facts["list"]["files"].items()},
                missing=dict(facts["list"]["missing"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise ArchiveRefused(DAMAGED) from None
        # Also finds out what the reader of JSON passes over.
        if found.dump() != data:
            raise ArchiveRefused(DAMAGED)
        return found


def _dump(value: Mapping[str, Any], indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()


def _load(data: bytes, complaint: str) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise ArchiveRefused(complaint) from None
    if not isinstance(value, dict):
        raise ArchiveRefused(complaint)
    return value

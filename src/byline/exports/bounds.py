"""What an import takes of an export; who writes one that is larger is told."""

from datetime import datetime
from typing import BinaryIO

from byline.exports.format import MAX_JSON_BYTES
from byline.exports.targets import Target
from byline.lib.archive_limits import MAX_FILES, MAX_TOTAL_BYTES

# What an archive has for a file beside its content, at most.
HEADER_BYTES = 4 * 512


class Measured:
    """Hands the files of an export on, and knows how much that is."""

    def __init__(self, target: Target, *, is_archive: bool) -> None:
        self._target = target
        self._is_archive = is_archive
        # The manifest comes last.
        self._files = 1
        self._bytes = 0
        self._long_lists: list[str] = []

    def add(self, name: str, content: BinaryIO, size: int, changed: datetime) -> None:
        """Add a file of so many bytes, last changed at that moment."""
        self._files += 1
        self._bytes += size + HEADER_BYTES
        if name.endswith(".json") and size > MAX_JSON_BYTES:
            self._long_lists.append(name)
        self._target.add(name, content, size, changed)

    def remarks(self) -> list[str]:
        """Say what `byline import byline` will not take."""
        remarks = [
            f"{name} is larger than the {MAX_JSON_BYTES // 2**20} MB that an import reads of it:"
            " only a backup brings all of it back"
            for name in self._long_lists
        ]
        if self._files > MAX_FILES:
            remarks.append(
                f"it has {self._files} files, and an import takes {MAX_FILES}:"
                " only a backup brings all of it back"
            )
        if self._is_archive and self._bytes > MAX_TOTAL_BYTES:
            remarks.append(
                f"the archive holds more than the {MAX_TOTAL_BYTES / 2**30:g} GB that an import"
                " unpacks: unpack it, and import the folder"
            )
        return remarks

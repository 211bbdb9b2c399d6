"""A folder as a source."""

import os
from pathlib import Path, PurePosixPath

from byline.importers.errors import ItemUnreadable, SourceUnreadable
from byline.importers.sources.files import (
    SKIPPED_FOLDERS,
    ClosedOnExit,
    check_name,
    check_size,
)
from byline.lib.archive_limits import MAX_FILES


class FolderSource(ClosedOnExit):
    """The files below a folder. Links are not followed: they could lead anywhere."""

    def __init__(self, folder: Path) -> None:
        """List the files. Raises SourceUnreadable, and OSError for a folder that cannot be read."""
        self.folder = folder.resolve(strict=True)
        self.name = self.folder.name
        self.sizes: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        for parent, folders, names in os.walk(self.folder, onerror=_raise):
            for name in folders:
                if Path(parent, name).is_symlink():
                    self._refuse(Path(parent, name), "it is a link")
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS
            )
            for name in sorted(names):
                self._add(Path(parent, name))

    def _add(self, path: Path) -> None:
        relative = self._relative(path)
        if path.name.startswith("."):
            return
        if path.is_symlink():
            self._refuse(path, "it is a link")
        elif not path.is_file():
            self._refuse(path, "it is a device or a socket")
        elif reason := check_name(relative):
            self._refuse(path, reason)
        else:
            self.sizes[relative] = path.stat().st_size
        if len(self.sizes) + len(self.refused) > MAX_FILES:
            raise SourceUnreadable(f"{self.folder}: more than {MAX_FILES} files")

    def _refuse(self, path: Path, reason: str) -> None:
        self.refused[self._relative(path)] = reason

    def _relative(self, path: Path) -> str:
        return PurePosixPath(path.relative_to(self.folder)).as_posix()

    def read(self, path: str) -> bytes:
        """Return a file's content. Raises ItemUnreadable."""
        check_size(self.sizes[path])
        try:
            # Not through a link that took the file's place since it was listed.
            descriptor = os.open(self.folder / path, os.O_RDONLY | os.O_NOFOLLOW)
            with os.fdopen(descriptor, "rb") as file:
                return file.read(self.sizes[path])
        except OSError as error:
            raise ItemUnreadable(f"it cannot be read: {error.strerror}") from error


def _raise(error: OSError) -> None:
    raise error

"""What a source of files offers, and the bounds that all of them keep."""

from pathlib import PurePosixPath
from typing import Protocol, Self

from byline.importers.errors import ItemUnreadable

# As large as the largest film that the media store takes.
MAX_FILE_BYTES = 200 * 2**20

# Version control, editors' settings, installed packages: never content.
SKIPPED_FOLDERS = frozenset({"__MACOSX", "node_modules"})


class FileSource(Protocol):
    """Files by their path, relative to the source, with `/` between folders on every system."""

    name: str
    # Sizes in bytes.
    sizes: dict[str, int]
    # Paths of what was left out for safety's sake, each with the reason.
    refused: dict[str, str]

    def read(self, path: str) -> bytes:
        """Return a file's content. Raises ItemUnreadable."""

    def close(self) -> None:
        """Give back what the source holds open."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...


class ClosedOnExit:
    """Lets a source be used in a `with` statement."""

    def close(self) -> None:
        """Give back what the source holds open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def is_hidden(path: PurePosixPath) -> bool:
    """Say whether a path leads through a folder, or to a file, that is never content."""
    return any(part.startswith(".") or part in SKIPPED_FOLDERS for part in path.parts)


def check_name(name: str) -> str | None:
    """Return why a file of this name is left out, or None for a name that is safe."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        return "its name leads out of the source"
    try:
        name.encode()
    except UnicodeEncodeError:
        return "its name is not UTF-8"
    return None


def check_size(size: int) -> None:
    """Raise ItemUnreadable for a file that is too large to be read."""
    if size > MAX_FILE_BYTES:
        raise ItemUnreadable(f"the file is larger than {MAX_FILE_BYTES // 2**20} MB")

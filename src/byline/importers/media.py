"""Pictures and other files of a source on their way into the media store."""

import hashlib
from pathlib import PurePosixPath
from types import TracebackType
from typing import Self

from byline.importers.errors import ImportStopped, ItemUnreadable
from byline.importers.identities import find_or_add_identity
from byline.importers.sources import FileSource
from byline.lib.images import PictureChecker
from byline.media.errors import FileRefused, StoreFull, StoreReadOnly
from byline.media.queries import ADDRESS_PREFIX
from byline.media.services import PreparedFile, add_file, check_file, prepare_file, remove_leftovers

# What the ids of files of other hosts begin with.
FILE_KEY = "file:"


class FileUnusable(Exception):
    """A file of the source cannot be taken over; the text is a sentence that names it."""


class SourceMedia:
    """Takes files of a source into the media store, each once, for as long as its block lasts."""

    def __init__(self, source: FileSource, *, dry_run: bool) -> None:
        """A dry run checks the files and stores none."""
        self._source = source
        self._dry_run = dry_run
        self._checker = PictureChecker()
        self._taken: dict[str, PreparedFile | FileUnusable | None] = {}
        self._digests: dict[str, str] = {}

    def __enter__(self) -> Self:
        if not self._dry_run:
            # Of an earlier run that was killed.
            remove_leftovers()
        self._checker.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._checker.__exit__(kind, error, trace)

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file as the source has it; empty where it cannot be read."""
        if path not in self._digests:
            try:
                content = self._source.read(path)
            except ItemUnreadable:
                self._digests[path] = ""
            else:
                self._digests[path] = hashlib.sha256(content).hexdigest()
        return self._digests[path]

    def take(self, path: str) -> PreparedFile | None:
        """Return a file, checked and stored; None in a dry run. Raises FileUnusable."""
        if path not in self._taken:
            try:
                self._taken[path] = self._prepare(path)
            except FileUnusable as error:
                self._taken[path] = error
        taken = self._taken[path]
        if isinstance(taken, FileUnusable):
            raise taken
        return taken

    def original_name(self, path: str) -> str:
        """Return what a file was called by whoever made it."""
        return PurePosixPath(path).name

    def _read(self, path: str) -> bytes:
        return self._source.read(path)

    def _prepare(self, path: str) -> PreparedFile | None:
        name = self.original_name(path)
        try:
            content = self._read(path)
            if self._dry_run:
                check_file(content, name, allow_svg=True, checker=self._checker)
                return None
            return prepare_file(content, name, allow_svg=True, checker=self._checker)
        except (StoreFull, StoreReadOnly) as error:
            raise ImportStopped(str(error)) from error
        except ItemUnreadable as error:
            raise FileUnusable(f"{path}: {error}") from error
        except FileRefused as error:
            raise FileUnusable(str(error)) from error
        except OSError as error:
            # The store's: the source has been read by then.
            raise ImportStopped(f"The file {path} could not be stored: {error}") from error


def media_address(file: PreparedFile) -> str:
    """Return the path of a stored file's address."""
    return ADDRESS_PREFIX + file.name


def remember_file(source: str, address: str, file: PreparedFile) -> None:
    """Take note of a file that came from another host; inside a write unit."""
    row = add_file(file)
    identity = find_or_add_identity(source, file_key(address))
    identity.digest, identity.media_id = file.digest, row.id


def file_key(address: str) -> str:
    """Return the original id of a file of another host."""
    return f"{FILE_KEY}{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()}"

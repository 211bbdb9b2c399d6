"""Files of other hosts on their way into the media store."""

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import PurePosixPath
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import select

from byline.extensions import db
from byline.importers.errors import ImportStopped
from byline.importers.media import FILE_KEY, FileUnusable, file_key
from byline.importers.models import ImportIdentity
from byline.importers.targets import host_of
from byline.lib.fetch import Fetched, Fetcher, FetchRefused, HostSilent
from byline.lib.images import PictureChecker
from byline.media.errors import FileRefused, StoreFull, StoreReadOnly
from byline.media.models import MediaFile
from byline.media.services import PreparedFile, prepare_file

# As many wait in memory at most, beside the one that is being stored.
FETCHED_AHEAD = 4
# After so many files in a row a host is asked for no more of them in the same run.
MAX_SILENCES = 5


class RemoteMedia:
    """Takes files of other hosts into the media store, for as long as its block lasts.

    Each address is asked once, also when it fails; what an earlier run of the same source fetched
    is known.
    """

    def __init__(self, source: str, *, fetching: bool, dry_run: bool) -> None:
        """`source` is the key of the identities. Without `fetching` nothing new is taken."""
        self.fetching = fetching and not dry_run
        self.would_fetch = fetching and dry_run
        # How many files this run has taken.
        self.fetched = 0
        self._source = source
        self._fetcher = Fetcher(current_app.config.get("FETCH_STAND_INS", ()))
        self._checker = PictureChecker()
        self._threads = ThreadPoolExecutor(FETCHED_AHEAD, thread_name_prefix="fetch")
        self._known: Mapping[str, PreparedFile] | None = None
        self._taken: dict[str, PreparedFile | FileUnusable] = {}
        # In their order.
        self._wanted: dict[str, None] = {}
        self._coming: dict[str, Future[Fetched]] = {}
        # How often each host was silent since it last answered.
        self._silences: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._checker.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._checker.__exit__(kind, error, trace)

    def expect(self, addresses: Iterable[str]) -> None:
        """Begin to fetch files that will be taken next, in this order, a few at a time."""
        if self.fetching:
            self._wanted = dict.fromkeys(one for one in addresses if self._find(one) is None)
            self._fetch_ahead()

    def take(self, address: str) -> PreparedFile | None:
        """Return a file, checked and stored; None where it is not fetched. Raises FileUnusable."""
        found = self._find(address)
        if found is None and self.fetching:
            try:
                found = self._prepare(address)
                self.fetched += 1
            except FileUnusable as error:
                found = error
            self._taken[address] = found
        if isinstance(found, FileUnusable):
            raise found
        return found

    def _find(self, address: str) -> PreparedFile | FileUnusable | None:
        if self._known is None:
            self._known = _known_files(self._source)
        return self._taken.get(address) or self._known.get(file_key(address))

    def _fetch_ahead(self) -> None:
        room = max(0, FETCHED_AHEAD - len(self._coming))
        for address in list(islice(self._wanted, room)):
            if self._silences[host_of(address)] < MAX_SILENCES:
                self._begin(address)

    def _begin(self, address: str) -> Future[Fetched]:
        self._wanted.pop(address, None)
        if address not in self._coming:
            # Who leaves the scheme to the page means the one that pages have today.
            whole = f"https:{address}" if address.startswith("//") else address
            self._coming[address] = self._threads.submit(self._fetcher.fetch, whole)
        return self._coming[address]

    def _prepare(self, address: str) -> PreparedFile:
        host = host_of(address)
        if self._silences[host] >= MAX_SILENCES and address not in self._coming:
            self._wanted.pop(address, None)
            raise FileUnusable(f"{address} was not fetched: its host was silent too often")
        try:
            fetched = self._begin(address).result()
        except FetchRefused as error:
            self._silences[host] = self._silences[host] + 1 if isinstance(error, HostSilent) else 0
            raise FileUnusable(str(error)) from error
        finally:
            del self._coming[address]
            self._fetch_ahead()
        self._silences[host] = 0
        if fetched.media_type == "text/html":
            raise FileUnusable(f"{address} is a page now, no file")
        return self._store(address, fetched)

    def _store(self, address: str, fetched: Fetched) -> PreparedFile:
        try:
            return prepare_file(
                fetched.content, _file_name(address), allow_svg=True, checker=self._checker
            )
        except (StoreFull, StoreReadOnly) as error:
            raise ImportStopped(str(error)) from error
        except FileRefused as error:
            raise FileUnusable(f"{address}: {error}") from error
        except OSError as error:
            raise ImportStopped(f"The file {address} could not be stored: {error}") from error


def _known_files(source: str) -> dict[str, PreparedFile]:
    """Return the files that came from other hosts with a source, by their keys; one query."""
    query = (
        select(
            ImportIdentity.original_id,
            MediaFile.digest,
            MediaFile.extension,
            MediaFile.media_type,
            MediaFile.byte_size,
            MediaFile.width,
            MediaFile.height,
            MediaFile.original_name,
        )
        .join(MediaFile, MediaFile.id == ImportIdentity.media_id)
        .where(
            ImportIdentity.source == source,
            ImportIdentity.original_id.startswith(FILE_KEY, autoescape=True),
        )
    )
    return {row[0]: PreparedFile(*row[1:]) for row in db.session.execute(query)}


def _file_name(address: str) -> str:
    """Return the name that an address gives a file; its ending may be wrong."""
    return unquote(PurePosixPath(urlsplit(address).path).name)

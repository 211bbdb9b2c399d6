"""What the addresses in an entry lead to: another entry, a file of the export, somewhere else."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from byline.blog.models.tags import tag_path
from byline.importers.ghost.entries import Entry
from byline.importers.markdown.addresses import InvalidAddress, normal_address
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToPlace, ToRemote
from byline.lib.reshape.remote import is_remote

# Where Ghost keeps what was uploaded, and copies of pictures in other sizes or forms.
UPLOADS = ("/content/images/", "/content/media/", "/content/files/")
COPY = re.compile(r"/(?:size/w\d+(?:h\d+)?|format/\w+)(?=/)")
# So many different addresses of the blog on a host say that it was there.
MIN_WITNESSES = 2
FEEDS = ("/rss", "/feed")
HOME = "/blog/"
HOME_LIST = "/blog"
FEED_NAME = "feed.xml"
# Behind a list: a later part of it.
PAGE_OF_LIST = re.compile(r"/page/[0-9]{1,9}$")


class Links:
    """Knows the entries, tags and files of an export, and the addresses they had."""

    def __init__(
        self,
        entries: Iterable[Entry],
        files: Iterable[str],
        tags: Mapping[str, str],
        *,
        permalinks: str = "",
        own_host: str | None = None,
    ) -> None:
        """`tags` are titles by slugs; `own_host` is this site's, which the old one may have had."""
        self._files = {path[path.find("content/") :]: path for path in files if "content/" in path}
        # By the addresses of their lists.
        self.tag_titles = {f"/tag/{slug}": title for slug, title in tags.items()}
        self._permalinks = permalinks
        self._own: dict[str, list[str]] = {}
        self._by_address: dict[str, Entry] = {}
        self.entries = list(entries)
        for entry in self.entries:
            self._take_addresses(entry)
        self.host = self._likely_host()
        self._hosts = {*with_twin(self.host), *with_twin(own_host or "")}
        # Paths here by the addresses of the lists of authors there.
        self.author_paths: dict[str, str] = {}

    @property
    def site_url(self) -> str:
        """Where the blog was; empty where nothing says so."""
        return f"https://{self.host}" if self.host else ""

    def addresses_of(self, entry: Entry) -> list[str]:
        """Return the old addresses that are the entry's alone, the likeliest first."""
        return self._own[entry.original_id]

    def resolve(self, entry: Entry, address: str, *, shown: bool) -> Target:
        """Return what an address in an entry leads to; `shown` says that it is a file's."""
        parts = _split(address)
        if parts is None or not (parts.path or parts.netloc):
            return None
        if parts.netloc and parts.hostname not in self._hosts:
            return ToRemote(address) if shown and is_remote(address) else None
        if parts.scheme and not parts.netloc:
            return None
        path = parts.path or "/"
        if not parts.netloc:
            path = posixpath.normpath(posixpath.join(f"/{entry.slug}", path))
        found = self._on_old_site(path)
        # Of this site: it may well answer.
        is_ours = parts.netloc and parts.hostname not in with_twin(self.host)
        if found or is_ours:
            return found
        if shown and self.host:
            # The old blog may still have it.
            return ToRemote(self.site_url + path)
        return Broken(f"nothing answers {address}")

    def _on_old_site(self, path: str) -> Target:
        if path.startswith(UPLOADS):
            return self._upload(path)
        try:
            place = normal_address(path)
        except InvalidAddress:
            return ToPlace(HOME) if path == "/" else None
        if entry := self._by_address.get(place):
            return ToItem(entry.original_id)
        return self._list(place)

    def _upload(self, path: str) -> Target:
        plain = posixpath.normpath(unquote(path)).lstrip("/")
        for wanted in (plain, COPY.sub("", f"/{plain}").lstrip("/")):
            if wanted in self._files:
                return ToFile(self._files[wanted])
        return ToRemote(self.site_url + path) if self.host else None

    def _list(self, place: str) -> Target:
        """Return the list or feed here that stands for one there."""
        for end in FEEDS:
            if place.endswith(end) and (found := self._list_path(place.removesuffix(end))):
                return ToPlace(f"{found}/{FEED_NAME}")
        found = self._list_path(PAGE_OF_LIST.sub("", place))
        return ToPlace(HOME if found == HOME_LIST else found) if found else None

    def _list_path(self, place: str) -> str:
        """Return the path of the list here that stands for one there; empty without one."""
        if not place:
            return HOME_LIST
        title = self.tag_titles.get(place)
        return tag_path(title) if title else self.author_paths.get(place, "")

    @property
    def feeds(self) -> dict[str, str]:
        """Return the paths of the feeds, by their old ones."""
        lists = ("", *self.tag_titles, *self.author_paths)
        paths = {f"{old}{end}": self._list_path(old) for old in lists for end in FEEDS}
        return {old: f"{new}/{FEED_NAME}" for old, new in paths.items()}

    def _take_addresses(self, entry: Entry) -> None:
        own: list[str] = []
        for number, address in enumerate(self._claims(entry)):
            owner = self._by_address.setdefault(address, entry)
            if owner is entry:
                own.append(address)
            elif number == 0:
                entry.notes.append(
                    f"the old address {address} is that of {owner.original_id} too, where it leads"
                )
        self._own[entry.original_id] = own

    def _claims(self, entry: Entry) -> Iterable[str]:
        """Yield the addresses that Ghost answered an entry at, normal."""
        claimed = [f"/{entry.slug}", f"/{entry.slug}/amp"] if entry.slug else []
        if entry.slug and entry.publish_date and ":year" in self._permalinks:
            claimed.insert(0, _dated(self._permalinks, entry))
        if entry.uuid:
            claimed.append(f"/p/{entry.uuid}")
        for address in claimed:
            try:
                yield normal_address(address.replace("%", "%25"))
            except InvalidAddress as error:
                entry.notes.append(str(error))

    def _likely_host(self) -> str:
        """Return the host on which most of the blog's own addresses are named, if any."""
        witnesses: dict[str, set[str]] = {}
        for entry in self.entries:
            for found in entry.body.addresses:
                parts = _split(found.address)
                if parts and parts.hostname and self._is_own(parts.path):
                    witnesses.setdefault(parts.hostname, set()).add(parts.path.rstrip("/"))
        best = max(sorted(witnesses), key=lambda host: len(witnesses[host]), default="")
        return best if best and len(witnesses[best]) >= MIN_WITNESSES else ""

    def _is_own(self, path: str) -> bool:
        if path.startswith(UPLOADS):
            return True
        try:
            return normal_address(path) in self._by_address
        except InvalidAddress:
            return False


def with_twin(host: str) -> set[str]:
    """Return a host with its twin that has `www.` in front, or has not."""
    return {host, host.removeprefix("www."), f"www.{host}"} if host else set()


def _dated(pattern: str, entry: Entry) -> str:
    """Return an address made by a pattern such as `/:year/:month/:day/:slug/`."""
    date = entry.publish_date
    if date is None:
        return ""
    values = {
        ":year": f"{date:%Y}", ":month": f"{date:%m}", ":day": f"{date:%d}", ":slug": entry.slug,
        ":author": entry.authors[0].username if entry.authors else "",
    }  # fmt: skip
    for name, value in values.items():
        pattern = pattern.replace(name, value)
    return pattern


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        _ = parts.hostname
    except ValueError:
        return None
    return parts

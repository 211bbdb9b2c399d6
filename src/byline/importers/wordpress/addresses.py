"""What the addresses in texts of a blog lead to."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult

from byline.blog.models.tags import tag_path
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToPlace, ToRemote
from byline.importers.wordpress.content import Attachment
from byline.importers.wordpress.index import Index
from byline.importers.wordpress.people import Authors
from byline.importers.wordpress.permalinks import (
    ITEM_KEYS,
    host_of,
    number_of,
    path_of,
    query_of,
    split,
)
from byline.importers.wordpress.site import UPLOADS
from byline.importers.wordpress.terms import CATEGORY, TAG, Terms

HOME = "/blog/"
ARCHIVE = "/blog/archive"
FEED_PLACE = "/blog/feed.xml"
FEED_PATHS = ("/feed", "/feed/rss2", "/feed/rss", "/feed/atom", "/feed/rdf", "/comments/feed")
# The name that WordPress gives a smaller copy of a picture, and one that it made smaller itself.
RESIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|rotated)(?=\.\w{1,5}$)")
DATE_LIST = re.compile(r"/\d{4}(?:/\d{1,2}){0,2}$")
FEED = re.compile(r"/(?:feed(?:/(?:rss2?|atom|rdf))?|rss2?|comments/feed)$")
PAGE_OF_LIST = re.compile(r"/(?:page|comment-page)[/-]\d+$")
# Behind a post in several parts, which are one here.
PART_OF_ITEM = re.compile(r"/[0-9]{1,2}$")
SHOWN_FILE = re.compile(r"\.\w{2,5}$")


class Resolver:
    """Knows what lay where on the old blog, and where it is now."""

    def __init__(
        self, index: Index, terms: Terms, authors: Authors, uploads: Mapping[str, str]
    ) -> None:
        """`uploads` are the files beside the export, by their paths below `uploads/`."""
        self._index = index
        self._site = index.site
        self._terms = terms
        self._uploads = uploads
        # Paths of the authors' lists here, once an import knows them, by those they had.
        self.author_paths: dict[str, str] = {}
        # Addresses of files that are to be had only where they were.
        self._remote: set[str] = set()
        # Of the library, by what they are called below `uploads/`.
        self._file_addresses = {
            self._site.upload_of(address): address
            for address in map(self.address_of, index.files.values())
        }

    def resolve(self, address: str, link: str, *, shown: bool) -> Target:
        """Return what an address leads to that a text at `link` shows or links to."""
        if not address or address.startswith("#"):
            return None
        parts = split(address, link or self._site.url)
        if parts is None:
            return None
        whole = parts.geturl()
        if upload := self._site.upload_of(whole):
            return self.file(whole, upload)
        if not self._site.owns(parts):
            return ToRemote(whole) if shown and parts.hostname else None
        return self._on_blog(parts, whole, shown=shown)

    def file(self, address: str, upload: str) -> ToFile | ToRemote:
        """Return where a file of the blog is to be had: beside the export, else where it was."""
        # WordPress made the smaller copies, which need not be kept, of the file itself.
        for one in (upload, RESIZED.sub("", upload)):
            if path := self._uploads.get(one):
                return ToFile(path, self._upload_address(one))
        self._remote.add(address)
        return ToRemote(address)

    def _upload_address(self, upload: str) -> str:
        default = f"{self._site.url.rstrip('/')}/wp-content/{UPLOADS}{upload}"
        return self._file_addresses.get(upload) or (default if self._site.url else "")

    def file_paths(self) -> Iterator[tuple[str, str]]:
        """Yield the addresses that files had on the blog's host, and their paths there."""
        beside = map(self._upload_address, self._uploads)
        for address in {*self._file_addresses.values(), *beside, *self._remote}:
            parts = split(address)
            if host_of(parts) in self._site.hosts and (path := path_of(parts)):
                yield address, path

    def attachment(self, number: int) -> Target:
        """Return where a file of the library is to be had."""
        file = self._index.attachment(number)
        address = file and self.address_of(file)
        return self.file(address, self._site.upload_of(address)) if address else None

    def address_of(self, file: Attachment) -> str:
        """Return the whole address of a file of the library, empty for one that has none."""
        parts = split(file.url, self._site.url)
        return parts.geturl() if parts and parts.hostname else ""

    def _on_blog(self, parts: SplitResult, whole: str, *, shown: bool) -> Target:
        path = path_of(parts)
        query = query_of(parts)
        if query:
            found = self._by_query(query)
        else:
            found = self._by_path(path.removeprefix(self._site.base) or "/")
        if found is None and shown and SHOWN_FILE.search(path):
            found = ToRemote(whole)
        return found or Broken(f"nothing answers {whole[:200]}")

    def _by_query(self, query: Mapping[str, str]) -> Target:
        for key in ITEM_KEYS:
            if number := number_of(query.get(key, "")):
                item = self._index.by_number.get(number)
                return ToItem(item) if item else self.attachment(number)
        if "feed" in query:
            return ToPlace(FEED_PLACE)
        if "m" in query:
            return ToPlace(ARCHIVE)
        if number := number_of(query.get("cat", "")):
            return _tag(self._terms.find_by_number(number))
        if "tag" in query:
            return _tag(self._terms.find(TAG, query["tag"]))
        return self._author(f"/?author={query['author']}") if "author" in query else None

    def _by_path(self, path: str) -> Target:
        """Look up a path below the blog's folder."""
        wholes = (sub.sub("", path) for sub in (PAGE_OF_LIST, FEED, PART_OF_ITEM))
        for one in dict.fromkeys((path, *wholes)):
            address = self._site.at(one) if one != "/" else self._site.base or "/"
            if item := self._index.by_address.get(address):
                return ToItem(item)
            if number := self._index.file_pages.get(address):
                return self.attachment(number)
        if FEED.fullmatch(path):
            return ToPlace(FEED_PLACE)
        return self._list(PAGE_OF_LIST.sub("", FEED.sub("", path)) or "/")

    def _list(self, path: str) -> Target:
        if path in ("/", "/index.php"):
            return ToPlace(HOME)
        kind, _, slug = path[1:].partition("/")
        if kind == "category":
            return _tag(self._terms.find(CATEGORY, slug.rpartition("/")[2]))
        if kind == "tag":
            return _tag(self._terms.find(TAG, slug))
        if kind == "author":
            return self._author(path)
        return ToPlace(ARCHIVE) if DATE_LIST.match(path) else None

    def _author(self, address: str) -> Target:
        path = self.author_paths.get(address)
        return ToPlace(path) if path else None


def _tag(title: str | None) -> Target:
    return ToPlace(tag_path(title)) if title else None

"""What becomes of somebody who follows an address in a body."""

from collections.abc import Mapping
from posixpath import splitext
from typing import Literal, NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from byline.importers.audit.items import Item
from byline.importers.audit.references import Reference
from byline.importers.audit.report import Kind
from byline.importers.audit.site import Answer, Site
from byline.lib.file_types import FILE_TYPES

# Without `www.`, and without the port that its scheme has anyway.
Host = tuple[str, int | None]

_PORTS = {"http": 80, "https": 443, "": None}
# Browsers leave these out of an address, and take a backslash for a slash.
_AS_BROWSERS = str.maketrans({"\t": None, "\n": None, "\r": None, "\\": "/"})
_FILE_ENDINGS = frozenset(f".{ending}" for ending in (*FILE_TYPES, "jpeg"))


class Verdict(NamedTuple):
    """What an address counts as, and what is wrong with it."""

    # None: it leads to nothing on the web.
    counts_as: Literal["link", "file", "external"] | None
    problem: Kind | None = None
    # It names the old blog's host.
    is_old: bool = False
    # The post or page that it leads to, and the place in it, which is to be looked for.
    key: tuple[str, int] | None = None
    place: str = ""


class OldBlog(NamedTuple):
    """Where a blog was before: its host, and the folder that it was in there."""

    host: Host
    folder: str

    def had(self, parts: SplitResult) -> bool:
        """Say whether an address was the blog's."""
        path = parts.path.rstrip("/") + "/"
        return _host(parts) == self.host and path.startswith(self.folder + "/")


class Resolver:
    """Tells the verdict on each address of each item."""

    def __init__(self, site: Site, site_url: str | None, old_blogs: Mapping[str, str]) -> None:
        """`old_blogs` are the addresses of the old blogs, by their sources' keys."""
        self._site = site
        self._own_host = _host(urlsplit(site_url)) if site_url else None
        self._old = {source: _old_blog(address) for source, address in old_blogs.items()}

    def resolve(self, item: Item, reference: Reference) -> Verdict:
        """Say what becomes of somebody who follows an address in an item."""
        is_link = reference.what == "link"
        address = reference.address.translate(_AS_BROWSERS).strip()
        try:
            parts = urlsplit(address)
            # Buttons that were to lead somewhere one day have a bare `#`.
            if parts.scheme not in _PORTS or address == "#":
                return Verdict(None)
            if not (parts.scheme or parts.netloc) or _host(parts) == self._own_host:
                return self._here(item, parts, is_link=is_link)
            return self._elsewhere(item, parts, is_link=is_link)
        except ValueError:
            return Verdict("link" if is_link else "file", Kind.UNREADABLE)

    def _elsewhere(self, item: Item, parts: SplitResult, *, is_link: bool) -> Verdict:
        if not is_link:
            return Verdict("file", Kind.REMOTE)
        old_blog = self._old.get(item.source)
        if old_blog is None or not old_blog.had(parts):
            return Verdict("external")
        found = self._site.answer(unquote(parts.path) or "/", parts.query)
        if found.problem is None:
            return _verdict(found, parts)._replace(is_old=True)
        if _is_file_name(parts.path):
            return Verdict("file", Kind.REMOTE)
        problem = Kind.OLD if found.problem is Kind.MISSING else found.problem
        return Verdict("link", problem)

    def _here(self, item: Item, parts: SplitResult, *, is_link: bool) -> Verdict:
        if not (parts.netloc or parts.path):
            return _verdict(Answer(key=item.key), parts)
        path = unquote(parts.path if parts.netloc else urljoin(item.url, parts.path)) or "/"
        found = self._site.answer(path, parts.query)
        if not is_link:
            # A page may answer there, but no browser can show that as a picture.
            problem = found.problem if found.is_file else Kind.MISSING
            return Verdict("file", problem)
        if found.key == item.key:
            if _is_file_name(parts.path):
                return Verdict("file", Kind.MISSING)
            # Whoever reads a draft may follow its links to itself.
            is_meant = parts.netloc or parts.path.startswith("/") or path == unquote(item.url)
            found = Answer(None if is_meant else Kind.ITSELF, item.key)
        return _verdict(found, parts)


def _verdict(found: Answer, parts: SplitResult) -> Verdict:
    if found.is_file:
        return Verdict("file", found.problem)
    if found.problem or found.key is None or _is_no_place(parts.fragment):
        return Verdict("link", found.problem)
    return Verdict("link", key=found.key, place=unquote(parts.fragment))


def _is_file_name(path: str) -> bool:
    return splitext(path)[1].lower() in _FILE_ENDINGS


def _is_no_place(fragment: str) -> bool:
    """Say whether a fragment leads to no element: the top of a page, or some words in it."""
    return fragment.lower() in ("", "top") or fragment.startswith(":~:")


def _old_blog(address: str) -> OldBlog | None:
    try:
        parts = urlsplit(address)
        return OldBlog(_host(parts), parts.path.rstrip("/"))
    except ValueError:
        return None


def _host(parts: SplitResult) -> Host:
    """Return the host of an absolute address. Raises ValueError where it has none."""
    name = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if not name:
        raise ValueError(f"{parts.geturl()} has no host")
    return name, None if parts.port == _PORTS[parts.scheme] else parts.port

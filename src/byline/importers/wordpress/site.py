"""Where the blog was on the web."""

from dataclasses import dataclass
from urllib.parse import SplitResult, unquote

from byline.importers.wordpress.permalinks import host_of, path_of, query_of, split
from byline.importers.wordpress.wxr import Channel

UPLOADS = "uploads/"
# WordPress.com keeps files on hosts of their own, and shows others' through the third kind.
FILES_SUFFIX = ".files.wordpress.com"
PROXIES = ("i0.wp.com", "i1.wp.com", "i2.wp.com", "i3.wp.com")


@dataclass(frozen=True)
class Site:
    """The hosts of a blog, and the folder it lay in."""

    url: str
    hosts: frozenset[str]
    # In front of every path of the blog: `/blog`, empty where it had a host of its own.
    base: str

    def owns(self, parts: SplitResult | None) -> bool:
        """Say whether an address was the blog's."""
        if host_of(parts) not in self.hosts:
            return False
        path = path_of(parts)
        return not self.base or path == self.base or path.startswith(f"{self.base}/")

    def address_of(self, link: str) -> str:
        """Return the path of a permalink of this blog, empty for one that has none of its own."""
        parts = split(link)
        if not link or not self.owns(parts) or query_of(parts):
            return ""
        return path_of(parts)

    def at(self, path: str) -> str:
        """Return the path of a page of the blog: `/feed` for one that lay at the root."""
        return self.base + path

    def upload_of(self, address: str) -> str:
        """Return the path of a file below the folder of uploads, empty for any other address."""
        parts = split(address, self.url)
        if parts is None:
            return ""
        path = unquote(parts.path)
        host = host_of(parts)
        if host in PROXIES:
            host, _, path = path.lstrip("/").partition("/")
            host = host.removeprefix("www.")
        if host.endswith(FILES_SUFFIX):
            return path.lstrip("/")
        if host not in self.hosts:
            return ""
        return f"/{path}".partition(f"/{UPLOADS}")[2]


def site_of(channel: Channel) -> Site:
    """Return where a blog was, as its export says."""
    links = (channel.fields.get("wp:base_blog_url", ""), channel.fields.get("link", ""))
    found = [(link.strip(), split(link)) for link in links if link.strip()]
    hosts = frozenset(host for _, parts in found if (host := host_of(parts)))
    url, parts = next(((link, parts) for link, parts in found if host_of(parts)), ("", None))
    path = path_of(parts)
    return Site(url, hosts, "" if path in ("", "/") else path)

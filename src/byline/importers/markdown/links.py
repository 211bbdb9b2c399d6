"""What the addresses in a post lead to: another post, a file of the source, or somewhere else."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from byline.importers.markdown.addresses import INDEX_NAME, InvalidAddress, normal_address
from byline.importers.markdown.items import Item
from byline.importers.markdown.layout import MARKDOWN_SUFFIXES, Layout
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToPlace

# Zola's way of naming a file of the content folder.
ZOLA_PREFIX = "@/"
HOME = "/"
HOME_NAMES = frozenset({"", "index.html"})


class Resolver:
    """Knows the posts and files of a source, and the addresses they had."""

    def __init__(
        self,
        items: Iterable[Item],
        files: Mapping[str, int],
        layout: Layout,
        own_host: str | None = None,
    ) -> None:
        """`own_host` is the name readers reach this site by, which the old one may have had."""
        self.files = files
        self.layout = layout
        self.by_path: dict[str, Item] = {}
        self.by_address: dict[str, Item] = {}
        for item in items:
            self.by_path[item.path] = item
        self._take_addresses()
        self._take_stems()
        # Where the blog was; readers of its texts may reach this site by the same name.
        self.old_hosts = layout.hosts or self._likely_hosts()
        self.hosts = self.old_hosts | ({own_host} if own_host else set())

    def _take_addresses(self) -> None:
        """Give each address to the first post that claims it, and note it at the others.

        What a file says goes before what a generator would have made of its name.
        """
        for kind in ("given_addresses", "derived_addresses"):
            for item in self.by_path.values():
                for address in getattr(item, kind):
                    owner = self.by_address.setdefault(address, item)
                    if owner is not item:
                        item.notes.append(
                            f"the old address {address} is that of {owner.original_id} too,"
                            " where it leads"
                        )

    def _take_stems(self) -> None:
        """Note which posts a file's name alone tells, as Hugo and Jekyll let it."""
        self.by_stem: dict[str, Item | None] = {}
        for item in self.by_path.values() if self.layout.generator else ():
            pure = PurePosixPath(item.path)
            stem = pure.parent.name if pure.stem == INDEX_NAME else pure.stem
            self.by_stem[stem] = None if stem in self.by_stem else item

    def _named(self, path: str) -> Target:
        """Return the post that a reference to its file leads to, wherever that lies."""
        pure = PurePosixPath(unquote(path))
        if pure.suffix.lower() not in MARKDOWN_SUFFIXES:
            return None
        item = self.by_path.get(f"{self.layout.content}{str(pure).lstrip('/')}")
        item = item or self.by_stem.get(pure.stem)
        return ToItem(item.original_id) if item else None

    def _likely_hosts(self) -> frozenset[str]:
        """Return the host that most links to addresses of this source name, if any."""
        votes: Counter[str] = Counter()
        for item in self.by_path.values():
            for target in item.targets:
                parts = _split(target)
                if parts and parts.hostname and self._post_at(parts.path):
                    votes[parts.hostname] += 1
        return frozenset(host for host, _ in votes.most_common(1))

    def addresses_of(self, item: Item) -> list[str]:
        """Return the old addresses that are the item's alone, the likeliest first."""
        claimed = (*item.given_addresses, *item.derived_addresses)
        return [address for address in claimed if self.by_address[address] is item]

    def resolve(self, item: Item, target: str) -> Target:
        """Return what an address in an item leads to."""
        parts = _split(target)
        if parts is None or not (parts.path or parts.netloc):
            return None
        if target.startswith(ZOLA_PREFIX):
            path = self.layout.content + parts.path.removeprefix(ZOLA_PREFIX)
            return self._at_path(path, target) or Broken(f"nothing answers {target}")
        if parts.scheme in ("http", "https") or (parts.netloc and not parts.scheme):
            return self._on_old_site(parts.path) if parts.hostname in self.hosts else None
        if parts.scheme:
            return None
        if parts.path.startswith("/"):
            found = self._on_old_site(parts.path)
        else:
            found = self._beside(item, parts.path, target)
        return found or self._named(parts.path) or Broken(f"nothing answers {target}")

    def _on_old_site(self, path: str) -> Target:
        below = path.removeprefix(self.layout.config.base_path) or path
        if below.strip("/") in HOME_NAMES:
            return ToPlace(HOME)
        if post := self._post_at(path):
            return ToItem(post.original_id)
        plain = posixpath.normpath(unquote(below)).strip("/")
        for file in (*(prefix + plain for prefix in self.layout.static), self._in_bundle(path)):
            if file in self.files and file not in self.by_path:
                return ToFile(file)
        return None

    def _in_bundle(self, path: str) -> str:
        """Return the file that lay below a post's address, since it lies beside the post's file."""
        address, _, name = path.rpartition("/")
        post = self._post_at(address)
        return posixpath.join(posixpath.dirname(post.path), unquote(name)) if post else ""

    def _beside(self, item: Item, path: str, target: str) -> Target:
        """Look beside the item's file first, then where a browser did, from its old addresses."""
        folder = posixpath.dirname(item.path)
        for written in dict.fromkeys((unquote(path), path)):
            found = self._at_path(posixpath.normpath(posixpath.join(folder, written)), target)
            if found:
                return found
        if self.layout.generator == "hexo":
            # The files of a post lie in a folder that is called like it.
            beside = posixpath.join(PurePosixPath(item.path).with_suffix(""), unquote(path))
            if found := self._at_path(posixpath.normpath(beside), target):
                return found
        for address in self.addresses_of(item):
            for base in (f"{address}/", address):
                if found := self._on_old_site(urljoin(base, path)):
                    return found
        return None

    def _at_path(self, path: str, target: str) -> Target:
        for candidate in (path, *(path + suffix for suffix in (".md", "/index.md"))):
            if candidate in self.by_path:
                return ToItem(self.by_path[candidate].original_id)
        if path not in self.files:
            return None
        if PurePosixPath(path).suffix.lower() in MARKDOWN_SUFFIXES:
            return Broken(f"{target} leads to a file that is no post")
        return ToFile(path)

    def _post_at(self, path: str) -> Item | None:
        try:
            return self.by_address.get(normal_address(path))
        except InvalidAddress:
            return None


def _split(target: str) -> SplitResult | None:
    try:
        parts = urlsplit(target.strip())
        _ = parts.hostname
    except ValueError:
        return None
    return parts

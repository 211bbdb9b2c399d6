"""Where a static blog keeps what: its posts, its pictures, its own address."""

import posixpath
import re
import tomllib
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from byline.importers.errors import ItemUnreadable
from byline.importers.sources.files import FileSource

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
CONFIG_NAMES = ("config.toml", "hugo.toml", "zola.toml", "_config.yml", "_config.yaml", "hugo.yaml")
# Folders that only a site generator has, below its own.
CONTENT_FOLDERS = ("content", "source", "")
POST_FOLDERS = frozenset({"_posts", "_drafts"})
MAX_CONFIG_BYTES = 256 * 2**10
YAML_ADDRESS = re.compile(r"^(?:url|baseURL)\s*:\s*['\"]?(https?://[^\s'\"#]+)", re.MULTILINE)


@dataclass(frozen=True)
class Layout:
    """The folders of a blog, as prefixes of the paths in its source: empty or with `/` behind."""

    content: str
    # Where the file of an address such as /images/a.png may be.
    static: tuple[str, ...]
    # Host names the blog had, as far as its configuration says.
    hosts: frozenset[str]
    jekyll: bool

    def original_id(self, path: str) -> str:
        """Return a path as it is from the content folder, wherever that lies in the source."""
        return path.removeprefix(self.content)

    def is_content(self, path: str) -> bool:
        """Say whether a file is one that the generator would make a page of."""
        if not path.startswith(self.content):
            return False
        pure = PurePosixPath(self.original_id(path))
        return pure.suffix.lower() in MARKDOWN_SUFFIXES and not any(
            part.startswith("_") and part not in POST_FOLDERS for part in pure.parts[:-1]
        )


def find_layout(source: FileSource) -> Layout:
    """Find the folders of the blog in a source: at its top, or in the one folder that wraps it."""
    root = _find_root(source.sizes)
    content = _find_content(source.sizes, root)
    config = next((root + name for name in CONFIG_NAMES if root + name in source.sizes), None)
    return Layout(
        content=content,
        static=tuple(dict.fromkeys((f"{root}static/", content, root))),
        hosts=_hosts(source, config) if config else frozenset(),
        jekyll=any("/_posts/" in f"/{path}" for path in source.sizes),
    )


def _find_root(paths: dict[str, int]) -> str:
    """Return the prefix below which a generator's files are; the top where there are none."""
    tops = {path.partition("/")[0] for path in paths}
    for prefix in ("", *(f"{top}/" for top in tops if len(tops) == 1)):
        below = {path[len(prefix) :].partition("/")[0] for path in paths}
        if below & {*CONFIG_NAMES, *POST_FOLDERS, "content"}:
            return prefix
    return ""


def _find_content(paths: dict[str, int], root: str) -> str:
    for folder in CONTENT_FOLDERS:
        prefix = posixpath.join(root, folder, "") if folder else root
        inside = [path for path in paths if path.startswith(prefix)]
        if folder == "source" and not any(path.startswith(f"{prefix}_posts/") for path in inside):
            continue
        if any(PurePosixPath(path).suffix.lower() in MARKDOWN_SUFFIXES for path in inside):
            return prefix
    return root


def _hosts(source: FileSource, config: str) -> frozenset[str]:
    if source.sizes[config] > MAX_CONFIG_BYTES:
        return frozenset()
    try:
        text = source.read(config).decode("utf-8", "replace")
        if config.endswith(".toml"):
            values = tomllib.loads(text)
            addresses = [values.get("base_url"), values.get("baseURL")]
        else:
            addresses = YAML_ADDRESS.findall(text)
        return frozenset(
            host
            for address in addresses
            if isinstance(address, str) and (host := urlsplit(address).hostname)
        )
    except (ItemUnreadable, tomllib.TOMLDecodeError, RecursionError, ValueError):
        return frozenset()

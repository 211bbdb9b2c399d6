"""Where a static blog keeps what: its posts, its pictures, its own address."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from byline.importers.markdown.config import CONFIG_NAMES, Config, Generator, read_config
from byline.importers.markdown.shortcodes.site import Site
from byline.importers.sources.files import FileSource

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
HTML_SUFFIXES = frozenset({".html", ".htm"})
# Other languages that a generator may make posts of.
OTHER_SUFFIXES = {
    ".org": "Org", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".ad": "AsciiDoc",
    ".rst": "reStructuredText", ".textile": "Textile", ".pdc": "Pandoc's Markdown",
}  # fmt: skip
# Folders that only a site generator has, below its own.
CONTENT_FOLDERS = ("content", "source", "")
POST_FOLDERS = frozenset({"_posts", "_drafts"})
# Folders below the content folder in which Hugo and Zola have posts, by custom.
POST_SECTIONS = frozenset({"posts", "post", "blog", "articles", "article", "news"})


@dataclass(frozen=True)
class Layout:
    """The folders of a blog, as prefixes of the paths in its source: empty or with `/` behind."""

    content: str
    # Where the file of an address such as /images/a.png may be.
    static: tuple[str, ...]
    config: Config = field(default_factory=Config)
    # Whether posts have a folder of their own, so that what lies elsewhere may be none.
    has_posts_folder: bool = False
    # The files of each folder, by its path with `/` behind.
    folders: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def generator(self) -> Generator | None:
        """Say what made the site, where it can be known."""
        return self.config.generator

    @property
    def site(self) -> Site:
        """Say where the blog was, for the shortcodes that show it."""
        address = next((f"{one.scheme}://{one.netloc}" for one in self.config.addresses), "")
        return Site(address, self.config.base_path)

    @property
    def hosts(self) -> frozenset[str]:
        """Return the host names the blog had, as far as its configuration says."""
        return frozenset(parts.hostname or "" for parts in self.config.addresses)

    def files_in(self, folder: str) -> Sequence[str]:
        """Return the files of a folder, not of those in it."""
        return self.folders.get(folder, ())

    def original_id(self, path: str) -> str:
        """Return a path as it is from the content folder, wherever that lies in the source."""
        return path.removeprefix(self.content)

    def is_content(self, path: str) -> bool:
        """Say whether a file is one that the generator would make a page of."""
        if not path.startswith(self.content):
            return False
        pure = PurePosixPath(self.original_id(path))
        folders, suffix = pure.parts[:-1], pure.suffix.lower()
        if any(part.startswith("_") and part not in POST_FOLDERS for part in folders):
            return False
        if suffix in MARKDOWN_SUFFIXES:
            return True
        # Elsewhere they may be parts of a theme, or files to be had as they are.
        is_source = self.generator == "hugo" or not POST_FOLDERS.isdisjoint(folders)
        return is_source and (suffix in HTML_SUFFIXES or suffix in OTHER_SUFFIXES)

    def is_among_posts(self, original_id: str) -> bool:
        """Say whether a file lies in a folder of posts."""
        folders = PurePosixPath(original_id).parts[:-1]
        return not POST_FOLDERS.isdisjoint(folders) or not POST_SECTIONS.isdisjoint(folders)


def find_layout(source: FileSource) -> Layout:
    """Find the folders of the blog in a source: at its top, or in the one folder that wraps it."""
    root = _find_root(source.sizes)
    content = _find_content(source.sizes, root)
    config = read_config(source, root)
    layout = Layout(
        content=content,
        static=tuple(dict.fromkeys((f"{root}static/", content, root, f"{root}assets/"))),
        config=config,
    )
    has_posts = any(
        layout.is_among_posts(layout.original_id(path))
        for path in source.sizes
        if layout.is_content(path)
    )
    return replace(layout, has_posts_folder=has_posts, folders=_folders(source.sizes))


def _folders(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(path[: path.rfind("/") + 1], []).append(path)
    return folders


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

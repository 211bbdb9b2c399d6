"""What a file of a site generator is: a post, a page, or nothing to import."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.addresses import INDEX_NAME
from byline.importers.markdown.layout import HTML_SUFFIXES, OTHER_SUFFIXES, POST_FOLDERS, Layout
from byline.lib.limits import MAX_PATH_CHARS

# Of a repository, not of a blog, unless they carry metadata.
REPOSITORY_FILES = frozenset(
    {"readme", "license", "licence", "changelog", "contributing", "code_of_conduct", "security"}
)
PAGE_WORDS = frozenset({"page", "pages"})
# Pages that their generator fills with lists.
LIST_WORDS = frozenset({"archives", "archive", "categories", "tags", "search", "home"})
LIST_NAMES = frozenset({"404", "index"})


class NotAPost(Exception):
    """A file that is no post; the text says what it is."""


def check_path(name: PurePosixPath) -> None:
    """Raise NotAPost or ItemUnreadable for a file that is none by its name."""
    if name.stem.split(".")[0] == "_index":
        raise NotAPost("a list page of the site generator")
    if language := OTHER_SUFFIXES.get(name.suffix.lower()):
        raise NotAPost(f"written in {language}, which is not understood here")
    if len(str(name)) > MAX_PATH_CHARS:
        raise ItemUnreadable(f"its path is longer than {MAX_PATH_CHARS} characters")


def check_post(name: PurePosixPath, matter: Mapping[str, Any], body: str) -> None:
    """Raise NotAPost for a file that is none by what is in it."""
    if not matter and name.stem.lower() in REPOSITORY_FILES:
        raise NotAPost("a file of the repository")
    if not matter and name.suffix.lower() in HTML_SUFFIXES:
        raise NotAPost("a page of HTML without front matter")
    if not body.strip() and not matter.get("title"):
        raise NotAPost("neither title nor text")
    if str(matter.get("headless")).lower() == "true" or _is_never_shown(matter):
        raise NotAPost("a part of other pages, without an address of its own")


def _is_never_shown(matter: Mapping[str, Any]) -> bool:
    build = matter.get("build", matter.get("_build"))
    return isinstance(build, dict) and str(build.get("render")).lower() in ("never", "false")


def is_page(
    layout: Layout, name: PurePosixPath, matter: Mapping[str, Any], *, is_dated: bool
) -> bool:
    """Say whether a file is a page beside the posts; `name` is from the content folder.

    Only what says so is one, or what has no date where the posts have a folder of their own.
    """
    folders = name.parts[:-1]
    if not POST_FOLDERS.isdisjoint(folders):
        return False
    if layout.generator == "hexo":
        # All that lies elsewhere; `hexo new page` dates its pages too.
        return True
    if any(_word(matter, key) in PAGE_WORDS for key in ("layout", "type")):
        return not layout.is_among_posts(name.as_posix())
    if is_dated or layout.generator is None or not layout.has_posts_folder:
        return False
    depth = len(folders) - (name.stem == INDEX_NAME)
    return depth <= 0 or (layout.generator == "jekyll" and bool(matter))


def check_page(layout: Layout, name: PurePosixPath, matter: Mapping[str, Any], text: str) -> None:
    """Raise NotAPost for a page that its generator fills; `text` is without shortcodes."""
    words = {_word(matter, "layout"), _word(matter, "type")}
    is_list = len(name.parts) == 1 and name.stem.lower() in LIST_NAMES and layout.has_posts_folder
    if is_list or (words & LIST_WORDS) or not text.strip():
        raise NotAPost("a list page of the site generator")


def _word(matter: Mapping[str, Any], name: str) -> str:
    value = matter.get(name)
    return value.strip().lower() if isinstance(value, str) else ""

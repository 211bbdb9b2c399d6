"""Which language a file is in, and which files are translations of one another."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from byline.importers.markdown.config import language_tag
from byline.importers.markdown.layout import Layout
from byline.importers.sources import FileSource

if TYPE_CHECKING:
    from byline.importers.markdown.items import Item

LANGUAGE_SUFFIX = re.compile(r"(?<=.)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)$")


def split_language(
    source: FileSource, layout: Layout, path: str, name: PurePosixPath
) -> tuple[str | None, PurePosixPath]:
    """Take the language out of `post.pt.md` and of `pt/post.md`.

    The first is a name with a dot unless `post.md` lies beside it or the blog is in that language;
    the second is a folder like others unless Hugo's settings name the language.
    """
    match = LANGUAGE_SUFFIX.search(name.stem)
    if match:
        original = name.with_name(name.stem[: match.start()] + name.suffix)
        beside = PurePosixPath(path).with_name(original.name).as_posix()
        is_plain = len(match[1]) == 2 and match[1].islower() and beside in source.sizes
        if is_plain or match[1].lower() in layout.config.languages:
            return language_tag(match[1]), original
    first, _, rest = name.as_posix().partition("/")
    if rest and layout.generator == "hugo" and first.lower() in layout.config.languages:
        return language_tag(first), PurePosixPath(rest)
    return None, name


def localized(layout: Layout, language: str | None, name: PurePosixPath) -> str:
    """Return where an item lies by its address: one in another language below that."""
    config = layout.config
    is_default = language == config.default_language and config.languages
    in_folder = str(config.values.get("defaultcontentlanguageinsubdir")).lower() == "true"
    if language is None or (is_default and not in_folder):
        return name.as_posix()
    return posixpath.join(language.lower(), name)


def join_translations(items: Iterable["Item"], default_language: str | None) -> None:
    """Leave a group to those items alone that have translations; each gets its language."""
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.group and not item.is_page:
            groups[item.group].append(item)
        item.group = None
    for group, members in groups.items():
        if len(members) > 1:
            _join(group, members, default_language)


def _join(group: str, members: list["Item"], default_language: str | None) -> None:
    by_language: dict[str, Item] = {}
    for item in members:
        language = item.fields.language or default_language
        if language is None:
            item.notes.append("it is not joined to its translations: it names no language")
        elif (first := by_language.setdefault(language.lower(), item)) is not item:
            item.notes.append(
                f"it is not joined to its translations: {first.original_id} is in {language} too"
            )
        else:
            item.fields.language = language
    if len(by_language) > 1:
        for item in by_language.values():
            item.group = group

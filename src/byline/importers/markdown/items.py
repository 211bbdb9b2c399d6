"""The posts of a source, read from their files without looking at anything else."""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.addresses import (
    INDEX_NAME,
    InvalidAddress,
    derived_addresses,
    last_segment,
    normal_address,
)
from byline.importers.markdown.code import holds_scripts, without_code
from byline.importers.markdown.dates import find_date_in_path, without_date
from byline.importers.markdown.fields import Fields, cut_title, read_fields
from byline.importers.markdown.front_matter import MAX_FRONT_MATTER_BYTES, split_front_matter
from byline.importers.markdown.layout import Layout
from byline.importers.markdown.references import find_references
from byline.importers.sources import FileSource
from byline.importers.text import decode
from byline.lib.limits import MAX_PATH_CHARS, MAX_SOURCE_BYTES

# Of a repository, not of a blog, unless they carry metadata.
REPOSITORY_FILES = frozenset(
    {"readme", "license", "licence", "changelog", "contributing", "code_of_conduct", "security"}
)
FIRST_HEADING = re.compile(r"\s*+#[ \t]++([^\n]*+)")
ANY_HEADING = re.compile(r"^#{1,6}[ \t]++([^\n]*+)", re.MULTILINE)
UNDERLINED_HEADING = re.compile(r"\s*+([^\n]++)\n=++[ \t]*+(?=\n|\Z)")
NUMBERED_NAME = re.compile(r"@\d+$")
LANGUAGE_SUFFIX = re.compile(r"(?<=.)\.([a-z]{2})$")


class NotAPost(Exception):
    """A file that is no post; the text says what it is."""


@dataclass
class Item:
    """One post of a source; its body stays in its file until it is written."""

    path: str
    original_id: str
    # Of the file, in hexadecimal.
    digest: str
    title: str
    # The body begins with the title, which the page shows above it anyway.
    begins_with_title: bool
    slug: str
    publish_date: datetime | None
    fields: Fields
    # Normal; those that the file names, and those that generators would have given it.
    given_addresses: tuple[str, ...]
    derived_addresses: tuple[str, ...]
    # The addresses that the body names, each once.
    targets: tuple[str, ...]

    @property
    def notes(self) -> list[str]:
        """What somebody should look at."""
        return self.fields.notes

    @property
    def updated(self) -> datetime | None:
        """When it was last changed, as far as the file says."""
        return self.fields.updated

    @property
    def is_draft(self) -> bool:
        """Say whether nobody is to see it: an undated post is shown nowhere either."""
        return self.fields.draft or self.publish_date is None


def read_item(source: FileSource, path: str, layout: Layout, zone: ZoneInfo) -> Item:
    """Read one file. Raises NotAPost and ItemUnreadable."""
    original_id = layout.original_id(path)
    name = PurePosixPath(original_id)
    _check_path(name)
    content = _read(source, path)
    notes: list[str] = []
    matter, body = split_front_matter(decode(content, notes), notes)
    _check_post(name, matter, body)
    fields = read_fields(matter, zone, spaced_lists=layout.jekyll)
    fields.notes[:0] = notes
    if holds_scripts(body):
        fields.notes.append("its scripts were left out; look whether it can do without")
    fields.draft = fields.draft or "_drafts" in name.parts
    language, name = _without_language(source, path, name)
    fields.language = fields.language or language
    given = _given_addresses(fields)
    return Item(
        path=path,
        original_id=original_id,
        digest=hashlib.sha256(content).hexdigest(),
        title=_title(fields, body, name),
        begins_with_title=not fields.title and _first_heading(body) is not None,
        slug=fields.slug or (last_segment(given[0]) if given else _plain_name(name)),
        publish_date=_publish_date(fields, given, original_id, zone),
        fields=fields,
        given_addresses=given,
        derived_addresses=() if given else _derived_addresses(language, name, fields),
        targets=tuple(dict.fromkeys(one.target for one in find_references(body))),
    )


def _check_path(name: PurePosixPath) -> None:
    if name.stem.split(".")[0] == "_index":
        raise NotAPost("a list page of the site generator")
    if len(str(name)) > MAX_PATH_CHARS:
        raise ItemUnreadable(f"its path is longer than {MAX_PATH_CHARS} characters")


def _check_post(name: PurePosixPath, matter: Mapping[str, Any], body: str) -> None:
    if not matter and name.stem.lower() in REPOSITORY_FILES:
        raise NotAPost("a file of the repository")
    if not body.strip() and not matter.get("title"):
        raise NotAPost("neither title nor text")


def read_body(source: FileSource, item: Item) -> str:
    """Return the Markdown of an item. Raises ItemUnreadable."""
    _, body = split_front_matter(decode(_read(source, item.path), []), [])
    heading = _first_heading(body) if item.begins_with_title else None
    return body[heading.end() if heading else 0 :].lstrip("\n")


def _read(source: FileSource, path: str) -> bytes:
    if source.sizes[path] > MAX_SOURCE_BYTES + MAX_FRONT_MATTER_BYTES:
        raise ItemUnreadable(f"the file is larger than {MAX_SOURCE_BYTES // 2**20} MB")
    return source.read(path)


def _first_heading(body: str) -> re.Match[str] | None:
    return FIRST_HEADING.match(body) or UNDERLINED_HEADING.match(body)


def _title(fields: Fields, body: str, name: PurePosixPath) -> str:
    given = cut_title(fields.title, fields.notes)
    if given:
        return given
    heading = _first_heading(body) or ANY_HEADING.search(without_code(body))
    title = cut_title(_without_closing(heading[1]), fields.notes) if heading else ""
    if title:
        fields.notes.append("no title was given; its first heading was taken")
        return title
    fields.notes.append("no title was given; the file's name was taken")
    words = _plain_name(name).replace("-", " ").replace("_", " ").strip()
    return cut_title(words[:1].upper() + words[1:], []) or "Untitled"


def _without_closing(heading: str) -> str:
    """Return a heading's text without the `#`s that may close it."""
    before, _, last = heading.rstrip().rpartition(" ")
    return before if last and not last.strip("#") else heading


def _plain_name(name: PurePosixPath) -> str:
    """Return a file's name without its ending, its date and its number, or its folder's."""
    stem = name.parent.name if name.stem == INDEX_NAME and name.parent.name else name.stem
    return without_date(NUMBERED_NAME.sub("", stem))


def _without_language(
    source: FileSource, path: str, name: PurePosixPath
) -> tuple[str | None, PurePosixPath]:
    """Take `post.pt.md` apart where it lies beside `post.md`; alone it is a name with a dot."""
    match = LANGUAGE_SUFFIX.search(name.stem)
    original = name.with_name(name.stem[: match.start()] + name.suffix) if match else name
    beside = PurePosixPath(path).with_name(original.name).as_posix()
    return (match[1], original) if match and beside in source.sizes else (None, name)


def _publish_date(
    fields: Fields, given: tuple[str, ...], original_id: str, zone: ZoneInfo
) -> datetime | None:
    if fields.date:
        return fields.date
    # A date that was given and makes no sense is not replaced by a guess.
    for path in () if fields.date_given else (*given, original_id):
        if found := find_date_in_path(path, zone):
            return found
    if not fields.draft:
        fields.notes.append("it has no date, so it was kept as a draft")
    return None


def _given_addresses(fields: Fields) -> tuple[str, ...]:
    addresses: dict[str, None] = {}
    for address in fields.addresses:
        try:
            addresses[normal_address(address)] = None
        except InvalidAddress as error:
            fields.notes.append(str(error))
    return tuple(addresses)


def _derived_addresses(
    language: str | None, name: PurePosixPath, fields: Fields
) -> tuple[str, ...]:
    path = posixpath.join(language or "", name)
    try:
        return tuple(derived_addresses(path, fields.slug))
    except InvalidAddress as error:
        fields.notes.append(str(error))
        return ()

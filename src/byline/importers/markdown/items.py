"""The posts of a source, read from their files without looking at anything else."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal
from zoneinfo import ZoneInfo

from byline.importers.html import find_addresses
from byline.importers.markdown.addresses import last_segment
from byline.importers.markdown.bodies import (
    left_out_note,
    read_file,
    with_photos,
    without_shortcodes,
)
from byline.importers.markdown.code import holds_scripts
from byline.importers.markdown.covers import find_bundle_cover
from byline.importers.markdown.dates import find_date_in_path
from byline.importers.markdown.defaults import with_defaults
from byline.importers.markdown.fields import Fields, read_fields
from byline.importers.markdown.front_matter import split_front_matter
from byline.importers.markdown.kinds import check_page, check_path, check_post, is_page
from byline.importers.markdown.layout import HTML_SUFFIXES, Layout
from byline.importers.markdown.old_addresses import find_addresses_of
from byline.importers.markdown.references import find_references
from byline.importers.markdown.titles import find_title, first_heading, plain_name
from byline.importers.markdown.translations import localized, split_language
from byline.importers.sources import FileSource
from byline.importers.text import decode

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})


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
    format: Literal["markdown", "html"] = "markdown"
    # Beside the posts: it is in no list of them.
    is_page: bool = False
    # Those that are translations of one another have the same; None for one without any.
    group: str | None = None
    # Names the end of the post's excerpt, where its front matter does.
    excerpt_separator: str = ""

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
    check_path(PurePosixPath(original_id))
    content = read_file(source, path)
    notes: list[str] = []
    matter, raw = split_front_matter(decode(content, notes), notes)
    name = PurePosixPath(original_id)
    check_post(name, matter, raw)
    matter = with_defaults(layout.config, name, matter)
    expanded = without_shortcodes(raw, layout, is_html=_is_html(name))
    body = expanded.text
    fields = read_fields(matter, zone, spaced_lists=layout.generator == "jekyll")
    if expanded.left_out:
        notes.append(left_out_note(expanded.left_out))
    fields.notes[:0] = notes
    if holds_scripts(body):
        fields.notes.append("its scripts were left out; look whether it can do without")
    fields.draft = fields.draft or "_drafts" in name.parts
    language, name = split_language(source, layout, path, name)
    fields.language = fields.language or language
    given, derived = find_addresses_of(layout, localized(layout, language, name), fields, matter)
    fields.cover = fields.cover or _bundle_cover(layout, path)
    date = fields.date or _date_in_path(fields, given, original_id, zone)
    page = is_page(layout, name, matter, is_dated=date is not None)
    if page:
        check_page(layout, name, matter, body)
    if page and fields.draft:
        fields.notes.append("a page that is not shown; it was kept as the draft of a post")
    elif date is None and not page and not fields.draft:
        fields.notes.append("it has no date, so it was kept as a draft")
    has_heading = first_heading(body) is not None and not _is_html(name)
    return Item(
        path=path,
        original_id=original_id,
        digest=hashlib.sha256(content).hexdigest(),
        title=find_title(fields, body, name),
        begins_with_title=not fields.title and has_heading,
        slug=fields.slug or _slug(fields, given, name),
        publish_date=date,
        fields=fields,
        given_addresses=given,
        derived_addresses=derived,
        targets=_targets(fields, body, is_html=_is_html(name)),
        format="html" if _is_html(name) else "markdown",
        is_page=page and not fields.draft,
        group=fields.translation_key or name.as_posix(),
        excerpt_separator=str(matter.get("excerpt_separator") or ""),
    )


def _slug(fields: Fields, given: tuple[str, ...], name: PurePosixPath) -> str:
    return last_segment(given[0]) if fields.addresses and given else plain_name(name)


def _is_html(name: PurePosixPath) -> bool:
    return name.suffix.lower() in HTML_SUFFIXES


def _targets(fields: Fields, body: str, *, is_html: bool) -> tuple[str, ...]:
    """Return the addresses that a body names, each once."""
    if is_html:
        named = [found.address for found in find_addresses(body)]
    else:
        named = [found.target for found in find_references(with_photos(fields.photos, body))]
    return tuple(dict.fromkeys(named))


def _bundle_cover(layout: Layout, path: str) -> str | None:
    """Return the picture in the folder of a post that Hugo takes for its cover."""
    pure = PurePosixPath(path)
    if layout.generator != "hugo" or pure.stem.split(".")[0] != "index":
        return None
    folder = f"{pure.parent.as_posix()}/"
    names = [
        name
        for file in layout.files_in(folder)
        if PurePosixPath(name := file.removeprefix(folder)).suffix.lower() in PICTURE_SUFFIXES
    ]
    return find_bundle_cover(names)


def _date_in_path(
    fields: Fields, given: tuple[str, ...], original_id: str, zone: ZoneInfo
) -> datetime | None:
    # A date that was given and makes no sense is not replaced by a guess.
    for path in () if fields.date_given else (*given, original_id):
        if found := find_date_in_path(path, zone):
            return found
    return None

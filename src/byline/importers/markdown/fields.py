"""What the front matter of a post says, whatever the generator calls it and however it is typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from byline.importers.markdown.config import language_tag
from byline.importers.markdown.covers import read_cover, read_photos
from byline.importers.markdown.dates import InvalidDate, parse_date
from byline.importers.markdown.permalinks import STYLES
from byline.importers.markdown.values import first_of, text_of, texts_of, truth_of
from byline.importers.names import person_key, split_names
from byline.importers.text import one_line
from byline.lib.limits import (
    MAX_NAME_CHARS,
    MAX_SUMMARY_SOURCE_CHARS,
    MAX_TITLE_CHARS,
)
from byline.lib.titles import InvalidTitle, normalize_tag_title, title_key

DATE_NAMES = (
    "date", "published", "publishDate", "publishdate", "publish_date", "pubDate", "created",
)  # fmt: skip
# Until when, and from when on, Hugo shows a post that has another date.
PUBLISH_NAMES = ("publishDate", "publishdate")
EXPIRY_NAMES = ("expiryDate", "expirydate")
UPDATED_NAMES = ("updated", "lastmod", "last_modified_at", "modified")
TAG_NAMES = ("tags", "tag", "categories", "category", "keywords")
SUMMARY_NAMES = ("summary", "excerpt", "description")
LANGUAGE_NAMES = ("language", "lang", "locale")
ADDRESS_NAMES = ("path", "url", "permalink")
ALIAS_NAMES = ("aliases", "alias", "redirect_from")

# Long enough for any list of people; what is longer is not one.
MAX_NAMES_CHARS = 2_000


@dataclass
class Fields:
    """A post's metadata, checked; what was wrong with it is in `notes`."""

    title: str = ""
    date: datetime | None = None
    date_given: bool = False
    updated: datetime | None = None
    draft: bool = False
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str | None = None
    cover: str | None = None
    cover_alt: str = ""
    cover_caption: str = ""
    # Addresses of pictures that are shown above the text.
    photos: tuple[str, ...] = ()
    language: str | None = None
    slug: str | None = None
    # What its translations have too, where the file says it.
    translation_key: str | None = None
    # As they are written: the post's own address, and others that it had.
    addresses: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)


def read_fields(matter: Mapping[str, Any], zone: ZoneInfo, *, spaced_lists: bool) -> Fields:
    """Return what front matter says about a post.

    `spaced_lists`: a string of tags is separated by spaces, as Jekyll has it, not by commas.
    """
    fields = Fields()
    fields.title = text_of(matter, "title", fields.notes) or ""
    _read_dates(fields, matter, zone)
    _read_span(fields, matter, zone)
    fields.draft = fields.draft or _is_draft(matter)
    fields.authors = _authors(matter, fields.notes)
    fields.tags = _tags(matter, fields.notes, " " if spaced_lists else ",")
    for name in SUMMARY_NAMES:
        fields.summary = fields.summary or text_of(matter, name, fields.notes)
    fields.summary = fields.summary and fields.summary[:MAX_SUMMARY_SOURCE_CHARS]
    cover = read_cover(matter, fields.notes)
    fields.cover, fields.cover_alt, fields.cover_caption = cover.address, cover.alt, cover.caption
    fields.photos = read_photos(matter, fields.notes)
    fields.language = _language(matter, fields.notes)
    fields.slug = text_of(matter, "slug", fields.notes)
    # `ref` is the custom of Jekyll's blogs; to others it may mean anything.
    key = "ref" if spaced_lists and "ref" in matter else "translationKey"
    fields.translation_key = text_of(matter, key, fields.notes)
    fields.addresses = _addresses(matter, ADDRESS_NAMES, fields.notes)
    fields.aliases = _addresses(matter, ALIAS_NAMES, fields.notes)
    return fields


def cut_title(title: str, notes: list[str]) -> str:
    """Return a title that fits, with a note where some of it had to go."""
    title = one_line(title[: 10 * MAX_TITLE_CHARS])
    if len(title) <= MAX_TITLE_CHARS:
        return title
    notes.append(f"the title was cut to {MAX_TITLE_CHARS} characters")
    return title[: MAX_TITLE_CHARS - 1].rstrip() + "…"


def _read_dates(fields: Fields, matter: Mapping[str, Any], zone: ZoneInfo) -> None:
    for name in DATE_NAMES:
        value = matter.get(name)
        # `published: false` is Jekyll's word for a draft.
        if value in (None, "") or truth_of(value) is not None:
            continue
        fields.date_given = True
        try:
            fields.date = parse_date(value, zone)
            break
        except (InvalidDate, OverflowError) as error:
            fields.notes.append(f"{name}: {error}")
    for name in UPDATED_NAMES:
        if matter.get(name) in (None, ""):
            continue
        try:
            fields.updated = parse_date(matter[name], zone)
            break
        except (InvalidDate, OverflowError) as error:
            fields.notes.append(f"{name}: {error}")


def _read_span(fields: Fields, matter: Mapping[str, Any], zone: ZoneInfo) -> None:
    """Keep to the time in which Hugo shows a post, whatever its own date is."""
    now = datetime.now(UTC)
    starts, expires = first_of(matter, PUBLISH_NAMES), first_of(matter, EXPIRY_NAMES)
    try:
        if starts is not None and fields.date and (start := parse_date(starts, zone)) > now:
            fields.date = max(start, fields.date)
        if expires is not None and parse_date(expires, zone) <= now:
            fields.draft = True
            fields.notes.append("it has expired, so it was kept as a draft")
    except (InvalidDate, OverflowError) as error:
        fields.notes.append(f"expiryDate or publishDate: {error}")


def _is_draft(matter: Mapping[str, Any]) -> bool:
    return (
        truth_of(matter.get("draft")) is True
        or truth_of(matter.get("published")) is False
        or str(matter.get("status")).strip().lower() == "draft"
    )


def _authors(matter: Mapping[str, Any], notes: list[str]) -> tuple[str, ...]:
    value = first_of(matter, ("authors", "author"))
    entries = value if isinstance(value, list) else [] if value in (None, "") else [value]
    names: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry, dict):
            entry = entry.get("name") or entry.get("display_name")
        if not isinstance(entry, str):
            notes.append("an author is not a name and was left out")
            continue
        for name in split_names(one_line(entry)[:MAX_NAMES_CHARS]):
            names.setdefault(person_key(name), name[:MAX_NAME_CHARS])
    return tuple(names.values())


def _tags(matter: Mapping[str, Any], notes: list[str], separator: str) -> tuple[str, ...]:
    titles: dict[str, str] = {}
    for name, value in _tag_lists(matter):
        texts = texts_of(value, separator)
        if texts is None:
            notes.append(f"{name} is not a list of texts and was left out")
        for text in texts or ():
            try:
                # The one character that no address of a tag could hold.
                title = normalize_tag_title(text.replace("/", "-"))
            except InvalidTitle as error:
                notes.append(f"the tag {text[:60]!r} was left out: {error.problem.value}")
            else:
                titles.setdefault(title_key(title), title)
    return tuple(titles.values())


def _tag_lists(matter: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    taxonomies = matter.get("taxonomies")
    for source in (matter, taxonomies if isinstance(taxonomies, dict) else {}):
        for name in TAG_NAMES:
            if name in source:
                yield name, _flat(source[name])


def _flat(value: object) -> object:
    """Return a list that may hold lists, as Hexo's categories within others, as one."""
    if not isinstance(value, list):
        return value
    return [one for entry in value for one in (entry if isinstance(entry, list) else [entry])]


def _language(matter: Mapping[str, Any], notes: list[str]) -> str | None:
    value = first_of(matter, LANGUAGE_NAMES)
    if value in (None, ""):
        return None
    if tag := language_tag(str(value)):
        return tag
    notes.append(f"{str(value)[:60]!r} is not a language and was left out")
    return None


def _addresses(
    matter: Mapping[str, Any], names: tuple[str, ...], notes: list[str]
) -> tuple[str, ...]:
    addresses: list[str] = []
    for name in names:
        texts = texts_of(matter.get(name))
        if texts is None:
            notes.append(f"{name} is not a list of addresses and was left out")
        addresses += texts or ()
    # `permalink: pretty` and `/:year/:title/` are patterns for the generator.
    patterns = {one for one in addresses if ":" in one.partition("://")[2] or "/:" in one}
    return tuple(one for one in addresses if one not in patterns and one not in STYLES)

"""What the front matter of a post says, whatever the generator calls it and however it is typed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from byline.importers.markdown.dates import InvalidDate, parse_date
from byline.importers.names import person_key, split_names
from byline.importers.text import one_line
from byline.lib.limits import (
    MAX_ALT_CHARS,
    MAX_NAME_CHARS,
    MAX_SUMMARY_SOURCE_CHARS,
    MAX_TITLE_CHARS,
)
from byline.lib.titles import InvalidTitle, normalize_tag_title, title_key

DATE_NAMES = ("date", "published", "publishDate", "publish_date", "pubDate", "created")
UPDATED_NAMES = ("updated", "lastmod", "last_modified_at", "modified")
TAG_NAMES = ("tags", "tag", "categories", "category", "keywords")
SUMMARY_NAMES = ("summary", "excerpt", "description")
COVER_NAMES = (
    "cover", "image", "featured_image", "featuredImage", "feature_image", "thumbnail", "banner",
    "images",
)  # fmt: skip
COVER_ADDRESS_NAMES = ("image", "src", "url", "path", "feature")
LANGUAGE_NAMES = ("language", "lang", "locale")
ADDRESS_NAMES = ("path", "url", "permalink")
ALIAS_NAMES = ("aliases", "alias", "redirect_from")

TRUE_WORDS = frozenset({"true", "yes", "on", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "0"})
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
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
    language: str | None = None
    slug: str | None = None
    # As they are written, the post's own address first.
    addresses: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)


def read_fields(matter: Mapping[str, Any], zone: ZoneInfo, *, spaced_lists: bool) -> Fields:
    """Return what front matter says about a post.

    `spaced_lists`: a string of tags is separated by spaces, as Jekyll has it, not by commas.
    """
    fields = Fields()
    fields.title = _text(matter, "title", fields.notes) or ""
    _read_dates(fields, matter, zone)
    fields.draft = _is_draft(matter)
    fields.authors = _authors(matter, fields.notes)
    fields.tags = _tags(matter, fields.notes, " " if spaced_lists else ",")
    for name in SUMMARY_NAMES:
        fields.summary = fields.summary or _text(matter, name, fields.notes)
    fields.summary = fields.summary and fields.summary[:MAX_SUMMARY_SOURCE_CHARS]
    _read_cover(fields, matter)
    fields.language = _language(matter, fields.notes)
    fields.slug = _text(matter, "slug", fields.notes)
    fields.addresses = _addresses(matter, fields.notes)
    return fields


def cut_title(title: str, notes: list[str]) -> str:
    """Return a title that fits, with a note where some of it had to go."""
    title = one_line(title[: 10 * MAX_TITLE_CHARS])
    if len(title) <= MAX_TITLE_CHARS:
        return title
    notes.append(f"the title was cut to {MAX_TITLE_CHARS} characters")
    return title[: MAX_TITLE_CHARS - 1].rstrip() + "…"


def _text(matter: Mapping[str, Any], name: str, notes: list[str]) -> str | None:
    """Return a field as text; numbers and dates count as what they look like."""
    value = matter.get(name)
    if value is None or value is False:
        return None
    if isinstance(value, list | dict):
        notes.append(f"{name} is not a text and was left out")
        return None
    return one_line(str(value)) or None


def _texts(value: object, separator: str | None = None) -> list[str] | None:
    """Return a string, or a list of them, as a list; None for anything else."""
    if value is None or value == "":
        return []
    if isinstance(value, str) and separator:
        return [part for part in map(one_line, value.split(separator)) if part]
    if isinstance(value, str | int | float):
        return [one_line(str(value))]
    if not isinstance(value, list):
        return None
    texts: list[str] = []
    for one in value:
        if isinstance(one, list | dict):
            return None
        texts.append(one_line(str(one)))
    return [text for text in texts if text]


def _read_dates(fields: Fields, matter: Mapping[str, Any], zone: ZoneInfo) -> None:
    for name in DATE_NAMES:
        value = matter.get(name)
        # `published: false` is Jekyll's word for a draft.
        if value in (None, "") or _truth(value) is not None:
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


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else None
    return True if word in TRUE_WORDS else False if word in FALSE_WORDS else None


def _is_draft(matter: Mapping[str, Any]) -> bool:
    return (
        _truth(matter.get("draft")) is True
        or _truth(matter.get("published")) is False
        or str(matter.get("status")).strip().lower() == "draft"
    )


def _authors(matter: Mapping[str, Any], notes: list[str]) -> tuple[str, ...]:
    value = _first(matter, ("authors", "author"))
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
        texts = _texts(value, separator)
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
                yield name, source[name]


def _read_cover(fields: Fields, matter: Mapping[str, Any]) -> None:
    extra = matter.get("extra")
    header = matter.get("header")
    for source in (matter, extra, header):
        value = _first(source, COVER_NAMES) if isinstance(source, dict) else None
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            fields.cover_alt = (_text(value, "alt", fields.notes) or "")[:MAX_ALT_CHARS]
            fields.cover_caption = (_text(value, "caption", fields.notes) or "")[:MAX_ALT_CHARS]
            value = _first(value, COVER_ADDRESS_NAMES)
        # `image: true` and the like switch a theme's own picture on.
        if isinstance(value, str) and value.strip() and _truth(value) is None:
            fields.cover = value.strip()
            return


def _language(matter: Mapping[str, Any], notes: list[str]) -> str | None:
    value = _first(matter, LANGUAGE_NAMES)
    if value in (None, ""):
        return None
    tag = str(value).strip().replace("_", "-").split(".")[0]
    if LANGUAGE_TAG.fullmatch(tag):
        return tag
    notes.append(f"{str(value)[:60]!r} is not a language and was left out")
    return None


def _addresses(matter: Mapping[str, Any], notes: list[str]) -> tuple[str, ...]:
    addresses: list[str] = []
    for name in ADDRESS_NAMES + ALIAS_NAMES:
        texts = _texts(matter.get(name))
        if texts is None:
            notes.append(f"{name} is not a list of addresses and was left out")
        addresses += texts or ()
    # `permalink: pretty` and `/:year/:title/` are patterns for the generator.
    return tuple(one for one in addresses if ":" not in one.partition("://")[2] and "/:" not in one)


def _first(matter: Mapping[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever was written
    return next((matter[name] for name in names if matter.get(name) not in (None, "")), None)

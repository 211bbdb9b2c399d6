"""The posts and pages of an export, their metadata checked and their cards made plain HTML."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from byline.importers.ghost.authors import Authors
from byline.importers.ghost.body import Body, read_body, with_own_paths
from byline.importers.ghost.rows import Row, is_true, moment, text
from byline.importers.ghost.tags import Tags
from byline.importers.markdown.fields import cut_title
from byline.importers.people import Author
from byline.importers.report import Said
from byline.importers.text import one_line
from byline.lib.invisible import has_visible
from byline.lib.languages import is_language_tag
from byline.lib.limits import MAX_ALT_CHARS, MAX_SUMMARY_SOURCE_CHARS
from byline.lib.plain import collapse_spaces

# What has no place here: columns of posts and of their metadata, by what the report calls them.
LEFT_BEHIND = {
    "title for search engines": ("meta_title",),
    "description for search engines": ("meta_description",),
    "titles, texts and pictures for social networks": (
        "og_image", "og_title", "og_description", "twitter_image", "twitter_title",
        "twitter_description",
    ),
    "template of its theme": ("custom_template",),
    "canonical address": ("canonical_url",),
    "newsletter": ("newsletter_id", "email_subject"),
    "front matter": ("frontmatter",),
}  # fmt: skip
CODE = ("codeinjection_head", "codeinjection_foot")
OPEN_STATUSES = frozenset({"published", "scheduled"})
STATUS_NOTES = {
    "draft": "",
    "sent": "it was sent by e-mail only, never shown on the web, and became a draft",
}


@dataclass(kw_only=True)
class Entry:
    """One post or page; what was wrong with it is in `notes`."""

    original_id: str
    path: str
    # Of all that the export says about it, in hexadecimal.
    digest: str
    slug: str
    uuid: str
    title: str
    is_page: bool
    status: str
    publish_date: datetime | None
    updated: datetime | None
    body: Body
    language: str | None
    summary: str
    authors: list[Author]
    tags: list[str]
    cover: str
    cover_alt: str
    cover_caption: str
    notes: list[str] = field(default_factory=list)

    @property
    def becomes_page(self) -> bool:
        """Say whether it is a page here: those have no drafts."""
        return self.is_page and self.status == "published"


class EntryReader:
    """Reads the entries of one export."""

    def __init__(self, tags: Tags, authors: Authors, meta: Mapping[str, Row]) -> None:
        """`meta` are the rows of `posts_meta` by the ids of posts."""
        self._tags = tags
        self._authors = authors
        self._meta = meta

    def read(self, row: Row, original_id: str) -> Entry:
        """Return what a row of `posts` says."""
        notes: list[str] = []
        meta = self._meta.get(text(row, "id"), {})
        is_page = text(row, "type") == "page" or is_true(row, "page")
        slug = one_line(text(row, "slug"))
        body = read_body(row, notes)
        title = cut_title(text(row, "title"), notes)
        if not has_visible(title):
            notes.append("no title was given")
            title = cut_title(slug.replace("-", " ").capitalize(), []) or "Untitled"
        # Version 4 says of these that they are published.
        sent = {"status": "sent"} if is_true(meta, "email_only") else {}
        status, date = _status({**row, **sent}, notes, is_page=is_page)
        entry = Entry(
            original_id=original_id,
            path=slug or original_id,
            digest="",
            slug=slug,
            uuid=text(row, "uuid"),
            title=title,
            is_page=is_page,
            status=status,
            publish_date=date,
            updated=moment(row, "updated_at", notes),
            body=body,
            language=_language(row, notes),
            summary=text(row, "custom_excerpt")[:MAX_SUMMARY_SOURCE_CHARS],
            authors=self._authors.of(row, notes),
            tags=self._tags.of(row, notes),
            cover="" if is_page and _hides_cover(row) else _cover(row),
            cover_alt=one_line(text(meta, "feature_image_alt"))[:MAX_ALT_CHARS],
            cover_caption=_caption(text(meta, "feature_image_caption")),
            notes=notes,
        )
        entry.digest = _digest(row, meta, entry)
        _note_left_behind(row, meta, entry)
        return entry


def _status(row: Row, notes: list[str], *, is_page: bool) -> tuple[str, datetime | None]:
    """Return the status here, and the date; notes why something is not shown openly."""
    status = text(row, "status") or "draft"
    visibility = text(row, "visibility") or "public"
    date = moment(row, "published_at", notes)
    if visibility != "public" and status in OPEN_STATUSES:
        notes.append(f"only members saw it there ({visibility[:40]}), and it became a draft")
        return "draft", date
    if status not in OPEN_STATUSES:
        unknown = f"its status {status[:40]!r} is not known, and it became a draft"
        notes += filter(None, [STATUS_NOTES.get(status, unknown)])
        if is_page:
            notes.append("pages have no drafts here, and it became a post that is a draft")
        return "draft", date
    if status == "published" and date is None:
        date = moment(row, "created_at", notes)
    if date is None:
        notes.append("it has no date, so it was kept as a draft")
        return "draft", None
    if is_page and status == "scheduled":
        notes.append("pages cannot be scheduled here, and it became a post that is a draft")
        return "draft", date
    return status, date


def _cover(row: Row) -> str:
    return with_own_paths(text(row, "feature_image") or text(row, "image")).strip()


def _hides_cover(row: Row) -> bool:
    return row.get("show_title_and_feature_image") in (0, "0", False)


def _language(row: Row, notes: list[str]) -> str | None:
    tag = text(row, "locale").strip().replace("_", "-")
    if not tag or is_language_tag(tag):
        return tag or None
    notes.append(f"{tag[:60]!r} is not a language and was left out")
    return None


def _caption(html: str) -> str:
    """Return the text of a caption, which the export has as HTML."""
    from bs4 import BeautifulSoup

    plain = BeautifulSoup(html[: 10 * MAX_ALT_CHARS], "html.parser").get_text()
    return one_line(collapse_spaces(plain))[:MAX_ALT_CHARS]


def _digest(row: Row, meta: Row, entry: Entry) -> str:
    """Return the SHA-256 of all that the export says about an entry."""
    values = [sorted(_plain(one).items()) for one in (row, meta)]
    people = [(author.name, author.username) for author in entry.authors]
    written = json.dumps([values, entry.tags, people])
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(row: Row) -> dict[str, object]:
    return {name: value for name, value in row.items() if not isinstance(value, dict | list)}


def _note_left_behind(row: Row, meta: Row, entry: Entry) -> None:
    """Say what has no place here."""
    if any(text(row, name) or text(meta, name) for name in CODE):
        entry.notes.append("the code injected into it was left out; look whether it can do without")
    left = [
        shown
        for shown, names in LEFT_BEHIND.items()
        if any(text(row, name) or text(meta, name) for name in names)
    ]
    left += ["place among the featured"] if is_true(row, "featured") else []
    left += ["that its title and picture were hidden"] if _hides_cover(row) else []
    if left:
        entry.notes.append(Said(f"not taken over: {', '.join(left)}"))
    if entry.becomes_page and entry.summary:
        entry.notes.append(Said("pages have no excerpts here"))
    if entry.becomes_page and entry.tags:
        entry.notes.append(Said(f"pages have no tags here; it had {', '.join(entry.tags)}"))

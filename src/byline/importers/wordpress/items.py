"""A post or page of an export, read: what stands beside its text, and its text as HTML."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from byline.blog.services import Status
from byline.importers.markdown.fields import cut_title
from byline.importers.report import Said
from byline.importers.wordpress.content import Converted, Library, convert
from byline.importers.wordpress.dates import find_date
from byline.importers.wordpress.kinds import label_of, status_of, type_of
from byline.importers.wordpress.permalinks import is_too_long, number_of
from byline.importers.wordpress.terms import slug_of, tag_titles
from byline.importers.wordpress.texts import plain_comment, plain_line
from byline.importers.wordpress.wxr import RawItem
from byline.lib.invisible import has_visible
from byline.lib.languages import is_language_tag
from byline.lib.limits import MAX_SOURCE_BYTES, MAX_SUMMARY_SOURCE_CHARS
from byline.lib.text import strip_unstorable

# Of a title that is made of the text.
TITLE_WORDS = 8
TITLE_HTML_CHARS = 5_000
# The words of two paragraphs are two.
_BETWEEN_TAGS = re.compile("><|>\\n<")
# What WordPress puts behind the name of an item in the trash.
TRASHED = "__trashed"
# What is seen and has no words.
SHOWN = re.compile(r"<(?:img|iframe|video|audio|hr|svg)\b", re.IGNORECASE)
UNTITLED = "Untitled"
FORMAT = "post_format"
FORMAT_PREFIX = "post-format-"
# Of plugins that keep a blog in several languages.
LANGUAGE = "language"


@dataclass
class Fields:
    """What stands beside a text, checked; what was wrong with it is in `notes`."""

    title: str
    status: Status
    publish_date: datetime | None
    tags: tuple[str, ...]
    language: str | None
    notes: list[str]


@dataclass
class Item:
    """A post or page; what takes time is done when it is asked for, and once."""

    raw: RawItem
    original_id: str
    zone: ZoneInfo
    library: Library
    # Of the blog, where it says one that is none of ours.
    language: str | None
    # With their ids.
    comments: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def path(self) -> str:
        """What the report calls it."""
        return label_of(self.raw)

    @property
    def notes(self) -> list[str]:
        """What somebody should look at."""
        notes = [*self.fields.notes, *self.converted.notes]
        if is_too_long(self.raw.get("link")):
            notes.append("its old address is too long to be kept, and leads nowhere")
        if self.raw.get("content:encoded") and not self.is_too_long and self._is_empty:
            notes.append("nothing of its text could be taken over")
        return notes

    @property
    def _is_empty(self) -> bool:
        html = self.converted.html
        return not SHOWN.search(html) and not has_visible(plain_comment(html))

    @property
    def updated(self) -> datetime | None:
        """When it was last changed, as far as the file says."""
        return find_date(
            self.raw.get("wp:post_modified_gmt"), self.raw.get("wp:post_modified"), self.zone
        )

    @property
    def is_page(self) -> bool:
        """Say whether it becomes a page: one that is not public is kept as the draft of a post."""
        return type_of(self.raw) == "page" and self.fields.status == "published"

    @property
    def is_too_long(self) -> bool:
        """Say whether its text is longer than any that can be kept."""
        text = self.raw.fields.get("content:encoded", "")
        return len(text) > MAX_SOURCE_BYTES or len(text.encode()) > MAX_SOURCE_BYTES

    @cached_property
    def converted(self) -> Converted:
        """Its text as HTML, with its old addresses."""
        if self.is_too_long:
            return Converted(html="")
        return convert(
            strip_unstorable(self.raw.fields.get("content:encoded", "")),
            self.library,
            post_id=number_of(self.raw.get("wp:post_id")),
            footnotes=self.raw.meta.get("footnotes", ""),
        )

    @property
    def slug(self) -> str | None:
        """The name in its address there."""
        return slug_of(self.raw.get("wp:post_name")).removesuffix(TRASHED) or None

    @property
    def summary(self) -> str | None:
        """What it says of itself in a few words, as HTML."""
        written = strip_unstorable(self.raw.get("excerpt:encoded"))
        return (written or self.converted.before_more)[:MAX_SUMMARY_SOURCE_CHARS] or None

    @property
    def format(self) -> str:
        """What kind of post it was: `quote`, `video`; empty for most."""
        slugs = (term.slug for term in self.raw.terms if term.taxonomy == FORMAT)
        return next(slugs, "").removeprefix(FORMAT_PREFIX)

    @cached_property
    def fields(self) -> Fields:
        """What stands beside its text."""
        notes: list[str] = []
        status = status_of(self.raw, notes)
        date = self._publish_date(status)
        if date is None and status != "draft":
            notes.append("it has no date that makes sense, so it was kept as a draft")
            status = "draft"
        if type_of(self.raw) == "page":
            if status == "scheduled":
                notes.append("a page cannot be scheduled here; it was kept as a draft")
                status = "draft"
            if status == "draft":
                notes.append("a page has no drafts here: it was kept as the draft of a post")
        if self.raw.get("wp:is_sticky") == "1":
            notes.append(
                Said("it was kept at the top there (sticky); here the newest posts come first")
            )
        return Fields(
            title=self._title(date, notes),
            status=status,
            publish_date=date,
            tags=tag_titles(self.raw.terms, notes),
            language=self._language(),
            notes=notes,
        )

    def _publish_date(self, status: Status) -> datetime | None:
        gmt, local = self.raw.get("wp:post_date_gmt"), self.raw.get("wp:post_date")
        if status == "draft" and gmt.startswith("0000"):
            # WordPress's way to say that it is published when somebody publishes it.
            return None
        return find_date(gmt, local, self.zone, self.raw.get("pubDate"))

    def _title(self, date: datetime | None, notes: list[str]) -> str:
        title = cut_title(plain_line(strip_unstorable(self.raw.get("title"))), notes)
        if has_visible(title):
            return title
        words = self._first_words()
        if words:
            notes.append("it has no title; its first words were taken")
            return cut_title(words, [])
        notes.append("it has neither title nor words")
        return date.date().isoformat() if date else UNTITLED

    def _first_words(self) -> str:
        words = plain_line(_BETWEEN_TAGS.sub("> <", self.converted.html[:TITLE_HTML_CHARS])).split()
        title = " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")
        return title if has_visible(title) else ""

    def _language(self) -> str | None:
        slugs = (slug_of(term.slug) for term in self.raw.terms if term.taxonomy == LANGUAGE)
        slug = next(slugs, "")
        return slug if slug and is_language_tag(slug) else self.language

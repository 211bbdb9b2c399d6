"""The first reading of an export: what is in it, and what of it is imported."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

from byline.importers.report import Report, Said
from byline.importers.wordpress.comments import comment_text, skipped_comment
from byline.importers.wordpress.export import Export
from byline.importers.wordpress.index import COVER, Index
from byline.importers.wordpress.kinds import IN_TRASH, REASONS, label_of, skip_reason, type_of
from byline.importers.wordpress.people import Authors
from byline.importers.wordpress.site import site_of
from byline.importers.wordpress.terms import Terms, is_no_category, is_of_a_plugin
from byline.importers.wordpress.wxr import Channel, RawItem
from byline.lib.limits import MAX_COMMENT_CHARS

# What makes an item another one when it changes.
DIGESTED = (
    "title", "link", "dc:creator", "content:encoded", "excerpt:encoded", "pubDate",
    "wp:post_date", "wp:post_date_gmt", "wp:post_name", "wp:status", "wp:post_parent",
    "wp:menu_order", "wp:post_type", "wp:post_password", "wp:is_sticky",
)  # fmt: skip
DIGESTED_META = (COVER, "footnotes")
UPLOAD = re.compile(r"uploads/([^\s\"'<>()\[\]?#]+)")


@dataclass
class Scanned:
    """What one reading found out."""

    channel: Channel
    index: Index
    authors: Authors
    terms: Terms


@dataclass
class _Counts:
    """What is left out beside whole items."""

    types: Counter[str] = field(default_factory=Counter)
    comments: Counter[str] = field(default_factory=Counter)
    taxonomies: Counter[str] = field(default_factory=Counter)
    long_comments: int = 0
    no_category: int = 0


def scan(export: Export, report: Report) -> Scanned:
    """Read an export through; counts what is no post in the report. Raises SourceUnreadable."""
    channel = Channel()
    scanned: Scanned | None = None
    counts = _Counts()
    for place, raw in enumerate(export.items(channel)):
        # What describes the blog stands in front of its items.
        scanned = scanned or _begin(channel)
        report.found += 1
        _take(place, raw, scanned, export, report, counts)
    scanned = scanned or _begin(channel)
    scanned.index.finish(export.upload_sizes)
    _tell(export, report, counts)
    return scanned


def _begin(channel: Channel) -> Scanned:
    return Scanned(channel, Index(site_of(channel)), Authors(channel), Terms(channel))


def _take(
    place: int, raw: RawItem, scanned: Scanned, export: Export, report: Report, counts: _Counts
) -> None:
    kind, reason = type_of(raw), skip_reason(raw)
    if kind == "attachment":
        scanned.index.add_file(raw)
    elif kind == "wp_block":
        scanned.index.add_block(raw)
    elif kind == "guest-author":
        scanned.authors.add_guest(raw)
    elif reason is None and not scanned.index.add_item(place, raw, _digest(raw, export)):
        reason = "the file has it twice"
    if reason == IN_TRASH:
        scanned.index.add_trashed(place, raw, _digest(raw, export))
    elif reason is None:
        scanned.authors.use(raw)
        scanned.terms.use(raw.terms)
        counts.taxonomies.update(term.taxonomy for term in raw.terms if is_of_a_plugin(term))
        counts.no_category += any(map(is_no_category, raw.terms))
    else:
        report.skip(label_of(raw), reason)
        if kind not in REASONS and kind not in ("post", "page"):
            counts.types[kind] += 1
    _count_comments(raw, reason, counts)


def _count_comments(raw: RawItem, reason: str | None, counts: _Counts) -> None:
    """Count the comments of an item that are left out or cut; `reason`: the item is, too."""
    kind = type_of(raw)
    for comment in raw.comments:
        if why := (reason and "of items that are not imported") or skipped_comment(comment, kind):
            counts.comments[why] += 1
        elif len(comment.get("wp:comment_content", "")) > MAX_COMMENT_CHARS:
            counts.long_comments += len(comment_text(comment)) > MAX_COMMENT_CHARS


def _digest(raw: RawItem, export: Export) -> str:
    """Return the SHA-256 of an item, with the files beside the export that it names."""
    text = raw.fields.get("content:encoded", "")
    parts = [raw.fields.get(name, "") for name in DIGESTED]
    parts += (raw.meta.get(name, "") for name in DIGESTED_META)
    parts += (f"{term.taxonomy}:{term.name}" for term in raw.terms)
    if export.uploads:
        parts += (
            f"{path}:{export.upload_sizes[path]}"
            for path in UPLOAD.findall(text)
            if path in export.upload_sizes
        )
    digest = hashlib.sha256()
    for part in parts:
        # Told apart by their lengths.
        encoded = part.encode()
        digest.update(b"%d:" % len(encoded) + encoded)
    return digest.hexdigest()


def _tell(export: Export, report: Report, counts: _Counts) -> None:
    """Say in the report what is left out, all in all."""
    for kind, number in sorted(counts.types.items()):
        report.ask(kind, f"items of this type, which a plugin brought there, left out: {number}")
    for taxonomy, number in sorted(counts.taxonomies.items()):
        report.ask(
            taxonomy[:60], f"posts sorted by this, which is neither category nor tag: {number}"
        )
    for why, number in sorted(counts.comments.items()):
        report.ask("comments", f"{why}, left out: {number}")
    if counts.long_comments:
        report.ask(
            "comments", f"longer than {MAX_COMMENT_CHARS} characters, cut: {counts.long_comments}"
        )
    if counts.no_category:
        report.ask(
            "categories",
            Said(f"posts without a category, which get no tag: {counts.no_category}"),
        )
    report.ask(export.path.name, *export.decoded.notes)

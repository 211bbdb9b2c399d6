"""The posts and pages of an export, read from their files one by one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from urllib.parse import unquote

from byline.blog.services import Format
from byline.exports.format import MATTER_MARK, OWN_FIELDS, POSTS_FOLDER, read_entry_name
from byline.importers.byline.archive import Archive
from byline.importers.byline.comments import ArchivedComment, read_comments
from byline.importers.byline.content import ArchivedPage, ArchivedPost, Kept
from byline.importers.byline.fields import MAX_KEPT_ID, Fields
from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.front_matter import parse_yaml
from byline.lib.database import utcnow
from byline.lib.limits import MAX_PATH_CHARS, MAX_SOURCE_BYTES, MAX_USERNAME_CHARS
from byline.lib.paths import normal_path

TYPES = frozenset({"blog", "image", "video", "quote"})
STATUSES = frozenset({"draft", "scheduled", "published"})
# As many aliases and tags as a post may have, and a summary.
MAX_MATTER_BYTES = 2**20
MAX_GROUP_CHARS = 36


@dataclass
class Entry:
    """A post or page of an export."""

    # Of its file, in the export.
    path: str
    original_id: str
    content: ArchivedPost | ArchivedPage
    # Of its file, in hexadecimal.
    digest: str
    # User names of its authors.
    authors: list[str] = field(default_factory=list)
    # Old ones, decoded.
    addresses: list[str] = field(default_factory=list)
    # Local addresses of stored files.
    cover: str = ""
    image: str = ""
    comments: Sequence[ArchivedComment] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def updated(self) -> datetime:
        """When it was last changed."""
        return self.content.kept.updated_at


def read_entry(archive: Archive, path: str) -> Entry:
    """Read one file and the comments that belong to it. Raises ItemUnreadable."""
    named = read_entry_name(path)
    assert named, "the caller picks these files by their names"  # nosec B101
    folder, source_format = named
    content = archive.read(path, most=MAX_SOURCE_BYTES + MAX_MATTER_BYTES)
    notes: list[str] = []
    matter, body = _split(content)
    fields = Fields(matter, notes)
    digest = hashlib.sha256(content).hexdigest()
    if folder == POSTS_FOLDER:
        return _read_post(archive, path, digest, fields, body, cast("Format", source_format))
    return _read_page(path, digest, fields, body, cast("Format", source_format))


def _split(content: bytes) -> tuple[dict[str, Any], str]:
    """Return the front matter and the body, which stays as it is, to the character."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ItemUnreadable(f"it is not UTF-8 ({error})") from error
    mark = f"{MATTER_MARK}\n"
    block, found, body = text.removeprefix(mark).partition(f"\n{mark}")
    if not text.startswith(mark) or not found:
        raise ItemUnreadable(f"its front matter does not stand between lines of {MATTER_MARK}")
    if len(block.encode()) > MAX_MATTER_BYTES:
        raise ItemUnreadable(f"its front matter is larger than {MAX_MATTER_BYTES // 2**20} MB")
    values = parse_yaml(block)
    if not isinstance(values, dict):
        raise ItemUnreadable("its front matter is not a list of names and values")
    return values, body


def _read_post(
    archive: Archive, path: str, digest: str, fields: Fields, body: str, source_format: Format
) -> Entry:
    own = fields.inside(OWN_FIELDS)
    kept = _read_kept(fields, own)
    image = own.text("image") or ""
    content = ArchivedPost(
        title=fields.text("title") or "",
        source=body,
        format=source_format,
        type=cast("Any", own.choice("type", TYPES, "blog")),
        status=cast("Any", own.choice("status", STATUSES, "draft")),
        publish_date=fields.checked_moment("date"),
        slug=fields.text("slug"),
        language=fields.text("lang"),
        translation_group=_read_group(own, fields.text("lang")),
        summary=fields.text("summary"),
        tags=fields.texts("tags"),
        cover_alt=own.text("cover_alt") or "",
        cover_caption=own.text("cover_caption") or "",
        youtube_id=own.text("youtube_id"),
        image_alt=own.text("image_alt") or "",
        image_caption=own.text("image_caption") or "",
        video=own.text("video"),
        quote_author=own.text("quote_author"),
        kept=kept,
    )
    return Entry(
        path=path,
        original_id=f"post:{kept.row_id}",
        content=content,
        digest=digest,
        authors=fields.texts("authors"),
        addresses=_read_addresses(fields),
        cover=fields.text("image") or "",
        image=image,
        comments=read_comments(archive, kept.row_id, fields.notes),
        notes=fields.notes,
    )


def _read_page(path: str, digest: str, fields: Fields, body: str, source_format: Format) -> Entry:
    own = fields.inside(OWN_FIELDS)
    kept = _read_kept(fields, own)
    content = ArchivedPage(
        title=fields.text("title") or "",
        source=body,
        format=source_format,
        slug=fields.text("slug"),
        language=fields.text("lang"),
        in_navigation=own.flag("in_navigation", default=True),
        position=own.number("position", 0, least=-MAX_KEPT_ID),
        kept=kept,
    )
    return Entry(
        path=path,
        original_id=f"page:{kept.row_id}",
        content=content,
        digest=digest,
        addresses=_read_addresses(fields),
        notes=fields.notes,
    )


def _read_kept(fields: Fields, own: Fields) -> Kept:
    updated_at = fields.moment("lastmod")
    # Of a page that is its date.
    created_at = own.moment("created_at") or fields.moment("date")
    return Kept(
        row_id=own.row_id("id"),
        version=own.number("version", 1, least=1),
        created_at=created_at or updated_at or utcnow(),
        updated_at=updated_at or created_at or utcnow(),
        updated_by=own.text("updated_by", MAX_USERNAME_CHARS),
    )


def _read_group(own: Fields, language: str | None) -> str | None:
    group = own.text("translation_group", MAX_GROUP_CHARS)
    if group and not (language and group.isprintable()):
        own.notes.append("it says no language, so it is no translation of others any more")
        return None
    return group or None


def _read_addresses(fields: Fields) -> list[str]:
    addresses: dict[str, None] = {}
    for alias in fields.texts("aliases"):
        path = read_path(unquote(alias))
        if path is None:
            fields.notes.append(f"{alias[:60]!r} is no old address and was left out")
        else:
            addresses[path] = None
    return list(addresses)


def read_path(path: object) -> str | None:
    """Return an old address in its one form; None for what is none."""
    if not isinstance(path, str) or not path.isprintable() or not path.startswith("/"):
        return None
    # WordPress's short addresses differ by what they ask.
    normal = path if path.startswith("/?") else normal_path(path)
    return normal if 1 < len(normal) <= MAX_PATH_CHARS and not normal.endswith("/") else None

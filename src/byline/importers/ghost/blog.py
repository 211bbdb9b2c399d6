"""A blog of Ghost, read: its entries in order, and what their addresses lead to."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import cast

from byline.blog.services import PageContent, PostContent
from byline.blog.services.content import Status
from byline.importers.comments import ImportedComment
from byline.importers.ghost.entries import Entry
from byline.importers.ghost.links import Links
from byline.importers.html import replace_addresses
from byline.importers.media import SourceMedia
from byline.importers.people import Author, People
from byline.importers.run import Parts
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToRemote

UNDATED = datetime.max.replace(tzinfo=UTC)


class GhostBlog:
    """The entries of an export, the oldest first, and what is known about their links."""

    def __init__(self, entries: Sequence[Entry], links: Links) -> None:
        """The digests are there once `read_digests` has found them out."""
        # Most links lead to an older entry, which has its address by then.
        self._entries = sorted(
            entries, key=lambda entry: (entry.publish_date or UNDATED, entry.original_id)
        )
        self.links = links
        self.digests: dict[str, str] = {}

    def items(self) -> list[Entry]:
        """Return the entries."""
        return self._entries

    def people_of(self, item: Entry) -> list[Author]:
        """Return whose an entry is."""
        return item.authors

    def addresses_of(self, item: Entry) -> list[str]:
        """Return the old addresses that are the entry's alone, the likeliest first."""
        return self.links.addresses_of(item)

    def targets(self, item: Entry) -> Mapping[str, Target]:
        """Return what the addresses in an entry's body lead to."""
        found = {
            one.address: self.links.resolve(item, one.address, shown=one.shown)
            for one in item.body.addresses
        }
        if item.becomes_page and item.cover:
            found[item.cover] = self._cover(item)
        return found

    def cover_target(self, item: Entry) -> Target:
        """Return what the address of an entry's cover leads to: a page shows it in its text."""
        return None if item.becomes_page else self._cover(item)

    def _cover(self, item: Entry) -> Target:
        return self.links.resolve(item, item.cover, shown=True) if item.cover else None

    def image_target(self, item: Entry) -> Target:
        """Return nothing: every entry is one of text."""
        return None

    def comments_of(self, item: Entry, people: People) -> Sequence[ImportedComment]:
        """Return nothing: exports hold no comments."""
        return ()

    def content(self, item: Entry, parts: Parts) -> PostContent | PageContent:
        """Return an entry as it is to be written."""
        source = replace_addresses(item.body.html, parts.replacements)
        if item.becomes_page:
            return PageContent(
                title=item.title,
                source=_picture_of_page(item, parts) + source,
                format="html",
                slug=item.slug or None,
                language=item.language,
            )
        return PostContent(
            title=item.title,
            source=source,
            format="html",
            status=cast("Status", item.status),
            publish_date=item.publish_date,
            slug=item.slug or None,
            language=item.language,
            summary=item.summary or None,
            tags=item.tags,
            cover_alt=item.cover_alt,
            cover_caption=item.cover_caption,
        )

    def read_digests(self, media: SourceMedia) -> None:
        """Find out the digest of every entry."""
        self.digests.update({item.original_id: self._digest(item, media) for item in self._entries})

    def _digest(self, item: Entry, media: SourceMedia) -> str:
        """Return the SHA-256 of an entry with all that it takes over from the source."""
        digest = hashlib.sha256(item.digest.encode())
        for target in (*self.targets(item).values(), self.cover_target(item)):
            match target:
                case ToItem(original_id):
                    digest.update(b"item:" + original_id.encode())
                case ToFile(path):
                    digest.update(b"file:" + media.digest(path).encode())
                case ToRemote() | Broken():
                    digest.update(b"-")
        return digest.hexdigest()


def _picture_of_page(item: Entry, parts: Parts) -> str:
    """Return the picture that stood above a page; only posts have covers here."""
    address = parts.replacements.get(item.cover, item.cover)
    if not address:
        return ""
    caption = f"<figcaption>{escape(item.cover_caption)}</figcaption>" if item.cover_caption else ""
    shown = f'<img src="{escape(address)}" alt="{escape(item.cover_alt)}">'
    return f"<figure>{shown}{caption}</figure>\n"

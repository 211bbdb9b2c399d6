"""A blog of Ghost, read: its entries in order, and what their addresses lead to."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import cast

from byline.blog.services import PageContent, PostContent
from byline.blog.services.content import Status
from byline.importers.blog import Parts
from byline.importers.comments import ImportedComment
from byline.importers.ghost.entries import Entry
from byline.importers.ghost.links import Links
from byline.importers.html import replace_addresses
from byline.importers.media import SourceMedia
from byline.importers.people import Author, People
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToRemote
from byline.lib.reshape.remote import is_remote

UNDATED = datetime.max.replace(tzinfo=UTC)


class GhostBlog:
    """The entries of an export, the oldest first, and what is known about their links."""

    def __init__(
        self, entries: Sequence[Entry], links: Links, navigation: list[str] | None = None
    ) -> None:
        """`navigation` are the slugs in it, in order; None: every page is, as nothing says.

        The digests are there once `read_digests` has found them out.
        """
        # Most links lead to an older entry, which has its address by then.
        self._entries = sorted(
            entries, key=lambda entry: (entry.publish_date or UNDATED, entry.original_id)
        )
        self.links = links
        self._navigation = navigation
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
        new = self._whole_addresses(item) | parts.replacements
        source = replace_addresses(item.body.html, new)
        if item.becomes_page:
            named = self._navigation or []
            return PageContent(
                title=item.title,
                source=_picture_of_page(item, new) + source,
                format="html",
                slug=item.slug or None,
                language=item.language,
                in_navigation=self._navigation is None or item.slug in named,
                position=named.index(item.slug) if item.slug in named else 0,
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

    def _whole_addresses(self, item: Entry) -> dict[str, str]:
        """Return where files of the old blog are as long as they are not here."""
        return {
            written: target.address
            for written, target in self.targets(item).items()
            if isinstance(target, ToRemote) and not is_remote(written)
        }

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


def _picture_of_page(item: Entry, new: Mapping[str, str]) -> str:
    """Return the picture that stood above a page; only posts have covers here."""
    address = new.get(item.cover, item.cover)
    if not address:
        return ""
    caption = f"<figcaption>{escape(item.cover_caption)}</figcaption>" if item.cover_caption else ""
    shown = f'<img src="{escape(address)}" alt="{escape(item.cover_alt)}">'
    return f"<figure>{shown}{caption}</figure>\n"

"""A blog of Markdown files, read: its posts in order, and what their addresses lead to."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app

from byline.blog.services import PostContent
from byline.importers.comments import ImportedComment
from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.items import Item, NotAPost, read_body, read_item
from byline.importers.markdown.layout import find_layout
from byline.importers.markdown.links import Resolver
from byline.importers.markdown.references import replace_references
from byline.importers.markdown.remote import remote_files
from byline.importers.media import SourceMedia
from byline.importers.people import Author, People
from byline.importers.report import Report
from byline.importers.run import Parts
from byline.importers.sources import FileSource
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToRemote
from byline.lib.reshape.remote import is_remote
from byline.settings.queries import site_settings

UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class MarkdownBlog:
    """The posts of a source, the oldest first, and what is known about their links."""

    source: FileSource
    posts: list[Item]
    resolver: Resolver
    # Final ones, by the items' ids; `read_digests` fills them.
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def site_url(self) -> str:
        """Where the blog was, as far as its configuration says."""
        return f"https://{host}" if (host := min(self.resolver.hosts, default="")) else ""

    def items(self) -> list[Item]:
        """Return the posts."""
        return self.posts

    def people_of(self, item: Item) -> list[Author]:
        """Return whose a post is."""
        return [Author(name) for name in item.fields.authors]

    def addresses_of(self, item: Item) -> list[str]:
        """Return the old addresses that are the post's alone, the likeliest first."""
        return self.resolver.addresses_of(item)

    def cover_target(self, item: Item) -> Target:
        """Return what the address of an item's cover leads to."""
        cover = item.fields.cover
        if not cover:
            return None
        found = self.resolver.resolve(item, cover)
        if isinstance(found, Broken):
            # Themes write such addresses without the slash that they mean.
            found = self.resolver.resolve(item, f"/{cover}")
        if isinstance(found, ToFile):
            return found
        return ToRemote(cover) if is_remote(cover) else Broken(f"{cover} is not in the source")

    def image_target(self, item: Item) -> Target:
        """Return nothing: every post is one of text."""
        return None

    def comments_of(self, item: Item, people: People) -> Sequence[ImportedComment]:
        """Return nothing: the generators know no comments."""
        return ()

    def content(self, item: Item, parts: Parts) -> PostContent:
        """Return a post as it is to be written. Raises ItemUnreadable."""
        fields = item.fields
        return PostContent(
            title=item.title,
            slug=item.slug,
            source=replace_references(read_body(self.source, item), parts.replacements),
            status="draft" if item.is_draft else "published",
            publish_date=item.publish_date,
            language=fields.language,
            summary=fields.summary,
            tags=fields.tags,
            cover_alt=fields.cover_alt,
            cover_caption=fields.cover_caption,
        )

    def read_digests(self, media: SourceMedia) -> None:
        """Find out the digest of every post."""
        self.digests.update({item.original_id: self._digest(item, media) for item in self.posts})

    def _digest(self, item: Item, media: SourceMedia) -> str:
        """Return the SHA-256 of an item with all that it takes over from the source.

        A picture that is exchanged, or a post that comes to be where a link led nowhere, changes
        the item as its own text does.
        """
        digest = hashlib.sha256(item.digest.encode())
        for target in (*self._own_targets(item).values(), self.cover_target(item)):
            match target:
                case ToItem(original_id):
                    digest.update(b"post:" + original_id.encode())
                case ToFile(path):
                    digest.update(b"file:" + media.digest(path).encode())
                case _:
                    digest.update(b"-")
        return digest.hexdigest()

    def targets(self, item: Item) -> dict[str, Target]:
        """Return what the addresses in an item's body lead to."""
        targets = self._own_targets(item)
        try:
            body = read_body(self.source, item)
        except ItemUnreadable:
            return targets  # `content` says so
        for address in remote_files(body):
            if targets.get(address) is None:
                targets[address] = ToRemote(address)
        return targets

    def _own_targets(self, item: Item) -> dict[str, Target]:
        return {written: self.resolver.resolve(item, written) for written in item.targets}


def read_blog(source: FileSource, report: Report) -> MarkdownBlog:
    """Read all posts of a source, without their bodies; counts what is none in the report."""
    layout = find_layout(source)
    zone = ZoneInfo(site_settings()["time_zone"])
    for path, reason in source.refused.items():
        report.ask(path, f"left out: {reason}")
    items: list[Item] = []
    for path in filter(layout.is_content, source.sizes):
        report.found += 1
        try:
            items.append(read_item(source, path, layout, zone))
        except NotAPost as error:
            report.skip(path, str(error))
        except ItemUnreadable as error:
            report.refuse(path, str(error))
    # The oldest first: their ids follow their dates, and most links lead to an older post, which
    # has its address by then.
    items.sort(key=lambda item: (item.publish_date or UNDATED, item.original_id))
    return MarkdownBlog(source, items, Resolver(items, source.sizes, layout, _own_host()))


def _own_host() -> str | None:
    site_url = current_app.config["SITE_URL"]
    return urlsplit(site_url).hostname if site_url else None

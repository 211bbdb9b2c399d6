"""A blog of Markdown files, read: its posts in order, and what their addresses lead to."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app

from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.items import Item, NotAPost, read_item
from byline.importers.markdown.layout import find_layout
from byline.importers.markdown.links import Broken, Resolver, Target, ToFile, ToPost
from byline.importers.media import SourceMedia
from byline.importers.report import Report
from byline.importers.sources import FileSource
from byline.settings.queries import site_settings

UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class MarkdownBlog:
    """The posts of a source, the oldest first, and what is known about their links."""

    source: FileSource
    items: list[Item]
    resolver: Resolver

    def cover_target(self, item: Item) -> Target:
        """Return what the address of an item's cover leads to."""
        cover = item.fields.cover
        if not cover:
            return None
        found = self.resolver.resolve(item, cover)
        # Themes write such addresses without the slash that they mean.
        return self.resolver.resolve(item, f"/{cover}") if isinstance(found, Broken) else found

    def digest(self, item: Item, media: SourceMedia) -> str:
        """Return the SHA-256 of an item with all that it takes over from the source.

        A picture that is exchanged, or a post that comes to be where a link led nowhere, changes
        the item as its own text does.
        """
        digest = hashlib.sha256(item.digest.encode())
        for target in (*self.targets(item).values(), self.cover_target(item)):
            match target:
                case ToPost(original_id):
                    digest.update(b"post:" + original_id.encode())
                case ToFile(path):
                    digest.update(b"file:" + media.digest(path).encode())
                case _:
                    digest.update(b"-")
        return digest.hexdigest()

    def targets(self, item: Item) -> dict[str, Target]:
        """Return what the addresses in an item's body lead to."""
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

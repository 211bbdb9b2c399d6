"""A blog of Markdown files, read: its posts in order, and what their addresses lead to."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from flask import current_app
from markdown_it.common.normalize_url import normalizeLink

from byline.blog.services import PageContent, PostContent
from byline.importers.blog import Parts
from byline.importers.comments import ImportedComment
from byline.importers.errors import ItemUnreadable
from byline.importers.html import replace_addresses
from byline.importers.markdown.bodies import (
    excerpt_of,
    read_matter,
    with_photos,
    without_separator,
    without_shortcodes,
)
from byline.importers.markdown.items import Item, read_item
from byline.importers.markdown.kinds import NotAPost
from byline.importers.markdown.layout import find_layout
from byline.importers.markdown.links import Resolver
from byline.importers.markdown.references import replace_references
from byline.importers.markdown.remote import remote_files
from byline.importers.markdown.titles import first_heading
from byline.importers.markdown.translations import join_translations
from byline.importers.media import SourceMedia
from byline.importers.people import Author, People
from byline.importers.report import Report
from byline.importers.sources import FileSource
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToRemote
from byline.lib.render import render
from byline.lib.reshape.remote import is_remote
from byline.settings.queries import site_settings

# Of the ids of groups of translations, which the source's own names are made into.
GROUPS = UUID("9c1d8f0e-5a0b-5d7c-8b1e-2f6a4c3d7e90")
UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class MarkdownBlog:
    """The posts of a source, the oldest first, and what is known about their links."""

    source: FileSource
    posts: list[Item]
    resolver: Resolver
    # Final ones, by the items' ids; `read_digests` fills them.
    digests: dict[str, str] = field(default_factory=dict)
    # Tells this source from others, whose posts may be called the same.
    key: str = ""

    @property
    def site_url(self) -> str:
        """Where the blog was, as far as its configuration says."""
        for parts in self.resolver.layout.config.addresses:
            return f"{parts.scheme}://{parts.netloc}{self.resolver.layout.config.base_path}"
        return f"https://{host}" if (host := min(self.resolver.old_hosts, default="")) else ""

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

    def content(self, item: Item, parts: Parts) -> PostContent | PageContent:
        """Return a post or page as it is to be written. Raises ItemUnreadable."""
        fields = item.fields
        body = self._body(item)
        replace = replace_addresses if item.format == "html" else replace_references
        marked = replace(body, parts.replacements)
        separator = self._excerpt_separator(item)
        source = without_separator(marked, separator)
        if item.is_page:
            return PageContent(
                title=item.title,
                slug=item.slug,
                source=source,
                format=item.format,
                language=fields.language,
            )
        return PostContent(
            title=item.title,
            slug=item.slug,
            source=source,
            format=item.format,
            status="draft" if item.is_draft else "published",
            publish_date=item.publish_date,
            language=fields.language,
            translation_group=str(uuid5(GROUPS, f"{self.key} {item.group}"))
            if item.group
            else None,
            summary=fields.summary or self._excerpt(item, marked, separator),
            tags=fields.tags,
            cover_alt=fields.cover_alt,
            cover_caption=fields.cover_caption,
        )

    def _body(self, item: Item) -> str:
        """Return the text of an item as it is imported. Raises ItemUnreadable."""
        layout = self.resolver.layout
        _, raw = read_matter(self.source, item.path, [])
        body = without_shortcodes(raw, layout, is_html=item.format == "html").text
        heading = first_heading(body) if item.begins_with_title else None
        body = body[heading.end() if heading else 0 :].lstrip("\n")
        return with_photos(item.fields.photos, body)

    def _group_id(self, item: Item) -> str | None:
        return str(uuid5(GROUPS, f"{self.key} {item.group}")) if item.group else None

    def _excerpt_separator(self, item: Item) -> str:
        """Return what ends the excerpts of posts, as Jekyll lets it be set; mostly empty."""
        config = self.resolver.layout.config
        own = item.excerpt_separator or config.text("excerpt_separator")
        return own if config.generator else ""

    def _excerpt(self, item: Item, source: str, separator: str) -> str | None:
        """Return the summary that a mark in the text makes of its beginning."""
        excerpt = excerpt_of(source, self.resolver.layout, separator)
        return render(excerpt, item.format).summary if excerpt else None

    def read_digests(self, media: SourceMedia) -> None:
        """Find out the digest of every post."""
        self.digests.update({item.original_id: self._digest(item, media) for item in self.posts})

    def _digest(self, item: Item, media: SourceMedia) -> str:
        """Return the SHA-256 of an item with all that it takes over from the source.

        A picture that is exchanged, or a post that comes to be where a link led nowhere, changes
        the item as its own text does.
        """
        digest = hashlib.sha256(item.digest.encode())
        if item.group:
            digest.update(f"group:{item.group} {item.fields.language}".encode())
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
            body = self._body(item)
        except ItemUnreadable:
            return targets  # `content` says so
        # Rendering has written some of their characters in another way.
        as_written = {normalizeLink(written): written for written in targets}
        for address in remote_files(body):
            written = as_written.get(normalizeLink(address), address)
            if targets.get(written) is None:
                targets[written] = ToRemote(written)
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
    join_translations(items, layout.config.default_language)
    # The oldest first: their ids follow their dates, and most links lead to an older post, which
    # has its address by then.
    items.sort(key=lambda item: (item.publish_date or UNDATED, item.original_id))
    return MarkdownBlog(source, items, Resolver(items, source.sizes, layout, _own_host()))


def _own_host() -> str | None:
    site_url = current_app.config["SITE_URL"]
    return urlsplit(site_url).hostname if site_url else None

"""A blog of WordPress, as its export has it, for the import."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from byline.auth.models import User
from byline.blog.services import PageContent, PostContent
from byline.extensions import db
from byline.importers.blog import Parts
from byline.importers.comments import ImportedComment
from byline.importers.errors import ItemUnreadable
from byline.importers.html import find_addresses, replace_addresses
from byline.importers.people import Author, People
from byline.importers.targets import Broken, Target, ToFile
from byline.importers.wordpress.addresses import Resolver
from byline.importers.wordpress.comments import Comments
from byline.importers.wordpress.export import Export
from byline.importers.wordpress.formats import find_film, find_picture, find_quotation
from byline.importers.wordpress.index import COVER
from byline.importers.wordpress.items import Item
from byline.importers.wordpress.permalinks import number_of
from byline.importers.wordpress.scan import Scanned
from byline.importers.wordpress.texts import plain_line
from byline.lib.limits import MAX_ALT_CHARS, MAX_SOURCE_BYTES

# Larger ones fit in no column of every database.
MAX_POSITION = 2**31 - 1


class WordPressBlog:
    """The posts and pages of an export, read anew each time they are asked for."""

    def __init__(
        self,
        export: Export,
        scanned: Scanned,
        *,
        zone: ZoneInfo,
        language: str | None,
        fetching: bool,
    ) -> None:
        """`zone` is that of dates that name none, `fetching`: pictures of other hosts are had."""
        self.index = scanned.index
        self.authors = scanned.authors
        self.terms = scanned.terms
        self.resolver = Resolver(self.index, self.terms, self.authors, export.uploads)
        self._export = export
        self._zone = zone
        self._language = language
        self._fetching = fetching
        self._comments = Comments(self.authors, zone)

    def know_people(self, people: People) -> list[str]:
        """Find the accounts of the authors, to whose lists texts may link; returns what is odd."""
        notes: list[str] = []
        persons = {path: people.find(author, notes) for path, author in self.authors.lists()}
        ids = {person.user_id for person in persons.values() if person.user_id}
        query = select(User.id, User.username).where(User.id.in_(ids))
        names = {row.id: row.username for row in db.session.execute(query)} if ids else {}
        for path, person in persons.items():
            username = person.username if person.user_id is None else names[person.user_id]
            self.resolver.author_paths[path] = f"/blog/user/{username}"
        return notes

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each post and page, by its id."""
        return self.index.digests

    def items(self) -> Iterator[Item]:
        """Yield the posts and pages, in the file's order."""
        self._comments = Comments(self.authors, self._zone)
        for place, raw in enumerate(self._export.items()):
            original_id = self.index.original_ids.get(place)
            if original_id is None:
                continue
            item = Item(raw, original_id, self._zone, self.index, self._language)
            item.comments = self._comments.ids_of(raw)
            yield item

    def people_of(self, item: Item) -> Sequence[Author]:
        """Return whose an item is."""
        return self.authors.authors_of(item.raw)

    def addresses_of(self, item: Item) -> list[str]:
        """Return the old addresses that are an item's alone, its permalink first."""
        return self.index.addresses_of(item.original_id, item.raw)

    def targets(self, item: Item) -> dict[str, Target]:
        """Return what the addresses in an item's body lead to."""
        link = item.raw.get("link")
        return {
            found.address: self.resolver.resolve(found.address, link, shown=found.shown)
            for found in find_addresses(item.converted.html)
        }

    def cover_target(self, item: Item) -> Target:
        """Return where an item's featured picture is to be had."""
        number = number_of(item.raw.meta.get(COVER, ""))
        if not number or item.is_page:
            return None
        if self.index.attachment(number) is None:
            return Broken(f"the file {number} is not in the export")
        lacking = Broken(f"the export does not say from which site the file {number} is to be had")
        return self.resolver.attachment(number) or lacking

    def image_target(self, item: Item) -> Target:
        """Return where the picture of a picture post is to be had, as far as it can be had now."""
        if item.format != "image" or item.is_page:
            return None
        picture = find_picture(item.converted.html)
        if picture is None:
            return None
        target = self.resolver.resolve(picture.address, item.raw.get("link"), shown=True)
        # Else it stays in the text, as a link to it.
        return target if isinstance(target, ToFile) or self._fetching else None

    def content(self, item: Item, parts: Parts) -> PostContent | PageContent:
        """Return an item as it is to be written. Raises ItemUnreadable."""
        if item.is_too_long:
            raise ItemUnreadable(f"its text is longer than {MAX_SOURCE_BYTES // 2**20} MB")
        return self._page(item, parts) if item.is_page else self._post(item, parts)

    def comments_of(self, item: Item, people: People) -> Sequence[ImportedComment]:
        """Return the comments under an item."""
        if not item.comments:
            return ()
        return self._comments.convert(item.comments, people)

    def _page(self, item: Item, parts: Parts) -> PageContent:
        return PageContent(
            title=item.fields.title,
            source=replace_addresses(item.converted.html, parts.replacements),
            format="html",
            slug=item.slug,
            language=item.fields.language,
            in_navigation=not number_of(item.raw.get("wp:post_parent")),
            position=min(number_of(item.raw.get("wp:menu_order")), MAX_POSITION),
        )

    def _post(self, item: Item, parts: Parts) -> PostContent:
        html, of_type = self._typed(item, parts)
        file = self.index.attachment(number_of(item.raw.meta.get(COVER, "")))
        return PostContent(
            title=item.fields.title,
            source=replace_addresses(html, parts.replacements),
            format="html",
            slug=item.slug,
            status=item.fields.status,
            publish_date=item.fields.publish_date,
            language=item.fields.language,
            summary=item.summary,
            tags=item.fields.tags,
            cover_alt=plain_line(file.alt)[:MAX_ALT_CHARS] if file else "",
            cover_caption=plain_line(file.caption)[:MAX_ALT_CHARS] if file else "",
            **of_type,
        )

    def _typed(self, item: Item, parts: Parts) -> tuple[str, dict[str, Any]]:
        """Return an item's text and what its type of post has beside it."""
        html = item.converted.html
        if item.format == "quote" and (quotation := find_quotation(html)):
            return quotation.html, {"type": "quote", "quote_author": quotation.author}
        if item.format == "video" and (film := find_film(html)):
            return film.html, {"type": "video", "video": film.address}
        if parts.image and (picture := find_picture(html)):
            caption = {"image_alt": picture.alt, "image_caption": picture.caption}
            return picture.html, {"type": "image", **caption}
        return html, {}

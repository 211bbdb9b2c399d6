"""From the items of a Markdown blog to posts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from byline.blog.errors import InvalidPost, PostChanged
from byline.blog.models.posts import post_path
from byline.blog.services import PostContent
from byline.importers.errors import ItemUnreadable
from byline.importers.identities import KnownPost, deleted_posts, known_posts, pending_digest
from byline.importers.markdown.blog import MarkdownBlog
from byline.importers.markdown.items import Item, read_body
from byline.importers.markdown.links import Broken, Target, ToFile, ToPost
from byline.importers.markdown.references import replace_references
from byline.importers.markdown.remote import remote_files
from byline.importers.media import FileUnusable, SourceMedia, media_address
from byline.importers.people import People
from byline.importers.posts import (
    ImportedPost,
    address_problem,
    address_warning,
    by_address,
    write_post,
)
from byline.importers.report import Report
from byline.media.services import PreparedFile

# What may stand in a fragment, less the brackets that would end a link in Markdown.
FRAGMENT_CHARACTERS = "%!$&'*+,;=:@/?~"


@dataclass
class Parts:
    """What a post takes over from the source beside its text, as far as it is there already."""

    # The new addresses by those that the body names.
    replacements: dict[str, str] = field(default_factory=dict)
    files: list[PreparedFile] = field(default_factory=list)
    cover: PreparedFile | None = None
    # Some links lead to posts that come later and have no address yet.
    waits: bool = False


class MarkdownImport:
    """One run over the posts of a blog."""

    def __init__(
        self,
        key: str,
        blog: MarkdownBlog,
        digests: Mapping[str, str],
        media: SourceMedia,
        report: Report,
    ) -> None:
        """`key` names the source in the identities, `digests` are its posts' final ones."""
        self._key = key
        self._blog = blog
        self._digests = digests
        self._media = media
        self._report = report
        self._known = known_posts(key)
        self._deleted = deleted_posts(key)
        self._people = People(key)
        # Posts with links that are left to do, by their ids, and whether the report lacks them yet.
        self._waiting: dict[str, bool] = {}

    def take(self, item: Item) -> None:
        """Import an item if it is new or changed, and say in the report what became of it."""
        known = self._known.get(item.original_id)
        digest = self._digests[item.original_id]
        if item.original_id in self._deleted:
            self._report.deleted_here += 1
        elif known and known.digest == digest:
            self._report.unchanged += 1
        elif known and known.is_edited:
            self._report.ask(item.path, "left as it is: it was edited here since it was imported")
        elif known and known.digest == pending_digest(digest):
            # An interrupted run left only its links to do.
            self._waiting[item.original_id] = True
            self._report.imported += 1
        else:
            self._take_changed(item, known)

    def _take_changed(self, item: Item, known: KnownPost | None) -> None:
        notes = list(item.notes)
        if not self._import(item, known, notes):
            self._report.refused += 1
        elif known:
            self._report.updated += 1
        else:
            self._report.imported += 1
        self._report.ask(item.path, *notes)

    def finish_links(self) -> None:
        """Write the links to posts that came later than those that name them."""
        for item in self._blog.items:
            if item.original_id not in self._waiting:
                continue
            notes = list(item.notes)
            done = self._import(item, self._known[item.original_id], notes)
            if not done or self._waiting[item.original_id]:
                self._report.ask(item.path, *notes)

    def _import(self, item: Item, known: KnownPost | None, notes: list[str]) -> bool:
        """Write an item, or in a dry run find out what there is to say about it."""
        parts = self._gather(item, notes)
        people = self._people.find_all(item.fields.authors, notes)
        addresses = self._free_addresses(item, known, notes)
        try:
            body = read_body(self._blog.source, item)
            self._note_remote_files(item, body, notes)
            if self._report.dry_run:
                return True
            post = ImportedPost(
                original_id=item.original_id,
                digest=self._digest(item, parts),
                content=self._content(item, body, parts),
                people=people,
                files=by_address(parts.files),
                cover=parts.cover,
                updated=item.fields.updated,
                addresses=addresses,
            )
            self._known[item.original_id] = write_post(self._key, post, self._people, known)
        except (ItemUnreadable, InvalidPost, PostChanged) as error:
            notes.append(f"not imported: {error}")
            return False
        if parts.waits:
            self._waiting.setdefault(item.original_id, False)
        return True

    def _gather(self, item: Item, notes: list[str]) -> Parts:
        parts = Parts()
        for written, target in self._blog.targets(item).items():
            address = self._new_address(target, parts, notes)
            if address is not None:
                fragment = quote(urlsplit(written.strip()).fragment, safe=FRAGMENT_CHARACTERS)
                parts.replacements[written] = f"{address}#{fragment}" if fragment else address
        if item.fields.cover:
            parts.cover = self._cover(item, notes)
        return parts

    def _new_address(self, target: Target, parts: Parts, notes: list[str]) -> str | None:
        """Return what an address becomes; None where it stays as it is, for now or for good."""
        match target:
            case ToPost(original_id) if original_id in self._deleted:
                notes.append(f"a link leads to {original_id}, which was deleted here")
            case ToPost(original_id):
                known = self._known.get(original_id)
                parts.waits = parts.waits or known is None
                return post_path(known.post_id, known.slug) if known else None
            case ToFile(path):
                file = self._file(path, notes)
                if file is None:
                    return None
                parts.files.append(file)
                return media_address(file)
            case Broken(reason):
                notes.append(reason)
        return None

    def _cover(self, item: Item, notes: list[str]) -> PreparedFile | None:
        target = self._blog.cover_target(item)
        if not isinstance(target, ToFile):
            notes.append(f"its cover {item.fields.cover} is not in the source and was left out")
            return None
        file = self._file(target.path, notes)
        if file and file.width is None:
            notes.append(f"its cover {item.fields.cover} is no picture and was left out")
            return None
        return file

    def _file(self, path: str, notes: list[str]) -> PreparedFile | None:
        try:
            return self._media.take(path)
        except FileUnusable as error:
            notes.append(str(error))
            return None

    def _free_addresses(self, item: Item, known: KnownPost | None, notes: list[str]) -> list[str]:
        """Return the old addresses that may lead to the post."""
        addresses = self._blog.resolver.addresses_of(item)
        problems = {address: address_problem(address, known) for address in addresses}
        notes += (problem for problem in problems.values() if problem)
        free = [address for address in addresses if not problems[address]]
        notes += filter(None, map(address_warning, free))
        return free

    def _digest(self, item: Item, parts: Parts) -> str:
        digest = self._digests[item.original_id]
        return pending_digest(digest) if parts.waits else digest

    def _note_remote_files(self, item: Item, body: str, notes: list[str]) -> None:
        """Note how many files the post shows from sites other than the old one of the source."""
        resolve = self._blog.resolver.resolve
        number = sum(resolve(item, address) is None for address in remote_files(body))
        if number:
            notes.append(f"pictures or films on other sites that are shown as links: {number}")

    def _content(self, item: Item, body: str, parts: Parts) -> PostContent:
        fields = item.fields
        return PostContent(
            title=item.title,
            slug=item.slug,
            source=replace_references(body, parts.replacements),
            status="draft" if item.is_draft else "published",
            publish_date=item.publish_date,
            language=fields.language,
            summary=fields.summary,
            tags=fields.tags,
            cover_alt=fields.cover_alt if parts.cover else "",
            cover_caption=fields.cover_caption if parts.cover else "",
        )

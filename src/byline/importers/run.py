"""One run over the items of a source: what is new is written, what changed is written again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Generic
from urllib.parse import unquote

from byline.blog.errors import InvalidPost, PageChanged, PostChanged
from byline.blog.services import PageContent, PostContent
from byline.importers.audit.report import FILES_AS_LINKS
from byline.importers.audit.services import audit_imports
from byline.importers.blog import Blog, ItemT, Parts, Progress, RemoteFiles
from byline.importers.comments import (
    ImportedComment,
    unknown_comments,
    write_comments,
)
from byline.importers.errors import ItemUnreadable
from byline.importers.gathering import Gathering
from byline.importers.html.missing import name_missing_files
from byline.importers.identities import (
    KnownItem,
    deleted_items,
    known_items,
    pending_digest,
    unfetched_digest,
)
from byline.importers.later_comments import LaterComments
from byline.importers.media import SourceMedia
from byline.importers.people import People
from byline.importers.report import Report
from byline.importers.targets import ToRemote, host_of
from byline.importers.unstorable import UNSTORABLE, why_unstorable
from byline.importers.writing import (
    ImportedItem,
    address_problems,
    address_warning,
    by_address,
    is_written,
    write_item,
)
from byline.lib.paths import normal_path


class ImportRun(Generic[ItemT]):
    """One run over the items of a blog, each of them one transaction.

    A run that ends early is simply started again.
    """

    def __init__(
        self,
        key: str,
        blog: Blog[ItemT],
        media: SourceMedia,
        report: Report,
        *,
        remote: RemoteFiles | None = None,
        accounts: Mapping[str, str] | None = None,
    ) -> None:
        """`key` names the source in the identities; `accounts` are as for `People`."""
        self._key = key
        self._blog = blog
        self._remote = remote
        self._report = report
        self._known = known_items(key)
        self._deleted = deleted_items(key)
        self._gathering = Gathering(blog, media, remote, self._deleted, key)
        self.people = People(key, accounts)
        # What the report says already of items with links that are left to do, by their ids.
        self._waiting: dict[str, frozenset[str]] = {}
        self._later = LaterComments(key, report)
        # Addresses that a dry run has counted.
        self._fetchable: set[str] = set()
        # What is not had is named by its reason, and not as what could be fetched.
        self._tries = bool(remote and (remote.fetching or remote.would_fetch))
        report.has_tried = self._tries

    def take_all(
        self,
        total: int,
        progress: Progress | None = None,
        *,
        afterwards: Callable[[], object] | None = None,
    ) -> None:
        """Import every item; then write the links to those that came later, and try them all.

        `afterwards` writes what else has addresses, before the links are tried; not in a dry run.
        """
        for number, item in enumerate(self._blog.items(), 1):
            self.take(item)
            if progress:
                progress(number, total)
        self.finish_links()
        if self._remote and self._remote.fetched:
            self._report.added["files"] = self._remote.fetched
        if self._report.dry_run:
            return
        if afterwards:
            afterwards()
        self._report.audit = audit_imports(self._key)

    def take(self, item: ItemT) -> None:
        """Import an item if it is new or changed, and say in the report what became of it."""
        known = self._known.get(item.original_id)
        digest = self._blog.digests[item.original_id]
        if item.original_id in self._deleted:
            self._report.deleted_here += 1
            return
        if known is None:
            self._take_changed(item, known)
        elif known.digest == pending_digest(digest) and not known.is_edited:
            # An interrupted run left only its links to do.
            self._waiting[item.original_id] = frozenset()
            self._report.imported += 1
        elif known.digest in (digest, unfetched_digest(digest), pending_digest(digest)):
            self._take_unchanged(item, known)
        elif known.is_edited:
            self._report.ask(item.path, "left as it is: it was edited here since it was imported")
        else:
            self._take_changed(item, known)
        if known:
            # As it is by now.
            self._take_comments(item, self._known[item.original_id])

    def _take_unchanged(self, item: ItemT, known: KnownItem) -> None:
        """Pass over an item, unless files that it shows by links can be had now."""
        self._report.unchanged += 1
        left = known.digest == unfetched_digest(self._blog.digests[item.original_id])
        if not left or not self._remote:
            return
        if self._remote.would_fetch and not known.is_edited:
            self._count_fetchable(self._gathering.parts_of(item, [], self._known))
        if not self._remote.fetching:
            return
        if known.is_edited:
            there = sum(isinstance(to, ToRemote) for to in self._blog.targets(item).values())
            self._report.ask(
                item.path, f"edited here, so left alone: files that stay on the old host: {there}"
            )
            return
        notes: list[str] = []
        parts = self._gathering.parts_of(item, notes, self._known)
        new = parts.fetched and not self._is_written(item, known, parts)
        if new and self._import(item, known, notes, parts):
            self._report.unchanged -= 1
            self._report.updated += 1
        self._report.ask(item.path, *notes)

    def _is_written(self, item: ItemT, known: KnownItem, parts: Parts) -> bool:
        try:
            content = self._content(item, parts)
        except ItemUnreadable:
            return True
        return is_written(known, content, parts.cover)

    def _take_changed(self, item: ItemT, known: KnownItem | None) -> None:
        notes = list(item.notes)
        if not self._import(item, known, notes):
            self._report.refused += 1
        elif known:
            self._report.updated += 1
        else:
            self._report.imported += 1
        self._report.ask(item.path, *notes)

    def _take_comments(self, item: ItemT, known: KnownItem) -> None:
        """Add the comments that came to an item since it was imported."""
        there = self._blog.comments_of(item, self.people)
        self._later.approve(there)
        self._later.add(item.path, known.post_id, there, self.write_comments)

    def write(self, imported: ImportedItem, known: KnownItem | None) -> KnownItem:
        """Add or change what an item became, in one transaction."""
        return write_item(self._key, imported, self.people, known)

    def write_comments(self, post_id: int, comments: Sequence[ImportedComment]) -> None:
        """Add comments under a post; inside a write unit."""
        write_comments(self._key, post_id, comments, self.people)

    def finish_links(self) -> None:
        """Write the links to items that came later than those that name them."""
        if not self._waiting:
            return
        for item in self._blog.items():
            if item.original_id not in self._waiting:
                continue
            notes = list(item.notes)
            parts = self._gathering.parts_of(item, notes, self._known, last=True)
            self._import(item, self._known[item.original_id], notes, parts)
            said = self._waiting[item.original_id]
            self._report.ask(item.path, *(note for note in notes if note not in said))

    def _import(
        self, item: ItemT, known: KnownItem | None, notes: list[str], parts: Parts | None = None
    ) -> bool:
        """Write an item, or in a dry run find out what there is to say about it."""
        parts = parts or self._gathering.parts_of(item, notes, self._known)
        people = self.people.find_all(self._blog.people_of(item), notes)
        addresses = self._free_addresses(item, known, notes)
        try:
            content = self._content(item, parts)
            comments = unknown_comments(self._key, self._blog.comments_of(item, self.people))
            if parts.unfetched and not self._tries:
                notes.append(
                    f"pictures or films on other sites {FILES_AS_LINKS}: {parts.unfetched}"
                )
            if self._report.dry_run:
                self._count_fetchable(parts)
                self._count(known, content, comments)
                return True
            imported = ImportedItem(
                original_id=item.original_id,
                digest=self._digest(item, parts),
                content=content,
                people=people,
                files=by_address(parts.files),
                fetched=parts.fetched,
                cover=parts.cover,
                image=parts.image,
                updated=item.updated,
                addresses=addresses,
                comments=comments,
            )
            written = self._known[item.original_id] = self.write(imported, known)
            # Where it is now, it answers itself.
            own = address_warning(normal_path(unquote(written.url)))
            notes[:] = [note for note in notes if note != own]
        except (ItemUnreadable, InvalidPost, PageChanged, PostChanged) as error:
            notes.append(f"not imported: {error}")
            return False
        except UNSTORABLE as error:
            notes.append(f"not imported: {why_unstorable(error)}")
            return False
        self._count(known, content, comments)
        if parts.waits:
            self._waiting.setdefault(item.original_id, frozenset(notes))
        return True

    def _count_fetchable(self, parts: Parts) -> None:
        """Note in a dry run what would be fetched for an item."""
        if parts.left_there and self._remote and self._remote.would_fetch:
            self._report.would_change += 1
            new = parts.left_there.keys() - self._fetchable
            self._fetchable |= new
            self._report.would_fetch.update(host_of(address) for address in new)

    def _content(self, item: ItemT, parts: Parts) -> PostContent | PageContent:
        content = self._blog.content(item, parts)
        if isinstance(content, PostContent) and not parts.cover:
            content = replace(content, cover_alt="", cover_caption="")
        if parts.broken and content.format == "html":
            named = name_missing_files(content.source, parts.broken)
            content = replace(content, source=named)
        return content

    def _count(
        self,
        known: KnownItem | None,
        content: PostContent | PageContent,
        comments: Sequence[ImportedComment],
    ) -> None:
        if known is None:
            self._report.added["pages" if isinstance(content, PageContent) else "posts"] += 1
        if comments:
            self._report.added["comments"] += len(comments)

    def _free_addresses(self, item: ItemT, known: KnownItem | None, notes: list[str]) -> list[str]:
        """Return the old addresses that may lead to the item."""
        addresses = self._blog.addresses_of(item)
        problems = address_problems(addresses, known)
        notes += problems.values()
        free = [address for address in addresses if address not in problems]
        notes += filter(None, map(address_warning, free))
        return free

    def _digest(self, item: ItemT, parts: Parts) -> str:
        digest = self._blog.digests[item.original_id]
        if parts.waits:
            return pending_digest(digest)
        left = parts.unfetched or parts.lacks_picture
        return unfetched_digest(digest) if left else digest

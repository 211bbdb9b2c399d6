"""An export as a source of an import: its posts and pages, and what their addresses lead to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from byline.blog.services import PageContent, PostContent
from byline.exports.format import (
    LISTS,
    POSTS_FOLDER,
    comments_name,
    digest_of_media,
    post_of_comments,
    read_entry_name,
)
from byline.importers.blog import Parts
from byline.importers.byline.archive import Archive
from byline.importers.byline.entries import Entry, read_entry
from byline.importers.byline.media import ArchivedMedia
from byline.importers.comments import ImportedComment
from byline.importers.errors import ImportStopped, ItemUnreadable
from byline.importers.html import find_addresses, replace_addresses
from byline.importers.markdown.references import find_references, replace_references
from byline.importers.markdown.remote import remote_files
from byline.importers.people import Author, People
from byline.importers.report import Report
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToRemote
from byline.lib.reshape.remote import is_remote
from byline.media.queries import ADDRESS_PREFIX

POST_ADDRESS = re.compile(r"/blog/post/([1-9][0-9]{0,9})(?:/[^/]*+)?+/?")
PAGE_ADDRESS = re.compile(r"/page/([^/]++)/?")


class ArchivedBlog:
    """The posts of an export by their ids, and its pages after them.

    Each file is read when its turn comes, so the memory holds one of them at a time.
    """

    def __init__(
        self,
        archive: Archive,
        media: ArchivedMedia,
        names: Mapping[str, str],
        asking: Mapping[str, Sequence[str]],
        report: Report,
    ) -> None:
        """Look at every file once; `names` are display names by user names.

        `asking` are the old addresses that stand in no post or page, by original ids.
        """
        self.digests: dict[str, str] = {}
        # The names in the entries' addresses, by their ids.
        self.slugs: dict[str, str] = {}
        # Whether ids stay, and every address with them; decided once the source is known.
        self.keeping_ids = True
        self._archive = archive
        self._media = media
        self._names = names
        self._asking = asking
        self._report = report
        # By original id.
        self._paths: dict[str, str] = {}
        self._commented: list[int] = []
        # Original ids of pages by their slugs.
        self._pages: dict[str, str] = {}
        self._look_at_all()

    def _look_at_all(self) -> None:
        found: dict[str, tuple[int, int, str]] = {}
        for path in self._archive.names():
            if read_entry_name(path) is None:
                self._look_at_other(path)
                continue
            self._report.found += 1
            try:
                entry = read_entry(self._archive, path)
                if entry.original_id in found:
                    other = found[entry.original_id][2]
                    raise ItemUnreadable(f"{other} has the same id")
            except ItemUnreadable as error:
                self._report.refuse(path, str(error))
                continue
            kind = 0 if path.startswith(POSTS_FOLDER) else 1
            found[entry.original_id] = (kind, entry.content.kept.row_id, path)
            self.digests[entry.original_id] = entry.digest
            self.slugs[entry.original_id] = entry.content.slug or ""
            if kind and entry.content.slug:
                self._pages[entry.content.slug] = entry.original_id
        for post_id in self._commented:
            if f"post:{post_id}" not in found:
                self._report.ask(comments_name(post_id), "left out: there is no such post")
        self._paths = {key: found[key][2] for key in sorted(found, key=found.__getitem__)}

    def _look_at_other(self, path: str) -> None:
        """Say of a file that is neither a post nor a page when it is none of an export."""
        post_id = post_of_comments(path)
        if post_id is not None:
            self._commented.append(post_id)
        elif path not in LISTS and digest_of_media(path) is None:
            self._report.found += 1
            self._report.skip(path, "no file of an export")

    def items(self) -> Iterator[Entry]:
        """Read the posts and pages, one after the other."""
        for path in self._paths.values():
            try:
                yield read_entry(self._archive, path)
            except ItemUnreadable as error:
                # It could be read a moment ago.
                raise ImportStopped(f"{path}: {error}") from error

    def people_of(self, item: Entry) -> list[Author]:
        """Return whose a post is."""
        return [self._author(username) for username in item.authors if username.strip()]

    def _author(self, username: str) -> Author:
        return Author(self._names.get(username, username), username)

    def addresses_of(self, item: Entry) -> list[str]:
        """Return the old addresses that lead to an item."""
        return list(dict.fromkeys((*item.addresses, *self._asking.get(item.original_id, ()))))

    def targets(self, item: Entry) -> Mapping[str, Target]:
        """Return what the addresses in an item's body lead to."""
        source = item.content.source
        if item.content.format == "html":
            found = find_addresses(source)
            written = [one.address for one in found]
            shown = [one.address for one in found if one.shown and is_remote(one.address)]
        else:
            written = list(dict.fromkeys(one.target for one in find_references(source)))
            shown = remote_files(source)
        targets = {address: self._local_target(address) for address in written}
        return targets | {address: ToRemote(address) for address in shown}

    def _local_target(self, address: str) -> Target:
        """Return what a local address leads to; None for one that stays right as it is."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        path = unquote(parts.path)
        if path in self._media.changed:
            return ToFile(self._media.changed[path])
        if self.keeping_ids:
            return None
        original_id = None
        if post := POST_ADDRESS.fullmatch(path):
            original_id = f"post:{post[1]}"
        elif page := PAGE_ADDRESS.fullmatch(path):
            original_id = self._pages.get(page[1])
        return ToItem(original_id) if original_id in self._paths and original_id else None

    def cover_target(self, item: Entry) -> Target:
        """Return what the address of an item's cover leads to."""
        return self._file_target(item.cover)

    def image_target(self, item: Entry) -> Target:
        """Return what the address of a picture post's picture leads to."""
        return self._file_target(item.image)

    def _file_target(self, address: str) -> Target:
        if not address:
            return None
        path = self._media.path_of(address)
        if path:
            return ToFile(path)
        return Broken(f"{address.removeprefix(ADDRESS_PREFIX)} is not in the export")

    def content(self, item: Entry, parts: Parts) -> PostContent | PageContent:
        """Return an item as it is to be written."""
        rewrite = replace_addresses if item.content.format == "html" else replace_references
        source = rewrite(item.content.source, parts.replacements) if parts.replacements else None
        return replace(item.content, source=source) if source else item.content

    def comments_of(self, item: Entry, people: People) -> Sequence[ImportedComment]:
        """Return the comments under an item."""
        notes: list[str] = []
        comments = [
            replace(one, person=people.find(self._author(one.username), notes))
            if one.username
            else one
            for one in item.comments
        ]
        self._report.ask(item.path, *notes)
        return comments

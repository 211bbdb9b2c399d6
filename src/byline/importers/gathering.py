"""What the items of a source take over beside their texts: addresses, files, covers."""

import re
from collections.abc import Collection, Mapping
from typing import Generic
from urllib.parse import quote, urlsplit

from byline.importers.blog import Blog, ItemT, Parts, RemoteFiles
from byline.importers.comments import COMMENT_KEY, has_comments, known_ids
from byline.importers.identities import KnownItem
from byline.importers.media import FileUnusable, SourceMedia, media_address
from byline.importers.targets import Broken, Target, ToFile, ToItem, ToPlace, ToRemote
from byline.media.services import PreparedFile

# What may stand in a fragment, less the brackets that would end a link in Markdown.
FRAGMENT_CHARACTERS = "%!$&'*+,;=:@/?~"
# The place of a comment on the page of its post, which WordPress calls as Byline does.
COMMENT = re.compile(r"comment-([1-9][0-9]{0,17})")


class Gathering(Generic[ItemT]):
    """Finds what an item takes over, and brings its files into the media store."""

    def __init__(
        self,
        blog: Blog[ItemT],
        media: SourceMedia,
        remote: RemoteFiles | None,
        deleted: Collection[str],
        key: str,
    ) -> None:
        """`deleted` are the items of the source that were deleted here; `key` is the source's."""
        self._key = key
        self._blog = blog
        self._media = media
        self._remote = remote
        self._deleted = deleted

    def parts_of(
        self, item: ItemT, notes: list[str], known: Mapping[str, KnownItem], *, last: bool = False
    ) -> Parts:
        """Return what an item takes over; appends to `notes` what somebody should look at.

        `known` are the items that are here; on the `last` round no other comes.
        """
        parts = Parts()
        targets = self._blog.targets(item)
        if self._remote:
            self._remote.expect(to.address for to in targets.values() if isinstance(to, ToRemote))
        parts.broken = {written for written, to in targets.items() if isinstance(to, Broken)}
        for written, target in targets.items():
            address = self._new_address(target, parts, notes, known, last=last)
            if address is not None:
                fragment = quote(urlsplit(written.strip()).fragment, safe=FRAGMENT_CHARACTERS)
                if isinstance(target, ToItem) and (comment := COMMENT.fullmatch(fragment)):
                    fragment = self._comment_place(comment[1], parts, last=last)
                parts.replacements[written] = f"{address}#{fragment}" if fragment else address
        parts.cover = self._picture(self._blog.cover_target(item), parts, notes, "cover")
        parts.image = self._picture(self._blog.image_target(item), parts, notes, "picture")
        return parts

    def _new_address(
        self,
        target: Target,
        parts: Parts,
        notes: list[str],
        known: Mapping[str, KnownItem],
        *,
        last: bool,
    ) -> str | None:
        """Return what an address becomes; None where it stays as it is, for now or for good."""
        match target:
            case ToItem(original_id) if original_id in self._deleted:
                notes.append(f"a link leads to {original_id}, which was deleted here")
            case ToItem(original_id):
                if found := known.get(original_id):
                    return found.url
                if last:
                    notes.append(f"a link leads to {original_id}, which was not imported")
                parts.waits = parts.waits or not last
            case ToPlace(path):
                return path
            case ToFile() | ToRemote():
                file = self._file(target, parts, notes)
                if file is None:
                    if isinstance(target, ToRemote):
                        parts.unfetched += 1
                        parts.left_there[target.address] = None
                    return None
                parts.files.append(file)
                return media_address(file)
            case Broken(reason):
                notes.append(reason)
        return None

    def _comment_place(self, number: str, parts: Parts, *, last: bool) -> str:
        """Return the place of a comment on its post's page, empty where it is not here."""
        original_id = COMMENT_KEY + number
        comment_id = known_ids(self._key, [original_id]).get(original_id)
        if comment_id is None:
            # It may come with its post; in a blog without comments it is the place of a heading.
            parts.waits = parts.waits or not last
            return "" if has_comments(self._key) else f"comment-{number}"
        return f"comment-{comment_id}"

    def _picture(
        self, target: Target, parts: Parts, notes: list[str], name: str
    ) -> PreparedFile | None:
        """Return the picture that an item has beside its text."""
        match target:
            case Broken(reason):
                notes.append(f"its {name} was left out: {reason}")
            case ToFile() | ToRemote():
                said: list[str] = []
                file = self._file(target, parts, said)
                notes += (f"its {name} was left out: {reason}" for reason in said)
                if file is None and isinstance(target, ToRemote):
                    parts.lacks_picture = True
                    parts.left_there[target.address] = None
                    if not said and not (self._remote and self._remote.would_fetch):
                        notes.append(
                            f"its {name} {target.address} was left out;"
                            " the import brings it here with --fetch-media"
                        )
                if file and file.width is None:
                    notes.append(f"its {name} {file.original_name} is no picture and was left out")
                    return None
                return file
        return None

    def _file(
        self, target: ToFile | ToRemote, parts: Parts, notes: list[str]
    ) -> PreparedFile | None:
        try:
            if isinstance(target, ToFile):
                return self._taken(target, parts)
            file = self._remote.take(target.address) if self._remote else None
        except FileUnusable as error:
            notes.append(str(error))
            return None
        if file:
            parts.fetched[target.address] = file
        return file

    def _taken(self, target: ToFile, parts: Parts) -> PreparedFile | None:
        file = self._media.take(target.path)
        if file and target.address:
            parts.fetched[target.address] = file
        return file

"""What an import keeps in memory of an export: everything but the texts."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from byline.importers.wordpress.content import Attachment
from byline.importers.wordpress.kinds import label_of, type_of
from byline.importers.wordpress.permalinks import number_of
from byline.importers.wordpress.site import Site
from byline.importers.wordpress.terms import slug_of
from byline.importers.wordpress.wxr import RawItem

# Of all reusable blocks together.
MAX_BLOCKS_CHARS = 10 * 2**20
ALT = "_wp_attachment_image_alt"
MONTH = re.compile(r"([1-9][0-9]{3})-([01][0-9])-")
USE = re.compile(r"\[(?:gallery|playlist)[^\]]{0,2000}|<!-- wp:block [^>]{0,200}")
NUMBER = re.compile(r"[0-9]{1,18}")
COVER = "_thumbnail_id"


@dataclass
class Index:
    """The items of an export, their addresses, and the files and blocks that they share."""

    site: Site
    # Original ids of posts and pages by their places in the file.
    original_ids: dict[int, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    # The names in the items' addresses, by their ids.
    slugs: dict[str, str] = field(default_factory=dict)
    # By their ids there, and by their old addresses.
    by_number: dict[int, str] = field(default_factory=dict)
    by_address: dict[str, str] = field(default_factory=dict)
    files: dict[int, Attachment] = field(default_factory=dict)
    # Ids of files by the addresses of the pages about them.
    file_pages: dict[str, int] = field(default_factory=dict)
    # Of the posts: `2020/05`.
    months: set[str] = field(default_factory=set)
    # Items in the trash: place, id, digest and what the report calls them.
    _trashed: list[tuple[int, str, str, str]] = field(default_factory=list)
    _children: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _blocks: dict[int, str] = field(default_factory=dict)
    _blocks_chars: int = 0
    # The text of each item that shows the library's files or blocks: the numbers in it.
    _uses: dict[str, list[int]] = field(default_factory=dict)
    _covers: dict[str, int] = field(default_factory=dict)
    # Guids that are addresses: they may be those of other items by now.
    _guids: list[tuple[str, str]] = field(default_factory=list)

    def attachment(self, attachment_id: int) -> Attachment | None:
        """Return a file by its id."""
        return self.files.get(attachment_id)

    def children(self, post_id: int) -> Sequence[Attachment]:
        """Return the files that were uploaded to a post, in its order."""
        return [self.files[number] for _order, number in sorted(self._children.get(post_id, ()))]

    def reusable_block(self, block_id: int) -> str | None:
        """Return the body of a reusable block by its id."""
        return self._blocks.get(block_id)

    def add_file(self, raw: RawItem) -> None:
        """Take note of a file of the library."""
        number = number_of(raw.get("wp:post_id"))
        url = raw.get("wp:attachment_url") or raw.get("guid")
        if not number or number in self.files or not url:
            return
        self.files[number] = Attachment(
            id=number,
            url=url,
            title=raw.get("title"),
            caption=raw.get("excerpt:encoded"),
            alt=raw.meta.get(ALT, "").strip(),
        )
        order = number_of(raw.get("wp:menu_order"))
        self._children.setdefault(number_of(raw.get("wp:post_parent")), []).append((order, number))
        if address := self.site.address_of(raw.get("link")):
            self.file_pages.setdefault(address, number)

    def add_block(self, raw: RawItem) -> None:
        """Keep the text of a reusable block."""
        text = raw.get("content:encoded")
        self._blocks_chars += len(text)
        if self._blocks_chars <= MAX_BLOCKS_CHARS:
            self._blocks.setdefault(number_of(raw.get("wp:post_id")), text)

    def add_item(self, place: int, raw: RawItem, digest: str) -> bool:
        """Take note of a post or page; False where it is there twice, and so left out."""
        number = number_of(raw.get("wp:post_id"))
        original_id = wanted = str(number) if number else f"item-{digest[:16]}"
        times = 1
        while original_id in self.digests:
            if self.digests[original_id] == digest:
                return False
            times += 1
            original_id = f"{wanted}~{times}"
        self.original_ids[place] = original_id
        self.digests[original_id] = digest
        self.slugs[original_id] = slug_of(raw.get("wp:post_name"))
        self.by_number.setdefault(number, original_id)
        if type_of(raw) == "post" and (month := MONTH.match(raw.get("wp:post_date"))):
            self.months.add(f"{month[1]}/{month[2]}")
        if cover := number_of(raw.meta.get(COVER, "")):
            self._covers[original_id] = cover
        if used := USE.findall(raw.fields.get("content:encoded", "")):
            self._uses[original_id] = [number, *map(number_of, NUMBER.findall(" ".join(used)))]
        if address := self.site.address_of(raw.get("link")):
            self.by_address.setdefault(address, original_id)
        if guid := self.site.address_of(raw.get("guid")):
            self._guids.append((guid, original_id))
        return True

    def add_trashed(self, place: int, raw: RawItem, digest: str) -> None:
        """Take note of a post or page in the trash."""
        number = number_of(raw.get("wp:post_id"))
        self._trashed.append((place, str(number), digest, label_of(raw)))

    def take_trashed(self, known: Collection[str]) -> list[str]:
        """Take what is here of the items in the trash; returns what the report calls the others."""
        others = []
        for place, original_id, digest, label in self._trashed:
            if original_id in known and original_id not in self.digests:
                self.original_ids[place] = original_id
                self.digests[original_id] = digest
            else:
                others.append(label)
        return others

    def finish(self, upload_sizes: Mapping[str, int]) -> None:
        """Settle what needs the whole file; `upload_sizes` are bytes by the files' paths."""
        for address, original_id in self._guids:
            if address not in self.file_pages:
                self.by_address.setdefault(address, original_id)
        for original_id, numbers in self._uses.items():
            # It changes with what it shows of them, such as their captions.
            shown = [(self.files.get(one), self._blocks.get(one)) for one in numbers]
            text = f"{self.digests[original_id]}:{shown}:{self.children(numbers[0])}"
            self.digests[original_id] = hashlib.sha256(text.encode()).hexdigest()
        for original_id, number in self._covers.items():
            # An item changes with the file that is its cover.
            if cover := self.files.get(number):
                size = upload_sizes.get(self.site.upload_of(cover.url))
                text = f"{self.digests[original_id]}:{cover}:{size}"
                self.digests[original_id] = hashlib.sha256(text.encode()).hexdigest()

    def addresses_of(self, original_id: str, raw: RawItem) -> list[str]:
        """Return the old addresses that are an item's alone, its permalink first."""
        written = (self.site.address_of(raw.get(name)) for name in ("link", "guid"))
        addresses = [
            one for one in written if one != "/" and self.by_address.get(one) == original_id
        ]
        number = number_of(raw.get("wp:post_id"))
        if number and self.by_number.get(number) == original_id:
            # A page answers to both.
            keys = ("page_id", "p") if raw.get("wp:post_type") == "page" else ("p",)
            addresses += (self.site.at(f"/?{key}={number}") for key in keys)
        return list(dict.fromkeys(addresses))

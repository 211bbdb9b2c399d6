"""What a source offers to an import, whichever program it comes from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from byline.blog.services import PageContent, PostContent
from byline.importers.comments import ImportedComment
from byline.importers.people import Author, People
from byline.importers.targets import Target
from byline.media.services import PreparedFile

# Called with the number of items that are done, and of all.
Progress = Callable[[int, int], None]


class Item(Protocol):
    """A post or page of a source, as far as every program has them alike."""

    @property
    def original_id(self) -> str:
        """What tells it from the others of its source, for good."""

    @property
    def path(self) -> str:
        """What the report calls it."""

    @property
    def notes(self) -> list[str]:
        """What somebody should look at."""

    @property
    def updated(self) -> datetime | None:
        """When it was last changed there, as far as the source says."""


ItemT = TypeVar("ItemT", bound=Item)


@dataclass
class Parts:
    """What an item takes over from the source beside its text, as far as it is there already."""

    # The new addresses by those that the body names.
    replacements: dict[str, str] = field(default_factory=dict)
    files: list[PreparedFile] = field(default_factory=list)
    # Those that came from other hosts or had an address there, by these.
    fetched: dict[str, PreparedFile] = field(default_factory=dict)
    cover: PreparedFile | None = None
    # Of a picture post.
    image: PreparedFile | None = None
    # Some links lead to items that come later and have no address yet.
    waits: bool = False
    # Addresses that nothing answers, as the body writes them.
    broken: set[str] = field(default_factory=set)
    # Files of other hosts that are shown as links to them.
    unfetched: int = 0
    # The addresses of these, and of covers, each once.
    left_there: dict[str, None] = field(default_factory=dict)
    # It lacks a picture beside its text that another host has.
    lacks_picture: bool = False


class Blog(Protocol[ItemT]):
    """What a source offers to an import, whichever program it comes from."""

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each item, by its id: another one means that it changed there."""

    def items(self) -> Iterable[ItemT]:
        """Yield the items, each time in the same order; read anew where they fill no memory."""

    def people_of(self, item: ItemT) -> Sequence[Author]:
        """Return whose an item is."""

    def addresses_of(self, item: ItemT) -> list[str]:
        """Return the old addresses that are an item's alone, the likeliest first, normal."""

    def targets(self, item: ItemT) -> Mapping[str, Target]:
        """Return what the addresses in an item's body lead to, as the body writes them."""

    def cover_target(self, item: ItemT) -> Target:
        """Return what the address of an item's cover leads to."""

    def image_target(self, item: ItemT) -> Target:
        """Return what the address of a picture post's picture leads to."""

    def content(self, item: ItemT, parts: Parts) -> PostContent | PageContent:
        """Return an item as it is to be written, with its new addresses. Raises ItemUnreadable."""

    def comments_of(self, item: ItemT, people: People) -> Sequence[ImportedComment]:
        """Return the comments under an item."""


class RemoteFiles(Protocol):
    """Files of other hosts, on their way into the media store."""

    # Whether they are fetched now; else only what earlier runs fetched is known.
    fetching: bool
    # They are to be fetched, but this is a dry run.
    would_fetch: bool
    # How many this run has fetched.
    fetched: int

    def expect(self, addresses: Iterable[str]) -> None:
        """Begin to fetch what will be taken next, in this order."""

    def take(self, address: str) -> PreparedFile | None:
        """Return a file, checked and stored; None where it is not fetched. Raises FileUnusable."""

"""What a test post consists of, wherever it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from byline.auth.models import User
from byline.blog.services import PostContent
from byline.media.models import MediaFile


@dataclass(frozen=True)
class Site:
    """What posts refer to: people by user name, pictures by name, the day that dates count from.

    `today` is a midnight, in UTC: runs on the same day agree on every date.
    """

    people: dict[str, User]
    pictures: dict[str, MediaFile]
    today: datetime


@dataclass(frozen=True, kw_only=True)
class SampleComment:
    """A comment, by a user where `username` is given, else by a guest of this `name`."""

    text: str
    name: str = ""
    username: str | None = None
    status: str = "approved"
    replies: Sequence["SampleComment"] = ()


@dataclass(frozen=True, kw_only=True)
class SamplePost:
    """A post, the user names of its authors, and what readers say to it, oldest first."""

    content: PostContent
    authors: Sequence[str]
    comments: Sequence[SampleComment] = ()

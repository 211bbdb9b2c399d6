"""What the texts of a post or page must be before they are stored."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from byline.blog.errors import InvalidPost
from byline.lib.languages import is_language_tag
from byline.lib.limits import (
    MAX_ALT_CHARS,
    MAX_NAME_CHARS,
    MAX_SOURCE_BYTES,
    MAX_SUMMARY_SOURCE_CHARS,
    MAX_TITLE_CHARS,
    MAX_VIDEO_CHARS,
)
from byline.lib.text import strip_unstorable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# By field of what a writer gives.
_MAX_CHARS = {
    "summary": MAX_SUMMARY_SOURCE_CHARS,
    "cover_alt": MAX_ALT_CHARS,
    "cover_caption": MAX_ALT_CHARS,
    "image_alt": MAX_ALT_CHARS,
    "image_caption": MAX_ALT_CHARS,
    "video": MAX_VIDEO_CHARS,
    "quote_author": MAX_NAME_CHARS,
}

Content = TypeVar("Content", bound="DataclassInstance")


def storable(content: Content) -> Content:
    """Return a post or page without what a database refuses, such as NUL, in its texts."""
    texts = {name: value for name, value in vars(content).items() if isinstance(value, str)}
    return replace(content, **{name: strip_unstorable(text) for name, text in texts.items()})


def checked_title(raw: str) -> str:
    """Return a title in one line. Raises InvalidPost for one that no post or page can have."""
    title = " ".join(raw.split())
    if not 1 <= len(title) <= MAX_TITLE_CHARS:
        raise InvalidPost(f"a title has 1 to {MAX_TITLE_CHARS} characters")
    return title


def check_lengths(content: "DataclassInstance") -> None:
    """Raise InvalidPost, which names the field, for a text that is longer than its column."""
    for name, value in vars(content).items():
        limit = _MAX_CHARS.get(name)
        if value and limit and len(value) > limit:
            raise InvalidPost(f"{name} is longer than {limit} characters")
        if name == "source" and len(value.encode()) > MAX_SOURCE_BYTES:
            raise InvalidPost(f"source is longer than {MAX_SOURCE_BYTES} bytes")


def check_language(language: str | None) -> None:
    """Raise InvalidPost for what is no language tag; None, not known, is fine."""
    if language is not None and not is_language_tag(language):
        raise InvalidPost("language is no tag of a language, such as pt-BR")

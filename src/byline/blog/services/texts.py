"""What the texts of a post or page must be before they are stored."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from byline.blog.errors import InvalidPost
from byline.lib.limits import MAX_TITLE_CHARS
from byline.lib.text import strip_unstorable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

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

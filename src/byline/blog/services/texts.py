"""What the texts of a post or page must be before they are stored."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from byline.blog.errors import InvalidPost
from byline.lib.invisible import has_visible, strip_overrides
from byline.lib.languages import is_language_tag
from byline.lib.limits import (
    MAX_ALT_CHARS,
    MAX_NAME_CHARS,
    MAX_SOURCE_BYTES,
    MAX_SUMMARY_SOURCE_CHARS,
    MAX_TAG_CHARS,
    MAX_TITLE_CHARS,
    MAX_VIDEO_CHARS,
)
from byline.lib.text import strip_unstorable
from byline.lib.titles import InvalidTitle, TitleProblem, normalize_tag_title

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

_TAG_PROBLEMS: dict[TitleProblem, LazyString] = {
    TitleProblem.EMPTY: _l("A tag has at least one character."),
    TitleProblem.TOO_LONG: _l("A tag has at most %(most)s characters.", most=MAX_TAG_CHARS),
    TitleProblem.SLASH: _l("A tag has no slash."),
    TitleProblem.DOTS: _l("A tag has more than dots."),
    TitleProblem.CONTROL: _l("A tag has only characters that can be seen."),
}

Content = TypeVar("Content", bound="DataclassInstance")


def storable(content: Content) -> Content:
    """Return a post or page without what a database refuses, such as NUL, in its texts."""
    texts = {name: value for name, value in vars(content).items() if isinstance(value, str)}
    return replace(content, **{name: strip_unstorable(text) for name, text in texts.items()})


def checked_title(raw: str) -> str:
    """Return a title in one line. Raises InvalidPost for one that no post or page can have."""
    title = " ".join(strip_overrides(raw).split())
    if not has_visible(title) or len(title) > MAX_TITLE_CHARS:
        raise InvalidPost(
            "title", _l("A title has 1 to %(most)s characters.", most=MAX_TITLE_CHARS)
        )
    return title


def checked_tags(raw: Iterable[str]) -> list[str]:
    """Return the titles of tags as they are stored. Raises InvalidPost for one no tag can have."""
    try:
        return [normalize_tag_title(title) for title in raw]
    except InvalidTitle as error:
        raise InvalidPost("tags", _TAG_PROBLEMS[error.problem]) from error


def check_lengths(content: "DataclassInstance") -> None:
    """Raise InvalidPost for a text that is longer than its column."""
    for name, value in vars(content).items():
        limit = _MAX_CHARS.get(name)
        if value and limit and len(value) > limit:
            raise InvalidPost(name, _l("This has more than %(most)s characters.", most=limit))
        if name == "source" and len(value.encode()) > MAX_SOURCE_BYTES:
            raise InvalidPost(
                name, _l("This is longer than %(most)s MB.", most=MAX_SOURCE_BYTES // 2**20)
            )


def check_language(language: str | None) -> None:
    """Raise InvalidPost for what is no language tag; None, not known, is fine."""
    if language is not None and not is_language_tag(language):
        raise InvalidPost("language", _l("This is no tag of a language, such as pt-BR."))

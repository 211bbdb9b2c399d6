"""What is known of a language by its tag (BCP 47)."""

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from byline.lib.limits import MAX_LANGUAGE_CHARS

# A language and what narrows it down (RFC 5646, section 2.1); whether anybody speaks it is not
# asked.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def is_language_tag(text: str) -> bool:
    """Tell whether `text` has the form of a language's tag, such as `pt-BR`."""
    return len(text) <= MAX_LANGUAGE_CHARS and _TAG.fullmatch(text) is not None


@lru_cache(maxsize=256)
def text_direction(language: str | None) -> str:
    """Return `ltr` or `rtl`, or `auto` for a language that is not given or not known."""
    if not language:
        return "auto"
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "auto"

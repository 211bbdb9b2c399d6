"""What is known of a language by its tag (BCP 47)."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError


@lru_cache(maxsize=256)
def text_direction(language: str | None) -> str:
    """Return `ltr` or `rtl`, or `auto` for a language that is not given or not known."""
    if not language:
        return "auto"
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "auto"

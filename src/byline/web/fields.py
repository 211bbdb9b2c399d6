"""What the fields of all features share."""

from byline.lib.text import strip_unstorable


def trimmed(value: str | None) -> str | None:
    """Filter: leave out spaces around a text, and what a database refuses, such as NUL."""
    return strip_unstorable(value).strip() if value else value

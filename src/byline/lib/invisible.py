"""Characters that nobody sees, but that change what others look like."""

import unicodedata

# They turn "nimda" around: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
_OVERRIDES = dict.fromkeys((0x202D, 0x202E))
# Between letters of several scripts, and inside emoji, these are part of the spelling.
_JOINERS = frozenset("\u200c\u200d")
# Letters and a symbol by their category, but empty to look at.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def strip_overrides(text: str) -> str:
    """Leave out what forces a direction on letters that have one of their own."""
    return text.translate(_OVERRIDES)


def visible_line(text: str) -> str:
    """Return a text as one line without invisible characters; empty where nothing else is left."""
    line = " ".join("".join(filter(_may_stay, text)).split())
    return line if has_visible(line) else ""


def has_visible(text: str) -> bool:
    """Say whether there is anything to be seen in a text."""
    return any(map(_is_seen, text))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZM" and character not in _BLANK


def _may_stay(character: str) -> bool:
    if character.isspace() or character in _JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf")

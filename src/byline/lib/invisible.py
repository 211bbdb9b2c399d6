"""Characters that nobody sees, but that change what others look like."""

import unicodedata

# They turn "nimda" around: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
_OVERRIDES = dict.fromkeys((0x202D, 0x202E))
# Between letters of several scripts, and inside emoji, these are part of the spelling.
_JOINERS = frozenset("\u200c\u200d")


def strip_overrides(text: str) -> str:
    """Leave out what forces a direction on letters that have one of their own."""
    return text.translate(_OVERRIDES)


def visible_line(text: str) -> str:
    """Return a text as one line without invisible characters; empty where nothing else is left."""
    line = " ".join("".join(filter(_may_stay, text)).split())
    return line if any(unicodedata.category(c)[0] not in "CZM" for c in line) else ""


def _may_stay(character: str) -> bool:
    if character.isspace() or character in _JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf")

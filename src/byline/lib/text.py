"""Plain strings: what may be in them, counting in them, and where they may be cut."""

import re
import unicodedata

# Control characters (tab and line feed aside), halves of surrogate pairs, and the two code points
# that are never characters. Databases, XML and UTF-8 refuse them, one each.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ZERO_WIDTH_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REGIONAL_INDICATORS = range(0x1F1E6, 0x1F200)
_HANGUL_VOWELS_AND_FINALS = range(0x1160, 0x1200)


def count_substring(text: str, sub: str) -> int:
    """Count how often `sub` occurs in `text`, without overlaps: "aaaa" holds "aa" twice.

    Upper and lower case differ. Raises ValueError for an empty `sub`, which would be everywhere.
    """
    if not sub:
        raise ValueError("The substring to count is empty.")
    return text.count(sub)


def strip_unstorable(text: str) -> str:
    """Return `text` with line feeds for line ends and without NUL and other unstorable characters."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def grapheme_start(text: str, index: int) -> int:
    """Return the last place at or before `index` where a reader sees a new character begin.

    A subset of the rules of Unicode's annex 29 (https://www.unicode.org/reports/tr29/): combining
    marks, joined emoji, skin tones, flags, line ends and Korean syllables in parts.
    """
    while 0 < index < len(text) and not _begins_grapheme(text, index):
        index -= 1
    return index


def _begins_grapheme(text: str, index: int) -> bool:
    character, before = text[index], text[index - 1]
    if character == _ZERO_WIDTH_JOINER or before == _ZERO_WIDTH_JOINER:
        return False
    if unicodedata.category(character).startswith("M") or ord(character) in _SKIN_TONES:
        return False
    if ord(character) in _REGIONAL_INDICATORS:
        return _regional_indicators_before(text, index) % 2 == 0
    return ord(character) not in _HANGUL_VOWELS_AND_FINALS and before + character != "\r\n"


def _regional_indicators_before(text: str, index: int) -> int:
    """Count them from `index` backwards: a flag is a pair, so after an odd number one is open."""
    start = index
    while start > 0 and ord(text[start - 1]) in _REGIONAL_INDICATORS:
        start -= 1
    return index - start

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
# Chinese characters, Japanese syllables and their punctuation, which are written without spaces.
_SPACELESS = re.compile(
    "[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_OPENING = frozenset({"Ps", "Pi"})
_CLOSING = frozenset({"Pe", "Pf", "Po"})

WORDS_A_MINUTE = 230
SPACELESS_CHARACTERS_A_MINUTE = 500


def count_substring(text: str, sub: str) -> int:
    """Count how often `sub` occurs in `text`, without overlaps: "aaaa" holds "aa" twice.

    Upper and lower case differ. Raises ValueError for an empty `sub`, which would be everywhere.
    """
    if not sub:
        raise ValueError("The substring to count is empty.")
    return text.count(sub)


def strip_unstorable(text: str) -> str:
    """Return `text` with line feeds for line ends and without NUL and its like."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def reading_minutes(text: str) -> int:
    """Return how long a person reads `text`, in whole minutes, at least one."""
    characters = len(_SPACELESS.findall(text))
    words = len(_SPACELESS.sub(" ", text).split())
    minutes = words / WORDS_A_MINUTE + characters / SPACELESS_CHARACTERS_A_MINUTE
    return max(1, round(minutes))


def is_word_end(text: str, index: int) -> bool:
    """Tell whether `text` may be cut at `index`: before a space, or between Chinese characters."""
    before, after = text[index - 1], text[index]
    if after.isspace():
        return not before.isspace()
    return bool(
        (_SPACELESS.match(before) or _SPACELESS.match(after))
        and unicodedata.category(before) not in _OPENING
        and unicodedata.category(after) not in _CLOSING
        and _begins_grapheme(text, index)
    )


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

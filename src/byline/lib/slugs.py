"""The part of an address that is made from a title."""

import re
import unicodedata

from byline.lib.limits import MAX_SLUG_CHARS
from byline.lib.text import grapheme_start

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d",
        "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ĸ": "k", "ŧ": "t",
    }
)  # fmt: skip
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u0060\u00b4]")
_NOT_IN_ASCII_SLUGS = re.compile("[^a-z0-9]+")


def slugify(text: str, *, max_chars: int = MAX_SLUG_CHARS, fallback: str = "post") -> str:
    """Return `text` as a slug: "Crème brûlée, twice" becomes "creme-brulee-twice".

    It is lower-case and folded to ASCII where that leaves something, else of Unicode letters and
    digits, else `fallback`; longer ones are cut at a hyphen where one is near.
    """
    plain = _APOSTROPHES.sub("", text.lower()).translate(_LETTERS)
    slug = _fold_to_ascii(plain) or _hyphenate_unicode(plain) or fallback
    return _cut(slug, max_chars)


def _fold_to_ascii(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text)
    # A mark belongs to the letter before it, whereas any other letter separates words.
    without_marks = "".join(c for c in folded if not unicodedata.combining(c))
    return _NOT_IN_ASCII_SLUGS.sub("-", without_marks.lower()).strip("-")


def _hyphenate_unicode(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).lower()
    # Vowel signs are marks (category M): without them Hindi or Thai would be unreadable.
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in normal)
    return "-".join(kept.split())


def _cut(slug: str, max_chars: int) -> str:
    if len(slug) <= max_chars:
        return slug
    cut = slug[: grapheme_start(slug, max_chars)]
    whole_words, hyphen, _ = slug[: max_chars + 1].rpartition("-")
    # A single long word is cut where it must be rather than losing most of the slug.
    if hyphen and len(whole_words) >= max_chars // 2:
        return whole_words.rstrip("-")
    return cut.rstrip("-")

"""What the values of HTML attributes may be; which attributes there are: `byline.lib.allowed`."""

import re

from byline.lib.allowed import ALIGNMENT_CLASSES, CLASSES, SCHEMES

# Class names of other programs that say the same as ours.
CLASS_ALIASES = {
    "alignleft": "align-left",
    "alignright": "align-right",
    "aligncenter": "align-center",
    "alignwide": "align-wide",
    "alignfull": "align-full",
    "has-text-align-left": "align-left",
    "has-text-align-center": "align-center",
    "has-text-align-right": "align-right",
    "kg-width-wide": "align-wide",
    "kg-width-full": "align-full",
    "contains-task-list": "task-list",
    "columns-5": "columns-4",
    "columns-6": "columns-4",
    "columns-7": "columns-4",
    "columns-8": "columns-4",
    "fn": "footnote-ref",
    "has-media-on-the-right": "media-right",
    "is-style-stripes": "striped",
    "wp-block-button__link": "button",
    "wp-block-buttons": "buttons",
    "wp-block-column": "column",
    "wp-block-columns": "columns",
    "wp-block-cover": "cover",
    "wp-block-cover-image": "cover",
    "wp-block-file": "boxed",
    "wp-block-file__button": "button",
    "wp-block-gallery": "gallery",
    "wp-block-media-text": "media-text",
    "wp-block-pullquote": "pullquote",
    "wp-block-text-columns": "columns",
    "wp-block-verse": "verse",
}

_LANGUAGE_CLASS = re.compile(r"lang(?:uage)?-([a-z0-9_+#.-]{1,40})\Z", re.IGNORECASE)
_TOKEN_CLASS = re.compile(r"[a-z][a-z0-9]{0,2}\Z")  # Pygments' short names
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers leave these out of an address, wherever they stand.
_IGNORED_IN_ADDRESSES = re.compile("[\x00-\x20]")
_SRCSET_COMMA = re.compile(r"(?<=\d[wx]),|,\s+")
_RELATIONS = {"noopener", "nofollow", "sponsored", "ugc", "me", "license"}

_COUNT = re.compile(r"\d{1,5}\Z")
_NUMBER = re.compile(r"-?\d{1,9}\Z")
_DECIMAL = re.compile(r"\d{0,9}\.?\d{1,9}\Z")
_PATTERNS = {
    "colspan": _COUNT,
    "data-video-start": re.compile(r"[1-9]\d{0,5}\Z"),
    "datetime": re.compile(r"[0-9A-Z:+. -]{1,40}\Z"),
    "decoding": re.compile(r"async\Z"),
    "dir": re.compile(r"(?:ltr|rtl|auto)\Z"),
    "hreflang": re.compile(r"[A-Za-z0-9-]{1,35}\Z"),
    "id": re.compile(r"\S{1,200}\Z"),
    "kind": re.compile(r"(?:subtitles|captions|descriptions|chapters|metadata)\Z"),
    "lang": re.compile(r"[A-Za-z0-9-]{1,35}\Z"),
    "loading": re.compile(r"(?:lazy|eager)\Z"),
    "max": _DECIMAL,
    "preload": re.compile(r"(?:none|metadata)\Z"),
    "role": re.compile(r"group\Z"),
    "rowspan": _COUNT,
    "scope": re.compile(r"(?:col|row|colgroup|rowgroup)\Z"),
    "span": _COUNT,
    "srclang": re.compile(r"[A-Za-z0-9-]{1,35}\Z"),
    "start": _NUMBER,
    "tabindex": re.compile(r"0\Z"),
    "type": re.compile(r"(?:[1aAiI]|checkbox|(?:audio|image|video)/[\w.+-]{1,60})\Z"),
    "value": re.compile(r"-?\d{0,9}\.?\d{1,9}\Z"),
}
_ADDRESSES = {"cite", "href", "poster", "src"}
_PRESENCE = {
    "checked", "controls", "default", "loop", "muted", "open", "playsinline", "reversed",
}  # fmt: skip


def allowed_value(element: str, attribute: str, value: str) -> str | None:
    """Return the value to keep for an attribute, None where the attribute must go."""
    if attribute == "class":
        return _classes(element, value)
    if attribute in _ADDRESSES:
        return value if is_allowed_address(value) else None
    if attribute in _PRESENCE:
        return ""
    if pattern := _PATTERNS.get(attribute):
        return value if pattern.match(value) else None
    return _OTHERS[attribute](value) if attribute in _OTHERS else value


def is_allowed_address(address: str) -> bool:
    """Tell whether `address` is relative or begins with an allowed scheme."""
    scheme = _SCHEME.match(_IGNORED_IN_ADDRESSES.sub("", address))
    return scheme is None or scheme[1].lower() in SCHEMES


def language_of(class_names: str) -> str | None:
    """Return the programming language that a `class` attribute names."""
    found = (_LANGUAGE_CLASS.match(name) for name in class_names.split())
    return next((match[1].lower() for match in found if match), None)


def _classes(element: str, value: str) -> str | None:
    names = (CLASS_ALIASES.get(name, name) for name in value.split())
    kept = [name for name in dict.fromkeys(names) if _is_allowed_class(element, name)]
    if element in {"code", "pre"} and (language := language_of(value)):
        kept.append(f"language-{language}")
    return " ".join(kept) or None


def _is_allowed_class(element: str, name: str) -> bool:
    if element == "span" and _TOKEN_CLASS.match(name):
        return True
    return name in ALIGNMENT_CLASSES or name in CLASSES.get(element, ())


def _srcset(value: str) -> str | None:
    """Keep the pictures whose addresses are allowed, each with its width or density."""
    candidates = (candidate.split() for candidate in _SRCSET_COMMA.split(value))
    kept = (
        " ".join(parts)
        for parts in candidates
        if len(parts) in {1, 2} and is_allowed_address(parts[0].strip(","))
    )
    return ", ".join(kept) or None


def _pixels(value: str) -> str | None:
    pixels = value.strip().removesuffix("px")
    return pixels if _COUNT.match(pixels) else None


def _relations(value: str) -> str | None:
    return " ".join(name for name in value.lower().split() if name in _RELATIONS) or None


_OTHERS = {"height": _pixels, "rel": _relations, "srcset": _srcset, "width": _pixels}

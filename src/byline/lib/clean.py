"""Cleaning of HTML on save. What is allowed: `byline.lib.allowed`."""

import html as entities
import re
from typing import cast

import nh3
from bs4 import BeautifulSoup, Tag

from byline.lib.allowed import ATTRIBUTES, DROPPED_WHOLE, ELEMENTS, SCHEMES
from byline.lib.attributes import allowed_value
from byline.lib.nesting import is_absurdly_nested
from byline.lib.reshape import RESHAPED_ATTRIBUTES, RESHAPED_ELEMENTS, PictureSize, reshape
from byline.lib.text import strip_unstorable

# Cleaned HTML is cleaned until nothing changes, which takes two rounds, three where a frame stood
# in a paragraph. What does not come to rest is kept as text only.
MAX_ROUNDS = 8

_NOSCRIPT = re.compile(r"</?noscript(?=[\s/>])[^>]*(?:>|\Z)", re.IGNORECASE)
# In what the cleaner writes, where attributes hold no angle brackets and every frame is ended.
_FRAME = re.compile(r"(<iframe[^<>]*>).*?</iframe>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\n\s*\n")


def clean_html(html: str, *, picture_size: PictureSize | None = None) -> str:
    """Return `html` with nothing but what is allowed; cleaning twice changes nothing.

    `picture_size` tells width and height of pictures, which then stand in the page.
    """
    return clean_tree(html, picture_size=picture_size)[0]


def clean_tree(html: str, *, picture_size: PictureSize | None = None) -> tuple[str, Tag]:
    """Return cleaned HTML together with its parsed tree, a `body` element."""
    if is_absurdly_nested(html):
        html = _paragraphs(html)
    for _ in range(MAX_ROUNDS):
        cleaned, body = _clean_once(html, picture_size)
        if cleaned == html:
            return cleaned, body
        html = cleaned
    # Paragraphs of text are at rest.
    return _clean_once(_clean_once(_paragraphs(html), None)[0], None)


def _clean_once(html: str, picture_size: PictureSize | None) -> tuple[str, Tag]:
    # The parser takes the inside of `noscript` for text, as a browser that runs scripts does, and
    # lazy loaders keep the real picture there.
    html = _NOSCRIPT.sub("", strip_unstorable(html))
    # Browsers show nothing of a frame's inside, and an open comment there would hide what follows.
    body = parse(_FRAME.sub(r"\1</iframe>", _OUTER.clean(html)))
    reshape(body, picture_size)
    return _INNER.clean(body.decode_contents()), body


def parse(html: str) -> Tag:
    """Return the tree of HTML that nh3 has written, as a `body` element."""
    soup = BeautifulSoup(
        f"<body>{html}</body>",
        "html.parser",
        multi_valued_attributes=None,
        store_line_numbers=False,
    )
    return cast("Tag", soup.body)


def _paragraphs(html: str) -> str:
    """Return only the text of `html`, in paragraphs."""
    text = strip_unstorable(entities.unescape(_ANY_TAG.sub(" ", html)))
    blocks = (" ".join(block.split()) for block in _BLANK_LINES.split(text))
    return "\n".join(f"<p>{entities.escape(block, quote=False)}</p>" for block in blocks if block)


def _with_reshaped() -> dict[str, set[str]]:
    names = ATTRIBUTES.keys() | RESHAPED_ATTRIBUTES.keys()
    return {
        name: set(ATTRIBUTES.get(name, ())) | set(RESHAPED_ATTRIBUTES.get(name, ()))
        for name in names
    }


# The first takes what `reshape` needs to see, the second what may stay.
_OUTER = nh3.Cleaner(
    tags=ELEMENTS | RESHAPED_ELEMENTS,
    clean_content_tags=DROPPED_WHOLE,
    attributes=_with_reshaped(),
    attribute_filter=allowed_value,
    filter_style_properties={"float", "text-align"},
    link_rel=None,
    url_schemes=SCHEMES,
)
_INNER = nh3.Cleaner(
    tags=ELEMENTS,
    clean_content_tags=DROPPED_WHOLE,
    attributes=ATTRIBUTES,
    attribute_filter=allowed_value,
    link_rel=None,
    url_schemes=SCHEMES,
)

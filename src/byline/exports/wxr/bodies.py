"""HTML in a form that WordPress shows as it is, without a second meaning of any character.

WordPress makes line breaks of the line ends in a classic text, and something else of what stands in
square brackets. A block of HTML keeps its line ends, and a bracket that is written as a character
reference means nothing to it.
"""

import json

from bs4 import Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter

from byline.lib.clean import parse

_NAMING = ("cite", "href", "poster", "src")
# In the comment that begins a block.
_JSON_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def html_block(html: str, site_url: str) -> str:
    """Return cleaned HTML as a block whose links and pictures are found from another site too."""
    if not html.strip():
        return ""
    body = parse(html)
    if site_url:
        for tag in body.find_all(True):
            if isinstance(tag, Tag):
                _make_absolute(tag, site_url)
    return f"<!-- wp:html -->\n{body.decode_contents(formatter=_FORMATTER)}\n<!-- /wp:html -->"


def video_block(address: str) -> str:
    """Return a block that plays the video at an address."""
    named = json.dumps({"url": address, "type": "video"}, separators=(",", ":"))
    named = named.replace("--", "\\u002d\\u002d").translate(_JSON_ESCAPES)
    shown = EntitySubstitution.substitute_xml(address)
    return (
        f'<!-- wp:embed {named} -->\n<figure class="wp-block-embed is-type-video">'
        f'<div class="wp-block-embed__wrapper">\n{shown}\n</div></figure>\n<!-- /wp:embed -->'
    )


def _substituted(text: str) -> str:
    escaped: str = EntitySubstitution.substitute_xml(text)
    return escaped.replace("[", "&#91;")


_FORMATTER = HTMLFormatter(entity_substitution=_substituted, void_element_close_prefix="")


def _make_absolute(tag: Tag, site_url: str) -> None:
    for name in _NAMING:
        if name in tag.attrs:
            tag[name] = _absolute(str(tag[name]), site_url)
    if "srcset" in tag.attrs:
        candidates = str(tag["srcset"]).split(", ")
        tag["srcset"] = ", ".join(_absolute(one.strip(), site_url) for one in candidates)


def _absolute(address: str, site_url: str) -> str:
    is_local = address.startswith("/") and not address.startswith("//")
    return f"{site_url}{address}" if is_local else address

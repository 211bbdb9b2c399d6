"""HTML that the parser of trees reads in no time, whoever wrote it."""

import nh3

from byline.lib.allowed import ATTRIBUTES, DROPPED_WHOLE, ELEMENTS, SCHEMES
from byline.lib.nesting import is_absurdly_nested
from byline.lib.reshape import RESHAPED_ATTRIBUTES, RESHAPED_ELEMENTS

_WELL_FORMED = nh3.Cleaner(
    tags={*ELEMENTS, *RESHAPED_ELEMENTS},
    clean_content_tags=DROPPED_WHOLE,
    attributes={
        name: {*ATTRIBUTES.get(name, ()), *RESHAPED_ATTRIBUTES.get(name, ())}
        for name in ATTRIBUTES.keys() | RESHAPED_ATTRIBUTES.keys()
    },
    link_rel=None,
    url_schemes=set(SCHEMES),
)


def well_formed(html: str) -> str | None:
    """Return HTML without what is cleaned away on saving, None for what is too deep to be read.

    The parser of trees takes hours for tags without an end that follow one another.
    """
    return None if is_absurdly_nested(html) else _WELL_FORMED.clean(html)

"""The HTML that a body may hold, and the cleaning that leaves nothing else.

Class names that the site's style sheet gives a look:

========================================  =====================================================
on                                        class
========================================  =====================================================
any block, `td`, `th`                     `align-left`, `align-center`, `align-right`,
                                          `align-justify`: the text's alignment
`figure`, `img`, `picture`, `video`,      `align-left`, `align-right`: floats beside the text;
`table`, `div.table-scroll`               `align-center`; `align-wide`, `align-full`: wider than
                                          the text
`div.table-scroll`                        around every table, focusable, scrolls sideways
`pre`                                     focusable, scrolls sideways; holds
                                          `code.language-<name>` with Pygments' short class
                                          names on its `span`s (`k`, `s2`, `c1` …)
`figure.video`                            a video that waits for a click:
                                          `a.video-link[data-video-host][data-video-id]`
                                          (and `data-video-start`, seconds), hosts `youtube` and
                                          `vimeo`; may be followed by a `figcaption`
`section.footnotes`                       the notes at the end: `ol` of `li.footnote-item`, whose
                                          last paragraph ends with `a.footnote-backref`
`sup.footnote-ref`                        the mark in the text, holds a link
`ul.task-list`                            holds `li.task-list-item` that begin with ☐ or ☑
========================================  =====================================================
"""

from collections.abc import Callable

# Width and height in pixels of the picture at an address, None where unknown.
PictureSize = Callable[[str], tuple[int, int] | None]


def clean_html(html: str, *, picture_size: PictureSize | None = None) -> str:
    """Return `html` with nothing but what this module allows; cleaning twice changes nothing."""
    raise NotImplementedError

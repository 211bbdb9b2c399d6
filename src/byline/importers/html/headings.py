"""Headings whose ranks follow each other: a reader who goes from one to the next misses none."""

import re

from byline.importers.html.tags import HtmlTag, read_tags

_HEADING = re.compile(r"h[1-6]\Z")
# That of the title of a post.
TITLE_RANK = 1


def settle_headings(html: str) -> str:
    """Return `html` with its highest headings right under the title, and no rank left out.

    Themes of other programs give the titles of posts other ranks than the first, and their
    writers chose among the others by how they look.
    """
    pieces: list[str] = []
    # The ranks, as they are written, of the headings over the text that comes next.
    above: list[int] = []
    position = 0
    for tag in read_tags(html):
        if not _HEADING.match(tag.name):
            continue
        if not tag.is_end:
            rank = _written_rank(tag)
            while above and above[-1] >= rank:
                above.pop()
            above.append(rank)
        place = tag.start + 1 + tag.is_end
        pieces += (html[position:place], f"h{TITLE_RANK + max(len(above), 1)}")
        position = place + len(tag.name)
    return "".join((*pieces, html[position:]))


def _written_rank(tag: HtmlTag) -> int:
    # The title is the one heading of the first rank.
    return max(int(tag.name[1]), TITLE_RANK + 1)

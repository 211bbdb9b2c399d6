"""The whole way from a body to HTML."""

from dataclasses import dataclass, field

from byline.importers.wordpress.content.library import Library


@dataclass(frozen=True)
class Converted:
    """A body as it is to be kept, before its addresses are new ones."""

    html: str
    # The HTML that stood before `<!--more-->`: a summary, where the post gives no excerpt.
    before_more: str = ""
    # What somebody should look at.
    notes: list[str] = field(default_factory=list)


def convert(text: str, library: Library, *, post_id: int, footnotes: str = "") -> Converted:
    """Return the HTML of a body; `footnotes` is the post's meta value of that name, JSON."""
    del library, post_id, footnotes
    return Converted(html=text)

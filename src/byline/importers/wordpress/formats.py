"""Post formats of WordPress as types of posts: a quotation, a video, a picture."""

from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from byline.importers.html.well_formed import well_formed
from byline.importers.text import one_line
from byline.lib.limits import MAX_ALT_CHARS, MAX_NAME_CHARS
from byline.lib.video import parse_video_url


@dataclass(frozen=True)
class Quotation:
    """A text that is one quotation, and whose it is."""

    html: str
    author: str


@dataclass(frozen=True)
class Film:
    """A text that begins with a video: its address, and the rest."""

    address: str
    html: str


@dataclass(frozen=True)
class Picture:
    """A text that shows a picture: its address, what is said of it, and the rest."""

    address: str
    alt: str
    caption: str
    html: str


def find_quotation(html: str) -> Quotation | None:
    """Return the quotation that a text is, None where it is more or does not say whose."""
    tree = _tree(html)
    outer = _only(tree)
    quotes = outer.find_all("blockquote") if outer and outer.name != "blockquote" else [outer]
    if outer is None or len(quotes) != 1 or not isinstance(quotes[0], Tag):
        return None
    quote = quotes[0]
    source = outer.find("cite")
    author = one_line(source.get_text(" ")) if isinstance(source, Tag) else ""
    if not (isinstance(source, Tag) and author):
        return None
    source.decompose()
    rest = one_line(outer.get_text())
    if not rest or rest != one_line(quote.get_text()):
        return None
    return Quotation(quote.decode_contents().strip(), author[:MAX_NAME_CHARS])


def find_film(html: str) -> Film | None:
    """Return the video that a text begins with."""
    tree = _tree(html)
    frame = tree.find("iframe")
    if not isinstance(frame, Tag) or _words_before(frame):
        return None
    address = str(frame.get("src", ""))
    if parse_video_url(address) is None:
        return None
    _take_out(frame)
    return Film(address, str(tree).strip())


def find_picture(html: str) -> Picture | None:
    """Return the first picture of a text."""
    tree = _tree(html)
    image = tree.find("img", src=True)
    if not isinstance(image, Tag):
        return None
    address, alt = str(image["src"]).strip(), str(image.get("alt", ""))
    figure = image.find_parent("figure")
    caption = figure.find("figcaption") if figure else None
    words = one_line(caption.get_text(" ")) if isinstance(caption, Tag) else ""
    if isinstance(caption, Tag):
        caption.decompose()
    _take_out(image)
    return Picture(address, alt[:MAX_ALT_CHARS], words[:MAX_ALT_CHARS], str(tree).strip())


def _tree(html: str) -> BeautifulSoup:
    return BeautifulSoup(well_formed(html) or "", "html.parser")


def _only(tree: Tag) -> Tag | None:
    """Return the only thing in a tree that is not space."""
    children = [child for child in tree.children if not _is_blank(child)]
    return children[0] if len(children) == 1 and isinstance(children[0], Tag) else None


def _is_blank(element: PageElement) -> bool:
    return isinstance(element, NavigableString) and not element.strip()


def _words_before(tag: Tag) -> bool:
    return (
        any(isinstance(one, NavigableString) and one.strip() for one in tag.previous_elements)
        or tag.find_previous("img") is not None
    )


def _take_out(tag: Tag) -> None:
    """Take an element out, and what is around it as far as nothing else is in it."""
    parent = tag.parent
    tag.decompose()
    while parent is not None and parent.parent is not None:
        if any(not _is_blank(child) for child in parent.children):
            return
        outer = parent.parent
        parent.decompose()
        parent = outer

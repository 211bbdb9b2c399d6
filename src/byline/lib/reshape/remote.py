"""Files of other sites: a reader's page asks nobody else for anything, so it links to them.

First each becomes a link in its place (`link_to_file`). Those that stand alone get a frame around
them then (`frame_remote_files`).
"""

from collections.abc import Iterator
from posixpath import basename
from urllib.parse import unquote, urlsplit

from bs4 import NavigableString, PageElement, Tag

from byline.lib.plain import INLINE
from byline.lib.reshape.alignment import class_names, set_class_names

_OUTSIDE = ("http://", "https://", "//")
_CLASS = "remote-file"
# In which a file that stands alone gets a frame of its own.
_BLOCKS = frozenset({"blockquote", "body", "dd", "details", "div", "li", "p", "section"})
# What may stand between a figure and its picture.
_PARTS_OF_FIGURES = frozenset({"a", "div", "p", "span"})


def is_remote(address: str) -> bool:
    """Say whether an address leads to another site."""
    return address.strip().lower().startswith(_OUTSIDE)


def has_remote_candidate(srcset: str) -> bool:
    """Say whether one of the addresses of a `srcset` leads to another site."""
    return any(is_remote(candidate) for candidate in srcset.split(","))


def link_to_file(tag: Tag, address: str, words: str) -> None:
    """Make a link to a file of what would show it: with its words, else its file's name.

    Where a link is around it, that one stays, and the file's address is in the words' title.
    """
    words = words.strip() or _file_name(address)
    # In place: to exchange one of many children takes a look at all of them.
    if tag.find_parent("a"):
        tag.name, tag.attrs = "span", {"class": _CLASS, "title": address}
    else:
        tag.name, tag.attrs = "a", _link_attributes(address)
    tag.string = words


def frame_remote_files(body: Tag) -> None:
    """Make a figure of each file that stands alone, and complete those in figures."""
    holders: dict[int, Tag] = {}
    for stand_in in body.find_all(["a", "span"], class_=_CLASS):
        if isinstance(stand_in, Tag) and not _is_of_host(stand_in.parent):
            holder = _with_link_around(stand_in).parent
            if holder is not None:
                holders[id(holder)] = holder
    for holder in holders.values():
        figure = _figure_around(holder)
        if figure:
            set_class_names(figure, list(dict.fromkeys([*class_names(figure), "remote"])))
            _refill(holder, [part for child in holder.contents for part in _with_host(child)])
        elif holder.name in _BLOCKS:
            _refill(holder, [part for run in _runs(holder) for part in _framed(run)])
            if holder.name == "p" and holder.find("figure", recursive=False):
                _open_paragraph(holder)


def settle_remote_figure(tag: Tag) -> None:
    """Leave the look of what stands for a file to figures that hold one."""
    if not tag.find(class_=_CLASS):
        set_class_names(tag, [name for name in class_names(tag) if name != "remote"])


def _link_attributes(address: str) -> dict[str, str]:
    return {"class": _CLASS, "href": address, "rel": "noopener"}


def _with_link_around(stand_in: Tag) -> Tag:
    """Return what stands for a file with the link around it, if that holds nothing else."""
    parent = stand_in.parent
    alone = not (_neighbour(stand_in, forward=False) or _neighbour(stand_in, forward=True))
    return parent if parent is not None and parent.name == "a" and alone else stand_in


def _neighbour(tag: PageElement, *, forward: bool) -> PageElement | None:
    """Return what stands beside an element, less white space."""
    siblings = tag.next_siblings if forward else tag.previous_siblings
    return next((one for one in siblings if not _is_blank(one)), None)


def _figure_around(tag: Tag) -> Tag | None:
    around: Tag | None = tag
    while around is not None and around.name in _PARTS_OF_FIGURES:
        around = around.parent
    return around if around is not None and around.name == "figure" else None


def _runs(block: Tag) -> Iterator[list[PageElement]]:
    """Yield the children of a block: those of one paragraph together, and each block in it."""
    run: list[PageElement] = []
    # A copy: what becomes of a run is moved out of the block meanwhile.
    for child in list(block.contents):
        if isinstance(child, Tag) and child.name not in INLINE and child.name != "br":
            yield run
            yield [child]
            run = []
        else:
            run.append(child)
    yield run


def _framed(run: list[PageElement]) -> list[PageElement]:
    """Return the parts of a paragraph; if it holds nothing but files, a figure for each."""
    parts = [child for child in run if not _is_blank(child)]
    if not parts or not all(map(_stand_in_of, parts)):
        return run
    figures: list[PageElement] = []
    for part in parts:
        figure = Tag(name="figure", attrs={"class": "remote"})
        figure.extend(_with_host(part))
        figures.append(figure)
    return figures


def _with_host(part: PageElement) -> list[PageElement]:
    """Return a file with where it is, and a link to it there if its words lead elsewhere."""
    stand_in = _stand_in_of(part)
    if stand_in is None or _is_of_host(_neighbour(part, forward=True)):
        return [part]
    address = str(stand_in.get("href") or stand_in.get("title") or "")
    host = _host(address)
    if not host:
        return [part]
    small = Tag(name="small", attrs={"class": _CLASS})
    if stand_in.name == "span" and not part.find_parent("a"):
        small.append(Tag(name="a", attrs=_link_attributes(address)))
    (small.a or small).string = host
    return [part, NavigableString(" "), small]


def _stand_in_of(child: PageElement) -> Tag | None:
    """Return what stands for a file in a link, or is itself what does."""
    if not isinstance(child, Tag):
        return None
    if child.name in ("a", "span") and _CLASS in class_names(child):
        return child
    first = next((one for one in child.children if not _is_blank(one)), None)
    if not isinstance(first, Tag) or _CLASS not in class_names(first):
        return None
    return first if _with_link_around(first) is child else None


def _refill(holder: Tag, parts: list[PageElement]) -> None:
    holder.clear()
    holder.extend(parts)


def _is_of_host(element: PageElement | None) -> bool:
    return isinstance(element, Tag) and element.name == "small" and _CLASS in class_names(element)


def _open_paragraph(paragraph: Tag) -> None:
    """Take off a paragraph, which can hold no figures; what it says of them stays."""
    if paragraph.attrs:
        paragraph.name = "div"
    else:
        paragraph.unwrap()


def _is_blank(element: PageElement) -> bool:
    if isinstance(element, Tag):
        return element.name == "br"
    return not isinstance(element, NavigableString) or not element.strip()


def _host(address: str) -> str:
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:  # for instance a bracket in the host
        return ""


def _file_name(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return unquote(basename(parts.path)) or parts.netloc or address

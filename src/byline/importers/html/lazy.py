"""Pictures that a script was to load late: they get their address, and are there only once."""

from html import escape

from byline.importers.html.tags import HtmlTag, read_tags

# Where loaders keep the address of the picture, the likeliest first.
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-src")


def settle_lazy_pictures(html: str) -> str:
    """Return `html` with the real address in each picture that has a placeholder.

    One that has a copy for browsers without scripts beside it goes: the copy is the better one.
    """
    pieces: list[str] = []
    position = 0
    for tag, text in _settled(html):
        pieces += (html[position : tag.start], text)
        position = tag.end
    return "".join((*pieces, html[position:]))


def _settled(html: str) -> list[tuple[HtmlTag, str]]:
    settled: list[tuple[HtmlTag, str]] = []
    # The picture and the end of the copy that were read last, as long as nothing came between.
    picture: HtmlTag | None = None
    copy_end: HtmlTag | None = None
    in_copy = has_copy = False
    for tag in read_tags(html):
        if tag.name == "noscript":
            in_copy, has_copy = not tag.is_end, has_copy and tag.is_end
            copy_end = tag if tag.is_end and has_copy else None
            if picture and not _is_beside(picture, tag):
                picture = None
        elif tag.name == "img" and in_copy:
            has_copy = True
            if picture:
                settled[-1] = (picture, "")
                picture = None
        elif tag.name == "img" and (address := _late_address(tag)) is not None:
            is_double = copy_end is not None and _is_beside(copy_end, tag)
            settled.append((tag, "" if is_double else _with_address(tag, address)))
            picture = None if is_double else tag
        elif not in_copy:
            picture = None
    return settled


def _is_beside(first: HtmlTag, second: HtmlTag) -> bool:
    return not first.html[first.end : second.start].strip()


def _late_address(tag: HtmlTag) -> str | None:
    """Return the address that a script would have given a picture, empty where it is unknown.

    None for a picture that needs no script.
    """
    attributes = tag.attributes()
    source = attributes.get("src")
    if source and source.value.strip() and not source.value.strip().lower().startswith("data:"):
        return None
    late = (attributes[name].value.strip() for name in _LAZY if name in attributes)
    return next(filter(None, late), "")


def _with_address(tag: HtmlTag, address: str) -> str:
    text = tag.html[tag.start : tag.end]
    if not address:
        return text
    source = tag.attributes().get("src")
    begin, end = (
        (source.start - tag.start, source.end - tag.start) if source else (len("<img"), len("<img"))
    )
    return f'{text[:begin]}{"" if source else " "}src="{escape(address)}"{text[end:]}'

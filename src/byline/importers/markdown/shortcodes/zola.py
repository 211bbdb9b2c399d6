"""Zola's shortcodes: its own, and those that most themes have.

https://www.getzola.org/documentation/content/shortcodes/
"""

from collections.abc import Callable, Mapping

from byline.importers.markdown.shortcodes.pieces import Piece, blockquote, figure, link, video
from byline.importers.markdown.shortcodes.tags import Tag


def _youtube(tag: Tag) -> Piece:
    return video("youtube", tag.get("id"))


def _vimeo(tag: Tag) -> Piece:
    return video("vimeo", tag.get("id"))


def _gist(tag: Tag) -> Piece:
    url = tag.get("url")
    return link(url) if url.startswith("https://gist.github.com/") else None


def _streamable(tag: Tag) -> Piece:
    return link(f"https://streamable.com/{tag.get('id')}") if tag.get("id").isalnum() else None


def _quote(tag: Tag) -> Piece:
    return None if tag.inner is None else blockquote(tag.inner, tag.get("author", "by", "source"))


def _image(tag: Tag) -> Piece:
    return figure(
        tag.get("src", "path", "url", "image", "file"),
        alt=tag.get("alt"),
        caption=tag.get("caption") or (tag.inner or "").strip(),
        target=tag.get("link", "href"),
    )


HANDLERS: Mapping[str, Callable[[Tag], Piece]] = {
    "figure": _image,
    "gist": _gist,
    "image": _image,
    "img": _image,
    "quote": _quote,
    "resize_image": _image,
    "streamable": _streamable,
    "vimeo": _vimeo,
    "youtube": _youtube,
}

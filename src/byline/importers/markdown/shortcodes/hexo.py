"""Hexo's tag plugins, which it has from Octopress. https://hexo.io/docs/tag-plugins"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from byline.importers.markdown.dates import without_date
from byline.importers.markdown.shortcodes.pieces import (
    Piece,
    address,
    blockquote,
    figure,
    link,
    page_link,
    video,
)
from byline.importers.markdown.shortcodes.tags import Tag

ADDRESS = re.compile(r"https?://|/|\.{1,2}/")
SIZE = re.compile(r"\d+(?:px|%)?|auto")
TITLE_AND_ALT = re.compile(r"""(.*?)\s*["'](.*)["']""", re.DOTALL)


def _youtube(tag: Tag) -> Piece:
    return video("youtube", tag.get("id", position=0))


def _vimeo(tag: Tag) -> Piece:
    return video("vimeo", tag.get("id", position=0))


def _img(tag: Tag) -> Piece:
    """`{% img [class names] /path/to/image [width] [height] '"title text" "alt text"' %}`"""
    words = list(tag.positional)
    while words and not (ADDRESS.match(words[0]) or PurePosixPath(words[0]).suffix):
        words.pop(0)
    return _picture(words)


def _asset_img(tag: Tag) -> Piece:
    words = list(tag.positional)
    while len(words) > 1 and not PurePosixPath(words[0]).suffix:
        words.pop(0)
    return _picture(words)


def _picture(words: list[str]) -> Piece:
    """Return a picture by its address, its size, its title and its description."""
    if not words:
        return None
    source, *texts = words
    while texts and SIZE.fullmatch(texts[0]):
        texts.pop(0)
    title, alt = (texts[0], texts[1]) if len(texts) > 1 else ("", texts[0] if texts else "")
    if both := TITLE_AND_ALT.fullmatch(alt):
        title, alt = both[1].strip("\"' "), both[2].strip("\"' ")
    return figure(source, alt=alt or title)


def _post_path(tag: Tag) -> Piece:
    name = tag.get(position=0)
    return address(_path(name)) if name else None


def _post_link(tag: Tag) -> Piece:
    words = [word for word in tag.positional if word not in ("true", "false")]
    if not words:
        return None
    name, *title = words
    plain = without_date(PurePosixPath(name).stem).replace("-", " ").replace("_", " ")
    return link(_path(name), " ".join(title) or plain.capitalize())


def _path(name: str) -> str:
    """Return where the file of a post lies, by the name that it is called by."""
    path, hash_mark, fragment = name.partition("#")
    suffix = "" if path.endswith((".md", ".markdown", ".html")) else ".md"
    return f"/_posts/{path}{suffix}{hash_mark}{fragment}"


def _asset_path(tag: Tag) -> Piece:
    return address(tag.get(position=0)) or None


def _asset_link(tag: Tag) -> Piece:
    if not tag.positional:
        return None
    name, *title = tag.positional
    return link(name, " ".join(title))


def _link(tag: Tag) -> Piece:
    """`{% link text url [external] [title] %}`"""
    found = next((word for word in tag.positional if ADDRESS.match(word)), "")
    text = " ".join(tag.positional[: tag.positional.index(found)]) if found else ""
    return link(found, text) if found else None


def _blockquote(tag: Tag) -> Piece:
    """`{% blockquote [author[, source]] [link] [source_link_title] %}`"""
    if tag.inner is None:
        return None
    words = tag.rest.split()
    url = next((word for word in words if word.startswith(("http://", "https://"))), "")
    if not url:
        return blockquote(tag.inner, " ".join(words))
    place = words.index(url)
    source = link(url, " ".join(words[place + 1 :]))
    return blockquote(tag.inner, ", ".join(filter(None, (" ".join(words[:place]), source))))


def _gist(tag: Tag) -> Piece:
    return page_link("https://gist.github.com", *tag.get(position=0).split("/"))


def _iframe(tag: Tag) -> Piece:
    url = tag.get(position=0)
    if not url.startswith(("http://", "https://", "//")):
        return None
    return video("", url) or link(url)


HANDLERS: Mapping[str, Callable[[Tag], Piece]] = {
    "asset_img": _asset_img,
    "asset_link": _asset_link,
    "asset_path": _asset_path,
    "blockquote": _blockquote,
    "gist": _gist,
    "iframe": _iframe,
    "img": _img,
    "link": _link,
    "post_link": _post_link,
    "post_path": _post_path,
    "pullquote": _blockquote,
    "quote": _blockquote,
    "vimeo": _vimeo,
    "youtube": _youtube,
}

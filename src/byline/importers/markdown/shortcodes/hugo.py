"""Hugo's shortcodes. https://gohugo.io/shortcodes/"""

import html
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from byline.importers.markdown.shortcodes.pieces import (
    Block,
    Piece,
    address,
    figure,
    page_link,
    video,
)
from byline.importers.markdown.shortcodes.tags import Tag


def _figure(tag: Tag) -> Piece:
    caption = " — ".join(filter(None, (tag.get("title"), tag.get("caption"), tag.get("attr"))))
    return figure(
        tag.get("src", position=0),
        alt=tag.get("alt"),
        caption=caption or (tag.inner or "").strip(),
        target=tag.get("link"),
    )


def _youtube(tag: Tag) -> Piece:
    return video("youtube", tag.get("id", position=0), tag.get("start"))


def _vimeo(tag: Tag) -> Piece:
    return video("vimeo", tag.get("id", position=0))


def _gist(tag: Tag) -> Piece:
    return page_link("https://gist.github.com", tag.get(position=0), tag.get(position=1))


def _tweet(tag: Tag) -> Piece:
    user, number = tag.get("user"), tag.get("id", position=0)
    return page_link("https://x.com", user or "i", "status", number)


def _instagram(tag: Tag) -> Piece:
    return page_link("https://www.instagram.com", "p", tag.get("id", position=0))


def _ref(tag: Tag) -> Piece:
    """Return the address of a file of the content, which the links between posts lead to."""
    path, hash_mark, fragment = tag.get("path", position=0).partition("#")
    if path and not PurePosixPath(path).suffix and not path.endswith("/"):
        path = f"{path}.md"
    return address(f"{path}{hash_mark}{fragment}") or None


def _details(tag: Tag) -> Piece:
    if tag.inner is None:
        return None
    summary = html.escape(tag.get("summary", "title", position=0) or "Details")
    return Block(f"<details><summary>{summary}</summary>\n\n{tag.inner.strip()}\n\n</details>")


HANDLERS: Mapping[str, Callable[[Tag], Piece]] = {
    "details": _details,
    "figure": _figure,
    "gist": _gist,
    "instagram": _instagram,
    "ref": _ref,
    "relref": _ref,
    "tweet": _tweet,
    "twitter": _tweet,
    "twitter_simple": _tweet,
    "vimeo": _vimeo,
    "vimeo_simple": _vimeo,
    "x": _tweet,
    "x_simple": _tweet,
    "youtube": _youtube,
    "youtube_simple": _youtube,
}

"""Liquid in Jekyll's posts: its own tags, and those of Octopress and common plugins.

https://jekyllrb.com/docs/liquid/tags/
"""

import re
from collections.abc import Callable, Mapping

from byline.importers.markdown.shortcodes import hexo
from byline.importers.markdown.shortcodes.pieces import Piece, address, figure, video
from byline.importers.markdown.shortcodes.site import Site
from byline.importers.markdown.shortcodes.tags import Tag

ADDRESS_FILTER = re.compile(
    r"""["']([^"'|]*+)["']\s*+\|\s*+(?:relative_url|absolute_url|prepend:[^|]*+)""", re.DOTALL
)
TEXT = re.compile(r"""["']([^"'|]*+)["']""")

# What stands in them is no text but is repeated, chosen from or kept for later.
PROGRAMS = frozenset({"for", "tablerow", "capture", "case"})


def show_value(tag: Tag, site: Site) -> Piece:
    """Return what an expression such as `{{ site.baseurl }}` shows; None where it is not known."""
    if tag.name == "site.baseurl":
        # The addresses of this blog have none.
        return ""
    if tag.name == "site.url":
        return site.address
    if found := ADDRESS_FILTER.match(tag.rest):
        return address(found[1])
    found = TEXT.fullmatch(tag.rest)
    return found[1] if found else None


def _post_url(tag: Tag) -> Piece:
    name = tag.rest.strip("\"' ").lstrip("/")
    return address(f"/_posts/{name}.md") if name else None


def _link(tag: Tag) -> Piece:
    path = tag.rest.strip("\"' ").lstrip("/")
    return address(f"/{path}") if path else None


def _include(tag: Tag) -> Piece:
    """Return what the includes that many themes have show: pictures and films."""
    name = tag.get(position=0).rpartition("/")[2].partition(".")[0]
    if name in ("figure", "image", "img"):
        source = tag.get("image_path", "src", "url", "path", "image", "file")
        return figure(source, alt=tag.get("alt"), caption=tag.get("caption"))
    if name in ("youtube", "vimeo", "video"):
        host = tag.get("provider") or (name if name != "video" else "youtube")
        return video(host, tag.get("id", "url", "src"))
    return None


def _nothing(tag: Tag) -> Piece:  # noqa: ARG001 - what they all take
    return ""


HANDLERS: Mapping[str, Callable[[Tag], Piece]] = {
    **hexo.HANDLERS,
    "comment": _nothing,
    "include": _include,
    "include_cached": _include,
    "link": _link,
    "post_url": _post_url,
}

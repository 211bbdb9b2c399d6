"""Links."""

from bs4 import Tag

from byline.lib.reshape.blocks import is_blank
from byline.lib.reshape.frames import settle_video_link
from byline.lib.reshape.remote import is_remote


def reshape_link(tag: Tag) -> None:
    """Drop a link without text or target, mark one that leads to other sites."""
    settle_video_link(tag)
    href = tag.get("href")
    if is_blank(tag) and tag.has_attr("id"):
        # Old pages mark places so: <a name="here"></a>.
        tag.attrs.pop("href", None)
        tag.attrs.pop("rel", None)
    elif is_blank(tag):
        tag.decompose()
    elif href is None and not tag.has_attr("id"):
        tag.unwrap()
    else:
        _settle_relation(tag, str(href or ""))


def _settle_relation(tag: Tag, href: str) -> None:
    names = [name for name in str(tag.get("rel", "")).split() if name != "noopener"]
    if is_remote(href):
        names.append("noopener")
    if names:
        tag["rel"] = " ".join(names)
    else:
        tag.attrs.pop("rel", None)

"""Pictures, sound and film that a post shows from other sites."""

import re

from bs4 import BeautifulSoup, Tag

from byline.lib.markdown import render_markdown
from byline.lib.reshape.remote import is_remote

# Rendering and parsing take long, and few posts have such files.
MAY_SHOW_FILES = re.compile(r"!\[|<(?:img|audio|video)\b", re.IGNORECASE)
MAY_BE_REMOTE = re.compile(r"\bsrc\s*+=\s*+[\"']?\s*+(?:https?:)?//", re.IGNORECASE)


def remote_files(body: str) -> list[str]:
    """Return the addresses of the files of other sites that a Markdown text shows, in its order."""
    if not MAY_SHOW_FILES.search(body):
        return []
    html = render_markdown(body)
    if not MAY_BE_REMOTE.search(html):
        return []
    shown = BeautifulSoup(html, "html.parser").find_all(["img", "audio", "video"])
    addresses = (_remote_address(tag) for tag in shown if isinstance(tag, Tag))
    return [address for address in addresses if address]


def _remote_address(tag: Tag) -> str | None:
    """Return the first of the remote addresses of one picture or player."""
    parts = [tag, *tag.find_all("source")]
    addresses = (str(part.get("src", "")) for part in parts if isinstance(part, Tag))
    return next(filter(is_remote, addresses), None)

"""Pictures, sound and film that a post shows from other sites."""

import re

from bs4 import BeautifulSoup, Tag

from byline.lib.markdown import render_markdown
from byline.lib.reshape.remote import is_remote

# Rendering and parsing take long, and few posts have such files.
MAY_SHOW_FILES = re.compile(r"!\[|<(?:img|audio|video)\b", re.IGNORECASE)
MAY_BE_REMOTE = re.compile(r"\b(?:src|poster)\s*+=\s*+[\"']?\s*+(?:https?:)?//", re.IGNORECASE)


def remote_files(body: str) -> list[str]:
    """Return the addresses of the files of other sites that a Markdown text shows, in its order."""
    if not MAY_SHOW_FILES.search(body):
        return []
    html = render_markdown(body)
    if not MAY_BE_REMOTE.search(html):
        return []
    shown = BeautifulSoup(html, "html.parser").find_all(["img", "audio", "video", "source"])
    addresses = (
        str(tag.get(name, ""))
        for tag in shown
        if isinstance(tag, Tag)
        for name in ("src", "poster")
    )
    return [address for address in dict.fromkeys(addresses) if is_remote(address)]

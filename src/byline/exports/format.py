"""Byline's own format of exports: which files there are and how they are called.

A folder, or an archive of one: posts and pages are files of their own, Markdown or HTML as their
sources are, behind front matter in YAML whose names other programs know too; what only Byline knows
of a post is under `byline` there. Everything else is JSON in UTF-8.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

FORMAT = "byline-export"
# Programs read their own version and older ones.
VERSION = 1

MANIFEST = "byline.json"
AUTHORS = "authors.json"
TAGS = "tags.json"
REDIRECTS = "redirects.json"
MEDIA = "media.json"
LISTS = frozenset({MANIFEST, AUTHORS, TAGS, REDIRECTS, MEDIA})
POSTS_FOLDER = "posts"
PAGES_FOLDER = "pages"
MEDIA_FOLDER = "media"
COMMENTS_FOLDER = "comments"

# Begins and ends the front matter, in a line of its own.
MATTER_MARK = "---"
# What only Byline knows of a post or page.
OWN_FIELDS = "byline"
EXTENSIONS = {"markdown": "md", "html": "html"}

# In an old address that differs from others by what it asks: `/?p=12`.
QUERY = "/?"

# File systems take names of 255 bytes; this leaves room for a number and an ending.
MAX_SLUG_BYTES = 200
# What an import reads of one JSON file.
MAX_JSON_BYTES = 64 * 2**20

_ENTRY = re.compile(r"(posts|pages)/[^/]+\.(md|html)")
_COMMENTS = re.compile(r"comments/([1-9][0-9]{0,9})\.json")
_MEDIA = re.compile(r"media/([0-9a-f]{64})\.([a-z0-9]{2,5})")


def entry_name(folder: str, row_id: int, slug: str, source_format: str) -> str:
    """Return the path of a post or page in an export: `posts/7-hello.md`."""
    short = slug.encode()[:MAX_SLUG_BYTES].decode(errors="ignore")
    return f"{folder}/{row_id}-{short}.{EXTENSIONS[source_format]}"


def read_entry_name(path: str) -> tuple[str, str] | None:
    """Return folder and source format of a post or page by its path, None for other files."""
    match = _ENTRY.fullmatch(path)
    if match is None:
        return None
    return match[1], "html" if match[2] == "html" else "markdown"


def media_name(digest: str, extension: str) -> str:
    """Return the path of a stored file in an export."""
    return f"{MEDIA_FOLDER}/{digest}.{extension}"


def digest_of_media(path: str) -> str | None:
    """Return the digest that a stored file has by its path, None for other files."""
    match = _MEDIA.fullmatch(path)
    return match[1] if match else None


def comments_name(post_id: int) -> str:
    """Return the path of the comments under a post."""
    return f"{COMMENTS_FOLDER}/{post_id}.json"


def post_of_comments(path: str) -> int | None:
    """Return the id of the post that a file has the comments of, None for other files."""
    match = _COMMENTS.fullmatch(path)
    return int(match[1]) if match else None


def aliases(paths: Iterable[str]) -> list[str]:
    """Return the old addresses, decoded, that a text can name as its own, as addresses are written.

    Those that differ by what they ask are in the list of redirects alone: other programs would make
    folders of them.
    """
    return [quoted(path) for path in paths if QUERY not in path]


def quoted(path: str) -> str:
    """Return a decoded path as an address writes it."""
    return quote(path, safe="/~!$&'()*+,;=:@")

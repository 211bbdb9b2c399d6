"""Compare a served blog with the WordPress export that it was imported from.

    python -m tests.importers.wordpress.check_wordpress_site EXPORT BASE_URL

EXPORT is the file (WXR), BASE_URL the address of the running site. The file is read here by other
means than the import's own: as one tree of XML, and its texts by taking their tags out. Prints
what is wrong and exits with 1 where something is.
"""

import difflib
import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup, Tag

MIN_SIMILARITY = 0.99
WORD = re.compile(r"\w+")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# A word goes on from one of these to the next, never from other tags.
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdo|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)"
    r"\b[^>]*>"
)
TAG = re.compile(r"<[^>]*>")
# What WordPress itself puts something else for; a caption's words stay.
SHORTCODE = re.compile(r"\[/?(?:audio|caption|embed|gallery|playlist|video|wp_caption)\b[^\]]*\]")
# Notes stand elsewhere in the export; and what stands for a file of another site.
UNREAD = ".footnotes, .remote-file"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
# The versions of the format differ in the address of its own names alone.
WORDPRESS = re.compile(r"\{http://wordpress\.org/export/1\.\d+/\}")


@dataclass(frozen=True)
class Source:
    """A post or page as it should be on the site."""

    title: str
    body: str
    # The paths that it had, with their queries.
    addresses: tuple[str, str]


@dataclass
class Checked:
    """What was found out about a site."""

    posts: int = 0
    pictures: int = 0
    players: int = 0
    links_to_files: int = 0
    least_similar: float = 1.0
    problems: list[str] = field(default_factory=list)


def read_sources(path: Path) -> Iterator[Source]:
    """Yield what readers of the old blog saw."""
    for item in ET.parse(path).iter("item"):
        values = {WORDPRESS.sub("wp:", child.tag): child.text or "" for child in item}
        is_shown = values.get("wp:status") == "publish" and not values.get("wp:post_password")
        if is_shown and values.get("wp:post_type") in {"post", "page"}:
            key = "page_id" if values["wp:post_type"] == "page" else "p"
            addresses = urlsplit(values.get("link", "")).path, f"/?{key}={values['wp:post_id']}"
            title = html.unescape(values.get("title", ""))
            yield Source(title, values.get(CONTENT, ""), addresses)


def check_site(sources: list[Source], base_url: str) -> Checked:
    """Compare all sources with what the site answers for them."""
    checked = Checked()
    netloc = urlsplit(base_url).netloc
    found: dict[str, str] = {}
    for source in sources:
        checked.posts += 1
        target = _target(netloc, source, checked)
        if target in found:
            checked.problems.append(f"{source.title}: {target} is that of {found[target]} too")
        elif target:
            found[target] = source.title
            _check_page(netloc, target, source, checked)
    return checked


def words_of(body: str) -> list[str]:
    """Return the words of a body, read without any idea of blocks."""
    shown = COMMENT.sub("", SHORTCODE.sub(" ", body))
    return _words(html.unescape(TAG.sub(" ", INLINE.sub("", shown))))


def similarity_of(wanted: list[str], shown: list[str]) -> float:
    """Return how much of the wanted words is shown, in their order, from 0 to 1."""
    if not wanted:
        return 1.0
    matcher = difflib.SequenceMatcher(None, wanted, shown, autojunk=False)
    return sum(match.size for match in matcher.get_matching_blocks()) / len(wanted)


def _target(netloc: str, source: Source, checked: Checked) -> str:
    """Return where the old addresses lead."""
    targets = set()
    for address in source.addresses:
        status, location, _ = _get(netloc, address)
        if status not in {301, 308}:
            checked.problems.append(f"{source.title}: {address} answers {status}")
        targets.add(urlsplit(location).path)
    if len(targets) != 1:
        checked.problems.append(f"{source.title}: its addresses lead to {sorted(targets)}")
    return min(targets)


def _check_page(netloc: str, address: str, source: Source, checked: Checked) -> None:
    status, _, body = _get(netloc, address)
    page = BeautifulSoup(body, "html.parser")
    heading, text = page.select_one("article h1"), page.select_one("article .prose")
    if status != 200 or heading is None:
        checked.problems.append(f"{source.title}: {address} answers {status} or is no post")
        return
    if _words(heading.get_text()) != _words(source.title):
        checked.problems.append(f"{source.title}: {address} is {heading.get_text()!r}")
    wanted = words_of(source.body)
    shown = _read_page(text, checked) if text else ""
    similarity = similarity_of(wanted, _words(shown))
    checked.least_similar = min(checked.least_similar, similarity)
    if similarity < MIN_SIMILARITY:
        checked.problems.append(f"{source.title}: only {similarity:.2%} of its text is shown")
    for left in (*re.findall(r"wp:\w+|<!--", shown), *SHORTCODE.findall(shown)):
        checked.problems.append(f"{source.title}: {left} is left in its text")


def _read_page(text: Tag, checked: Checked) -> str:
    checked.pictures += len(text.select("img"))
    checked.players += len(text.select("audio, video"))
    checked.links_to_files += len(text.select("a.remote-file, span.remote-file"))
    for unread in text.select(UNREAD):
        unread.decompose()
    return html.unescape(TAG.sub(" ", INLINE.sub("", text.decode_contents())))


def _get(netloc: str, address: str) -> tuple[int, str, str]:
    """Ask for one address, following nothing: status, location, body."""
    connection = HTTPConnection(netloc, timeout=30)
    try:
        connection.request("GET", quote(address, safe="/%?=&:@!$'()*+,;~"))
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        return response.status, response.headers.get("Location", ""), body
    finally:
        connection.close()


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def main() -> int:
    """Check the site that the command line names."""
    if len(sys.argv) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    checked = check_site(list(read_sources(Path(sys.argv[1]))), sys.argv[2])
    for problem in checked.problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(
        f"{checked.posts} posts and pages, {checked.pictures} pictures, {checked.players} players,"
        f" {checked.links_to_files} links to files elsewhere; least similar text "
        f"{checked.least_similar:.2%}; {len(checked.problems)} problems\n"
    )
    return 1 if checked.problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""Compare a served blog with the Markdown files it was imported from.

    python -m tests.importers.check_markdown_site SOURCE BASE_URL

SOURCE is a folder or a tar archive, BASE_URL the address of the running site. The files are read
here by other means than the import's own: another Markdown library, another way to the metadata.
Prints what is wrong and exits with 1 where something is.
"""

import difflib
import re
import sys
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import mistune
import yaml
from bs4 import BeautifulSoup, Tag

MIN_SIMILARITY = 0.99
WORD = re.compile(r"\w+")
MATTER = re.compile(r"\A(\+\+\+|---)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# What one library adds to the text of a note, and another does not.
NOTE_MARKS = ".footnote-ref, .footnote-backref, .footnote, sup[id^=fnref], sup.footnote-ref"
# A note goes on to the next blank line, indented or not; mistune wants it indented.
NOTE = re.compile(r"^\[\^[^\]\n]+\]:.*(?:\n(?!\[\^|[ \t]*\n).+)+", re.MULTILINE)
# A word never goes on from one of these to the next, as it does through emphasis or coloured code.
BLOCKS = (
    "address article aside blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4"
    " h5 h6 hr img li noscript ol p pre section summary table tbody td tfoot th thead tr ul video"
)
READ_MARKDOWN = mistune.create_markdown(
    escape=False,
    plugins=["strikethrough", "footnotes", "table", "url", "task_lists", "def_list"],
)


@dataclass(frozen=True)
class Source:
    """A file as it should be on the site."""

    path: str
    title: str
    body: str
    # What the file itself says it was found at.
    addresses: tuple[str, ...]


@dataclass
class Checked:
    """What was found out about a site."""

    posts: int = 0
    redirects: int = 0
    pictures: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    least_similar: float = 1.0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """An answer of the site."""

    status: int
    location: str
    media_type: str
    body: str


class Site:
    """The running site."""

    def __init__(self, base_url: str) -> None:
        self.netloc = urlsplit(base_url).netloc

    def get(self, address: str) -> Answer:
        """Ask for one address, following nothing."""
        connection = HTTPConnection(self.netloc, timeout=30)
        try:
            connection.request("GET", quote(address, safe="/%?=&:@!$'()*+,;~"))
            response: HTTPResponse = connection.getresponse()
            return Answer(
                response.status,
                response.headers.get("Location", ""),
                response.headers.get_content_type(),
                response.read().decode("utf-8", "replace"),
            )
        finally:
            connection.close()


def read_sources(path: Path) -> Iterator[Source]:
    """Yield the posts of a folder or a tar archive that readers should see."""
    for name, text in sorted(_files(path)):
        matter, body = _split(text)
        drafted = str(matter.get("draft", "")).lower() == "true"
        if Path(name).stem == "_index" or drafted or not matter.get("title"):
            continue
        aliases = matter.get("aliases") or []
        addresses = [matter.get("path") or _own_address(name), *aliases]
        yield Source(name, str(matter["title"]), body, tuple(map(_rooted, addresses)))


def check_site(sources: list[Source], base_url: str) -> Checked:
    """Compare all sources with what the site answers for them."""
    site = Site(base_url)
    checked = Checked()
    found: dict[str, str] = {}
    for source in sources:
        _check_source(source, site, checked, found)
    _check_addresses(site, checked)
    return checked


def _files(path: Path) -> Iterator[tuple[str, str]]:
    if path.is_dir():
        for file in path.rglob("*.md"):
            yield file.relative_to(path).as_posix(), file.read_text("utf-8")
        return
    with tarfile.open(path) as archive:
        for member in archive:
            if member.name.endswith(".md") and (content := archive.extractfile(member)):
                yield member.name, content.read().decode()


def _split(text: str) -> tuple[Mapping[str, Any], str]:
    match = MATTER.match(text)
    if not match:
        return {}, text
    values = tomllib.loads(match[2]) if match[1] == "+++" else yaml.safe_load(match[2])
    return values, text[match.end() :]


def _own_address(name: str) -> str:
    return re.sub(r"(?:/index)?\.md$", "", name.removeprefix("content/")).lower()


def _rooted(address: str) -> str:
    return "/" + address.strip("/")


def _check_source(source: Source, site: Site, checked: Checked, found: dict[str, str]) -> None:
    checked.posts += 1
    targets = set()
    for address in source.addresses:
        answer = site.get(address)
        checked.redirects += 1
        if answer.status != 301:
            checked.problems.append(f"{source.path}: {address} answers {answer.status}, not 301")
        else:
            targets.add(urlsplit(answer.location).path)
    if len(targets) != 1:
        checked.problems.append(f"{source.path}: its addresses lead to {sorted(targets)}")
        return
    target = targets.pop()
    if target in found:
        checked.problems.append(f"{source.path}: {target} is that of {found[target]} too")
    found[target] = source.path
    answer = site.get(target)
    if answer.status != 200:
        checked.problems.append(f"{source.path}: {target} answers {answer.status}, not 200")
        return
    _check_page(source, target, BeautifulSoup(answer.body, "html.parser"), checked)


def _check_page(source: Source, address: str, page: BeautifulSoup, checked: Checked) -> None:
    heading, text = page.select_one("article.post h1"), page.select_one("article.post .prose")
    if heading is None or text is None:
        checked.problems.append(f"{source.path}: {address} is no post")
        return
    if _words(heading.get_text()) != _words(source.title):
        checked.problems.append(f"{source.path}: {address} is {heading.get_text()!r}")
    similarity = similarity_of(_text_of(source.body), _text_of_html(text))
    checked.least_similar = min(checked.least_similar, similarity)
    if similarity < MIN_SIMILARITY:
        checked.problems.append(f"{source.path}: its text is only {similarity:.2%} the same")
    for picture in page.select("article.post img"):
        src = str(picture.get("src", ""))
        if not urlsplit(src).netloc:
            checked.pictures.add(urljoin(address, src))
    for link in text.select("a[href]"):
        href = str(link["href"])
        if href.startswith("/") and not href.startswith("//"):
            checked.links.add(href.partition("#")[0])


def _check_addresses(site: Site, checked: Checked) -> None:
    with ThreadPoolExecutor(4) as threads:
        for address, answer in zip(
            sorted(checked.pictures), threads.map(site.get, sorted(checked.pictures)), strict=True
        ):
            if answer.status != 200 or not answer.media_type.startswith("image/"):
                checked.problems.append(
                    f"the picture {address} answers {answer.status} as {answer.media_type}"
                )
        ours = sorted(link for link in checked.links if link.startswith(("/blog/", "/media/")))
        for address, answer in zip(ours, threads.map(site.get, ours), strict=True):
            if answer.status != 200:
                checked.problems.append(f"the link {address} answers {answer.status}")


def similarity_of(one: list[str], other: list[str]) -> float:
    """Return how much of two texts is the same, word by word and in order, from 0 to 1."""
    if one == other:
        return 1.0
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _text_of(body: str) -> list[str]:
    html = READ_MARKDOWN(NOTE.sub(lambda note: re.sub(r"\n[ \t]*", "\n    ", note[0]), body))
    return _text_of_html(BeautifulSoup(str(html), "html.parser"))


def _text_of_html(html: Tag) -> list[str]:
    for picture in html.select("img[src^='http://'], img[src^='https://'], img[src^='//']"):
        # A page asks other sites for nothing: it shows the words for the picture, with a link.
        picture.replace_with(str(picture.get("alt") or picture["src"]))
    for unread in html.select(f"script, style, template, {NOTE_MARKS}"):
        unread.decompose()
    for block in html.select(BLOCKS.replace(" ", ",")):
        block.insert_before("\n")
        block.insert_after("\n")
    return _words(html.get_text())


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def main() -> int:
    """Check the site that the command line names."""
    if len(sys.argv) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    sources = list(read_sources(Path(sys.argv[1])))
    checked = check_site(sources, sys.argv[2])
    for problem in checked.problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(
        f"{checked.posts} posts, {checked.redirects} old addresses, {len(checked.pictures)} "
        f"pictures, {len(checked.links)} local links; least similar text "
        f"{checked.least_similar:.2%}; {len(checked.problems)} problems\n"
    )
    return 1 if checked.problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""Compare a served blog with the export of Ghost it was imported from.

    python -m tests.importers.ghost.check_ghost_site EXPORT BASE_URL

EXPORT is the JSON file, BASE_URL the address of the running site. The file is read here by other
means than the import's own. Prints what is wrong and exits with 1 where something is.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Tag

from tests.importers.check_markdown_site import BLOCKS, MIN_SIMILARITY, WORD, Site, similarity_of

# Ghost's own: what plays, what subscribes, what only mail showed, signs.
CHROME = (
    "script, style, svg, template, button, input, form, noscript, iframe, .kg-signup-card,"
    " .kg-email-card, .kg-email-cta, .kg-audio-player, .kg-video-player, .kg-video-overlay,"
    " .kg-audio-thumbnail, .kg-nft-opensea-logo, a.kg-btn[href^='#/']"
)
# In the order that a reader has them in; Ghost writes some the other way round.
REMARKS = (".kg-nft-creator",)
# What stands for what another site would have shown: neither side counts its words.
STAND_INS = ".remote-file, .remote-host, a.video-link, a[href*='/embed/']"
LEFTOVERS = ("kg-", "__GHOST_URL__", "0:00", "1\N{MULTIPLICATION SIGN}", "onclick", "alert(")
HIDDEN_ANSWERS = (404,)


@dataclass(frozen=True)
class Entry:
    """An entry as it should be on the site."""

    slug: str
    title: str
    html: str
    is_page: bool
    is_public: bool


@dataclass
class Checked:
    """What was found out about a site."""

    public: int = 0
    hidden: int = 0
    lists: int = 0
    pictures: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    least_similar: float = 1.0
    problems: list[str] = field(default_factory=list)


def read_export(path: Path) -> tuple[list[Entry], list[str]]:
    """Return the entries of an export, and the addresses of the lists that readers knew."""
    data = json.loads(path.read_bytes())["db"][0]["data"]
    entries = [
        Entry(row["slug"], row["title"], row["html"] or "", row["type"] == "page", _is_public(row))
        for row in data["posts"]
    ]
    return entries, list(_lists(data))


def check_site(path: Path, base_url: str) -> Checked:
    """Compare all entries with what the site answers for them."""
    site, checked = Site(base_url), Checked()
    entries, lists = read_export(path)
    for entry in entries:
        answer = site.get(f"/{entry.slug}/")
        if entry.is_public:
            checked.public += 1
            _check_entry(entry, urlsplit(answer.location).path, site, checked)
        else:
            checked.hidden += 1
            if answer.status not in HIDDEN_ANSWERS:
                checked.problems.append(f"{entry.slug}: nobody may see it, and it answers")
    for address in lists:
        checked.lists += 1
        _check_list(address, site, checked)
    _check_addresses(site, checked)
    return checked


def _is_public(row: dict[str, str]) -> bool:
    return row["status"] == "published" and row["visibility"] == "public"


def _lists(data: dict[str, Any]) -> Iterator[str]:
    public = {row["id"] for row in data["posts"] if _is_public(row) and row["type"] == "post"}
    for table, key, name in (("tags", "tag_id", "tag"), ("users", "author_id", "author")):
        links = data.get("posts_tags" if name == "tag" else "posts_authors", [])
        used = {row[key] for row in links if row["post_id"] in public}
        for row in data.get(table, []):
            if row["id"] in used and row.get("visibility") != "internal":
                yield f"/{name}/{row['slug']}/"


def _check_entry(entry: Entry, target: str, site: Site, checked: Checked) -> None:
    if not target:
        checked.problems.append(f"{entry.slug}: its old address does not redirect")
        return
    answer = site.get(target)
    if answer.status != 200 or target.startswith("/page/") != entry.is_page:
        checked.problems.append(f"{entry.slug}: {target} answers {answer.status}")
        return
    page = BeautifulSoup(answer.body, "html.parser")
    heading, text = page.select_one("article h1"), page.select_one("article .prose")
    if heading is None or text is None:
        checked.problems.append(f"{entry.slug}: {target} shows no text")
        return
    if _words(heading.get_text()) != _words(entry.title):
        checked.problems.append(f"{entry.slug}: {target} is {heading.get_text()!r}")
    _check_text(entry, target, text, checked)


def _check_text(entry: Entry, target: str, text: Tag, checked: Checked) -> None:
    served = text.decode()
    checked.problems += (
        f"{entry.slug}: {one!r} is left of a card"
        for one in LEFTOVERS
        if one in served and one not in _text(entry.html)
    )
    checked.pictures.update(urljoin(target, str(one["src"])) for one in text.select("img[src]"))
    links = (str(one["href"]).partition("#")[0] for one in text.select("a[href^='/']"))
    checked.links.update(link for link in links if link.startswith(("/blog/", "/page/", "/media/")))
    similarity = similarity_of(_words(_text(entry.html)), _words(_text(served)))
    checked.least_similar = min(checked.least_similar, similarity)
    if similarity < MIN_SIMILARITY:
        checked.problems.append(f"{entry.slug}: its text is only {similarity:.2%} the same")


def _text(html: str) -> str:
    """Return the words that a reader of HTML has before the eyes, blocks apart."""
    soup = BeautifulSoup(html, "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for creator in soup.select(", ".join(REMARKS)):
        # "Created by" is Ghost's, the name is the author's.
        name = creator.select_one(".kg-nft-creator-name")
        creator.replace_with(f" {name.get_text()} " if name else "")
    for unread in soup.select(f"{CHROME}, {STAND_INS}"):
        unread.decompose()
    for block in soup.select(f"{BLOCKS.replace(' ', ', ')}, .kg-bookmark-metadata span"):
        block.insert_before("\n")
        block.insert_after("\n")
    return soup.get_text()


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _check_list(address: str, site: Site, checked: Checked) -> None:
    answer = site.get(address)
    found = site.get(urlsplit(answer.location).path) if answer.status == 301 else answer
    if answer.status != 301 or found.status != 200:
        checked.problems.append(f"the list {address} answers {answer.status}, {found.status}")


def _check_addresses(site: Site, checked: Checked) -> None:
    for address in sorted(one for one in checked.pictures if one.startswith("/media/")):
        answer = site.get(address)
        if answer.status != 200 or not answer.media_type.startswith("image/"):
            checked.problems.append(f"the picture {address} answers {answer.status}")
    for link in sorted(checked.links):
        if (answer := site.get(link)).status != 200:
            checked.problems.append(f"the link {quote(link)} answers {answer.status}")


def main() -> int:
    """Check the site that the command line names."""
    if len(sys.argv) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    checked = check_site(Path(sys.argv[1]), sys.argv[2])
    for problem in checked.problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(
        f"{checked.public} entries shown, {checked.hidden} hidden, {checked.lists} lists,"
        f" {len(checked.pictures)} pictures, {len(checked.links)} local links;"
        f" least similar text {checked.least_similar:.2%}; {len(checked.problems)} problems\n"
    )
    return 1 if checked.problems else 0


if __name__ == "__main__":
    sys.exit(main())

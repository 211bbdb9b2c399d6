"""The real export, imported, against another reading of the same file.

Where BYLINE_SAMPLES names a folder that has `wordpress-blocks.wxr.xml`.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from byline.extensions import db
from byline.importers.wordpress.services import import_wordpress
from tests.importers.check_markdown_site import BLOCKS, similarity_of

SAMPLES = os.environ.get("BYLINE_SAMPLES")
FILE = Path(SAMPLES or "", "wordpress-blocks.wxr.xml")
ITEM = re.compile(r"<item>(.*?)</item>", re.DOTALL)
SHORTCODE = re.compile(r"\[(?:gallery|audio)[^\]]*\]")
WORD = re.compile(r"\w+")
MIN_SIMILARITY = 0.99

pytestmark = pytest.mark.skipif(not SAMPLES, reason="BYLINE_SAMPLES names no folder of real blogs")


@dataclass(frozen=True)
class Entry:
    """A post or page as its readers saw it."""

    title: str
    link: str
    text: str


def read_entries() -> list[Entry]:
    """Read the posts and pages without the help of the import."""
    items = [match[1] for match in ITEM.finditer(FILE.read_text("utf-8"))]
    return [
        Entry(field(one, "title"), field(one, "link"), field(one, "content:encoded"))
        for one in items
        if field(one, "wp:post_type") in ("post", "page")
    ]


def field(item: str, name: str) -> str:
    """Return the text of an element of an item."""
    match = re.search(f"<{name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</{name}>", item, re.DOTALL)
    return match[1] if match else ""


def words_of(html: str, *, shortcodes: bool = False) -> list[str]:
    """Return the words of a text as readers see it.

    What `shortcodes` show, pictures from elsewhere, is not in the text.
    """
    tree = BeautifulSoup(SHORTCODE.sub("", html) if shortcodes else html, "html.parser")
    for figure in tree.select("figure") if shortcodes else ():
        figure.decompose()
    for unread in tree.select("script, style, template, .footnotes, .footnote-ref, sup.fn"):
        unread.decompose()
    for shown in tree.select("img, video, audio, iframe, figure.remote-file, .remote-file, .video"):
        shown.decompose()
    for block in tree.select(BLOCKS.replace(" ", ",")):
        block.insert_before("\n")
        block.insert_after("\n")
    return WORD.findall(tree.get_text().casefold())


@pytest.fixture
def imported(app: Flask) -> None:
    """Import the file."""
    report = import_wordpress(FILE)
    db.session.rollback()

    assert (report.found, report.imported, len(report.skipped)) == (72, 62, 10)
    assert report.added == {"posts": 61, "pages": 1, "comments": 2}
    assert report.refused == 0


def test_every_entry_is_served_as_the_file_says(imported: None, client: FlaskClient) -> None:
    unlike: dict[str, float] = {}
    entries = read_entries()
    for entry in entries:
        moved = client.get(urlsplit(entry.link).path)
        assert moved.status_code == 301, entry.link
        response = client.get(moved.location)
        assert response.status_code == 200, entry.link
        page = BeautifulSoup(response.text, "html.parser")
        text = page.select_one("article .prose")
        assert text is not None, entry.link
        assert "<!-- wp:" not in response.text
        coded = SHORTCODE.search(entry.text) is not None
        similarity = similarity_of(
            words_of(entry.text, shortcodes=coded), words_of(str(text), shortcodes=coded)
        )
        if similarity < MIN_SIMILARITY:
            unlike[entry.title] = round(similarity, 3)

    assert len(entries) == 62
    assert unlike == {}


def test_a_second_run_changes_nothing(imported: None) -> None:
    report = import_wordpress(FILE)

    assert (report.unchanged, report.imported, report.updated, report.added) == (62, 0, 0, {})

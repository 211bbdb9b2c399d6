"""A blog whose pictures were on other hosts, imported with them: a reader's browser asks us alone.

Real blogs are tried too where BYLINE_SAMPLES names a folder that has them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser

from byline.blog.models import Page, Post
from byline.extensions import db
from tests.importers.conftest import picture, post_text
from tests.support.application import application
from tests.support.browser import served
from tests.support.other_host import OtherHost, answer, other_host

SAMPLES = os.environ.get("BYLINE_SAMPLES")
MP3 = b"ID3\x04\0\0\0\0\0\0" + b"\0" * 100
BODY = """![A cat](https://pictures.example.org/cat.jpg)

<figure><a href="https://x.org/big.png"><img src="//x.org/b.png" width="40"></a></figure>

<audio src="https://x.org/a.mp3"></audio>
"""
# Late pictures are asked for too. Returns how many there are, and the addresses of the broken ones.
TRY_PICTURES = """async () => {
  const broken = [];
  for (const image of document.images) {
    image.loading = "eager";
    await image.decode().catch(() => broken.push(image.src));
  }
  return [document.images.length, broken];
}"""


@pytest.fixture
def host() -> Iterator[OtherHost]:
    """Return a host that has a picture at every address."""
    with other_host() as host:
        host.fallback = answer(picture(size=(80, 50)))
        host.answer("/a.mp3", answer(MP3, "audio/mpeg"))
        yield host


def import_with_media(kind: str, path: Path, data: Path, host: OtherHost) -> dict[str, Any]:
    """Import a blog, with its files from the host, and return the report."""
    byline = str(Path(sys.executable).with_name("byline"))
    environment = os.environ | {
        "BYLINE_ENV": "test",
        "BYLINE_DATA": str(data),
        "BYLINE_FETCH_STAND_INS": f"*={host.endpoint}",
    }
    command = [byline, "import", kind, str(path), "--fetch-media", "--json"]
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def addresses(data: Path) -> list[str]:
    """Return the paths of all posts and pages that readers see."""
    with application(data):
        posts = db.session.scalars(sa.select(Post).where(Post.status == "published"))
        pages = db.session.scalars(sa.select(Page))
        return [*(post.url for post in posts), *(page.url for page in pages)]


def check_pictures(chromium: Browser, data: Path, missing: str) -> int:
    """Open every page, and return how many pictures are shown.

    Each must be, but for those that the report says are missing in the blog itself.
    """
    asked: list[str] = []
    shown = 0
    with served(data) as site:
        context = chromium.new_context()
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for path in addresses(data):
            page.goto(site.url + path)
            number, broken = page.evaluate(TRY_PICTURES)
            assert [one for one in broken if one.rpartition("/")[2] not in missing] == []
            shown += number - len(broken)
        context.close()
        assert [url for url in asked if not url.startswith((site.url, "data:"))] == []
    return shown


def test_a_small_blog_is_shown_without_other_hosts(
    chromium: Browser, host: OtherHost, tmp_path: Path
) -> None:
    (tmp_path / "blog").mkdir()
    cover = '"https://x.org/cover.png"'
    (tmp_path / "blog" / "a.md").write_text(post_text("A", "2020-01-01", BODY, cover=cover))
    data = tmp_path / "data"

    report = import_with_media("markdown", tmp_path / "blog", data, host)

    assert (report["needs_you"], report["added"]["files"]) == ([], 4)
    assert check_pictures(chromium, data, missing="") == 3


@pytest.mark.skipif(not SAMPLES, reason="BYLINE_SAMPLES names no folder of real blogs")
@pytest.mark.parametrize(
    ("kind", "name"),
    [("wordpress", "wordpress-blocks.wxr.xml"), ("ghost", "ghost-6-export.json")],
)
def test_a_real_blog_is_shown_without_other_hosts(
    chromium: Browser, host: OtherHost, tmp_path: Path, kind: str, name: str
) -> None:
    data = tmp_path / "data"

    report = import_with_media(kind, Path(SAMPLES or "") / name, data, host)

    reasons = [remark["reason"] for remark in report["needs_you"]]
    assert not any("other sites" in reason for reason in reasons)
    missing = " ".join(reason for reason in reasons if reason.startswith("nothing answers"))
    assert check_pictures(chromium, data, missing) > 0

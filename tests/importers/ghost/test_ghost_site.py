"""An imported blog of Ghost, served, against its export.

A real one is checked too where BYLINE_SAMPLES names a folder that has `ghost-6-export.json`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.conftest import picture
from tests.importers.ghost.check_ghost_site import check_site
from tests.importers.ghost.conftest import entry, export_of
from tests.importers.ghost.samples import RICH_POST
from tests.support.browser import served

SAMPLES = os.environ.get("BYLINE_SAMPLES")


def check_import(source: Path, export: Path, data: Path) -> int:
    """Import a blog on an empty site, serve it, compare; return how many pictures it shows."""
    byline = str(Path(sys.executable).with_name("byline"))
    environment = os.environ | {"BYLINE_ENV": "test", "BYLINE_DATA": str(data)}
    subprocess.run([byline, "import", "ghost", str(source)], env=environment, check=True)

    with served(data) as site:
        checked = check_site(export, site.url)

    assert checked.problems == []
    assert checked.public > 0
    return len(checked.pictures)


def test_a_small_blog_with_every_card_is_served_as_its_export_says(tmp_path: Path) -> None:
    images = tmp_path / "blog/content/images/2024/01"
    images.mkdir(parents=True)
    for name, colour in (("a", "teal"), ("b", "red"), ("c", "blue")):
        (images / f"{name}.png").write_bytes(picture(colour))
    export = tmp_path / "blog/export.json"
    document = export_of(
        entry("rich", RICH_POST, title="Every <card> & more"),
        entry("about", '<p>About <a href="__GHOST_URL__/rich/">it</a>.</p>', type="page"),
        entry("secret", "<p>For members.</p>", visibility="members"),
        entry("later", "<p>Not yet.</p>", status="scheduled", published_at="2999-01-01 00:00:00"),
        entry("draft", "<p>Not done.</p>", status="draft", published_at=None),
        tags=[{"id": "t1", "name": "C++ & Co", "slug": "c-co", "visibility": "public"}],
        posts_tags=[{"post_id": "id-rich", "tag_id": "t1", "sort_order": 0}],
        users=[{"id": "u1", "name": "Ada", "slug": "ada"}],
        posts_authors=[{"post_id": "id-rich", "author_id": "u1", "sort_order": 0}],
    )
    export.write_text(json.dumps(document))

    assert check_import(export.parent, export, tmp_path / "data") == 3


@pytest.mark.skipif(not SAMPLES, reason="BYLINE_SAMPLES names no folder of real blogs")
def test_the_real_blog_is_served_as_its_export_says(tmp_path: Path) -> None:
    export = Path(SAMPLES or "") / "ghost-6-export.json"

    check_import(export, export, tmp_path / "data")

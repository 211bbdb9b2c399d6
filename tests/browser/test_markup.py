"""The HTML of every page is valid."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import CookiesOf
from tests.browser.content import KINDS
from tests.browser.scenes import SCENES
from tests.support.browser import OpenPage, Site, fetch

FOLDER = Path(__file__).parent
HTML_VALIDATE = FOLDER / "node_modules/html-validate/bin/html-validate.mjs"


def find_errors(folder: Path) -> list[str]:
    """Return a line for each error that html-validate finds in the folder's files."""
    if not HTML_VALIDATE.exists():
        pytest.fail("html-validate is not installed: `make test` does that")
    # A machine without Node has the one that `make` put beside Python.
    node = shutil.which("node") or str(Path(sys.executable).with_name("node"))
    command = [node, str(HTML_VALIDATE), "--config", str(FOLDER / ".htmlvalidate.json")]
    result = subprocess.run(
        [*command, "--formatter", "json", str(folder / "*.html")],
        capture_output=True,
        text=True,
        cwd=FOLDER,
    )
    assert result.stderr == ""
    return [
        f"{Path(report['filePath']).stem}:{message['line']} {message['message']}"
        for report in json.loads(result.stdout)
        for message in report["messages"]
    ]


def test_what_people_see_is_valid(
    site: Site, open_page: OpenPage, cookies_of: CookiesOf, tmp_path: Path
) -> None:
    for name, scene in SCENES.items():
        html = scene.source(site, open_page, cookies_of)
        (tmp_path / f"{name}.html").write_text(html, "utf-8")

    errors = find_errors(tmp_path)

    assert not errors, "\n".join(errors)


def test_every_page_is_valid(site: Site, empty_site: Site, tmp_path: Path) -> None:
    pages = {kind: site.page(kind) for kind in KINDS} | {
        "an empty site": f"{empty_site.url}/blog/",
        "the first form": empty_site.first_run_link(),
    }
    for kind, url in pages.items():
        (tmp_path / f"{kind}.html").write_text(fetch(url), "utf-8")

    errors = find_errors(tmp_path)

    assert not errors, "\n".join(errors)
    assert len(list(tmp_path.iterdir())) == len(pages)


def test_an_invalid_page_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><p>A <div>B</div></p>", "utf-8")

    assert find_errors(tmp_path)

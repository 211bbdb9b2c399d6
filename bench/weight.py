"""What a reader downloads: the assets, and the home page in a browser that has seen nothing yet."""

import gzip
import os
import shutil
from pathlib import Path

from playwright.sync_api import Request, sync_playwright

import byline
from bench.processes import running_server
from bench.site import filled_site
from bench.tables import Figure, print_figures

POSTS = 100
KILOBYTE = 1024
GZIP_LEVEL = 5  # as served
DIST = Path(byline.__file__).parent / "static" / "dist"
# The blog's own pictures are not the theme's weight.
PICTURES = "/media/"


def main() -> list[Figure]:
    """Weigh the built assets and the home page."""
    with filled_site(POSTS) as app, running_server(app.config["DATA"], 1) as server:
        requests = _requests(f"{server.url}/blog/")
        foreign = sum(not url.startswith(server.url) for url, _ in requests)
    # An address that is used twice costs nothing the second time.
    own = [size for url, size in requests if size and PICTURES not in url]
    figures = [
        Figure("CSS and JavaScript, gzip", _assets_size() / KILOBYTE, "KB", 18),
        Figure("home, with headers", sum(own) / KILOBYTE, "KB", 25),
        Figure("home, requests", len(own), "", 5),
        Figure("home, requests to other hosts", foreign, "", 0),
    ]
    print_figures("Weight", figures)
    return figures


def _assets_size() -> int:
    """Return the bytes of all stylesheets and scripts, compressed as they are served."""
    files = [*DIST.glob("*.css"), *DIST.glob("*.js")]
    return sum(len(gzip.compress(path.read_bytes(), GZIP_LEVEL)) for path in files)


def _requests(url: str) -> list[tuple[str, int]]:
    """Open a page with an empty cache; return the address and the bytes of each request."""
    finished: list[Request] = []
    # Chromium refuses its sandbox to root.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        page = browser.new_page()
        page.on("requestfinished", lambda request: finished.append(request))
        page.goto(url, wait_until="networkidle")
        found = [(request.url, _size(request)) for request in finished]
        browser.close()
    return found


def _size(request: Request) -> int:
    """Return the bytes of the answer as they came over the wire."""
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]

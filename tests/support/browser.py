"""What the tests in a browser share: the server, the windows, and what goes wrong in them."""

import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request, Response, StorageState, ViewportSize

from byline.lib.limit_counts import SqliteCounts
from tests.support.servers import free_port, running

OpenPage = Callable[..., Page]

SMALLEST: ViewportSize = {"width": 360, "height": 640}
NARROW: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 900}
# How far the page reaches beyond its window, in pixels, to either side.
OVERFLOW = """() => {
  const root = document.documentElement;
  return root.scrollWidth - root.clientWidth;
}"""
CHROMIUM_OPTIONS = [
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]


@dataclass
class Site:
    """A running blog: its address, its log, and the path of a page of each kind."""

    url: str
    log: Path
    data: Path
    paths: dict[str, str] = field(default_factory=dict)

    def page(self, kind: str) -> str:
        """Return the address of the page of this kind."""
        return self.url + self.paths[kind]

    def first_run_link(self) -> str:
        """Return the link to create the first administrator that the server has printed."""
        match = re.search(r"http\S+/first-run/\S+", self.log.read_text("utf-8"))
        assert match
        return match[0]

    def forget_limits(self) -> None:
        """Let everybody do again what they have done too often."""
        SqliteCounts(f"sqlite-counts://{self.data / 'limits.sqlite3'}").reset()


@contextmanager
def served(data: Path) -> Iterator[Site]:
    """Run `byline run` on a data folder."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "BYLINE_ENV": "test",
        "BYLINE_DATA": str(data),
        "BYLINE_SITE_NAME": "Ana writes",
    }

    def ready() -> bool:
        try:
            urllib.request.urlopen(f"{url}/healthz").close()
        except OSError:
            return False
        return True

    byline = str(Path(sys.executable).with_name("byline"))
    command = [byline, "run", "--port", str(port), "--workers", "1"]
    log = data.parent / "server.log"
    with running(command, ready=ready, log=log, env=environment):
        yield Site(url, log, data)


def collect_complaints(page: Page, url: str, complaints: list[str], outside: str | None) -> None:
    """Write down what a developer would see in the console and on the network."""
    origin = "/".join(url.split("/")[:3])
    known = (origin, "data:", outside or origin)
    documents: set[str] = set()

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not is_own_status(message):
            complaints.append(f"{message.text} ({message.location})")

    def is_own_status(message: ConsoleMessage) -> bool:
        # A page may be about what was wrong with a form, or missing.
        return (
            message.text.startswith("Failed to load resource")
            and message.location.get("url", "").partition("#")[0] in documents
        )

    def on_request(request: Request) -> None:
        if request.is_navigation_request():
            documents.add(request.url.partition("#")[0])
        if not request.url.startswith(known):
            complaints.append(f"a request to another host: {request.url}")

    def on_response(response: Response) -> None:
        least = 500 if response.request.is_navigation_request() else 400
        if response.status >= least:
            complaints.append(f"{response.status} {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", on_request)
    page.on("response", on_response)


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    pixels: int = page.evaluate(OVERFLOW)
    return pixels


def sign_in(page: Page, username: str, password: str) -> None:
    """Fill in the login page, which is open."""
    page.get_by_label("User name or e-mail").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.get_by_text("You have been logged in.").wait_for()


def fetch(url: str, state: StorageState | None = None) -> str:
    """Return what the server answers to whoever has these cookies, an error's page too."""
    kept = state.get("cookies", []) if state else []
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in kept)
    try:
        response = urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookies}))
    except urllib.error.HTTPError as error:
        response = error
    with response:
        text: str = response.read().decode("utf-8")
    return text


def fill_in(page: Page, **fields: str) -> None:
    """Type into the fields of the page's form, by their names."""
    for name, text in fields.items():
        page.get_by_role("main").locator(f"[name={name}]").fill(text)


def press(page: Page, button: str) -> None:
    """Press a button of the page itself, not of its header."""
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()

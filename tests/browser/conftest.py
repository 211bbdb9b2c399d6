"""A real browser before the real server."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    StorageState,
    sync_playwright,
)

from byline.auth.passwords import hash_password
from byline.auth.services import create_user
from byline.extensions import write_unit
from tests.browser.content import PASSWORD, fill
from tests.support.application import application
from tests.support.browser import (
    CHROMIUM_OPTIONS,
    WIDE,
    OpenPage,
    Site,
    collect_complaints,
    served,
    sign_in,
)
from tests.support.servers import require_program

AddAccount = Callable[..., None]
CookiesOf = Callable[[str], StorageState]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a blog with everything on it."""
    data = tmp_path_factory.mktemp("filled") / "data"
    with application(data):
        paths = fill()
    with served(data) as site:
        site.paths = paths
        yield site


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a blog as it is after the first start."""
    with served(tmp_path_factory.mktemp("empty") / "data") as site:
        yield site


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[Site]:
    """Serve a blog as it is after the first start, for one test alone."""
    with served(tmp_path / "data") as site:
        yield site


@pytest.fixture
def add_account(site: Site) -> AddAccount:
    """Add somebody to the filled blog, whom one test has for itself: `add_account("bea")`."""

    def add(username: str, role: str = "default") -> None:
        with application(site.data):
            password_hash = hash_password(PASSWORD)
            with write_unit():
                create_user(username, password_hash=password_hash, roles=[role])

    return add


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return the driver of browsers."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Return the browser of this worker."""
    path = require_program("chromium", "/Applications/Chromium.app/Contents/MacOS")
    # Chromium's own sandbox needs an ordinary user.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_OPTIONS, *sandbox])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def cookies_of(site: Site, chromium: Browser) -> CookiesOf:
    """Sign somebody in to the filled blog, once: `open_page(url, storage_state=cookies_of("ana"))`.

    A test that signs them out, or changes their password, is for a blog of its own.
    """

    @cache
    def cookies(username: str) -> StorageState:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{site.url}/auth/login")
        sign_in(page, username, PASSWORD)
        state = context.storage_state()
        context.close()
        return state

    return cookies


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open an address in a new window: `open_page(url, viewport=NARROW, color_scheme="dark")`.

    The options are those of Playwright's contexts. In the end, no window may have had an error in
    its console, a request that failed, or one to another host, unless its address begins with
    `outside`: a stand-in answers those.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(url: str, *, outside: str | None = None, **options: Any) -> Page:  # noqa: ANN401 - Playwright's options
        context = chromium.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        if outside is not None:
            context.route(f"{outside}**", lambda route: route.fulfill(body="A stranger's page"))
        collect_complaints(page, url, complaints, outside)
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []

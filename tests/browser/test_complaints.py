"""What goes wrong in a page does not go unnoticed."""

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import Site, collect_complaints


@pytest.mark.parametrize(
    "mishap",
    [
        "console.error('oh')",
        "setTimeout(() => { throw new Error('oh') })",
        "fetch('/static/missing.js')",
        "fetch('https://example.org/').catch(() => {})",
        "document.body.setAttribute('onclick', 'alert(1)')",
    ],
)
def test_a_mishap_is_written_down(site: Site, chromium: Browser, mishap: str) -> None:
    complaints: list[str] = []
    page: Page = chromium.new_page()
    # Nothing leaves this machine here either.
    page.route("https://example.org/**", lambda route: route.abort())
    collect_complaints(page, site.page("home"), complaints, None)
    page.goto(site.page("home"))
    assert complaints == []

    page.evaluate(mishap)
    page.wait_for_timeout(200)

    assert complaints
    page.close()


def test_a_page_that_breaks_is_written_down(site: Site, chromium: Browser) -> None:
    complaints: list[str] = []
    page: Page = chromium.new_page()
    collect_complaints(page, site.page("home"), complaints, None)
    page.goto(site.page("not found"))
    assert complaints == []

    page.route("**/blog/archive", lambda route: route.fulfill(status=500, body="Oh"))
    page.goto(site.page("the archive"))

    assert complaints
    page.close()

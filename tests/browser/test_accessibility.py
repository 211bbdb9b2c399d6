"""Every page, in every state a reader can bring it into, passes axe's rules."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.axe import COLOUR_RULES, find_violations
from tests.browser.conftest import CookiesOf
from tests.browser.content import KINDS
from tests.browser.scenes import SCENES
from tests.support.browser import NARROW, SMALLEST, WIDE, OpenPage, Site, overflow

WINDOWS = {"narrow": NARROW, "wide": WIDE}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


def assert_accessible(page: Page) -> None:
    """Run axe in a narrow and a wide window, light and, what it says of colours, dark."""
    for name, size in WINDOWS.items():
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            violations = find_violations(page, COLOUR_RULES if scheme == "dark" else None)
            assert not violations, f"{name}, {scheme}:\n" + "\n".join(violations)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible(site: Site, open_page: OpenPage, kind: str) -> None:
    page = open_page(site.page(kind))

    assert_accessible(page)


def test_an_empty_site_is_accessible(empty_site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{empty_site.url}/blog/")

    assert_accessible(page)


def test_the_first_form_is_accessible(empty_site: Site, open_page: OpenPage) -> None:
    page = open_page(empty_site.first_run_link())

    assert_accessible(page)


def test_a_form_with_errors_is_accessible(empty_site: Site, open_page: OpenPage) -> None:
    page = open_page(empty_site.first_run_link())
    page.locator("form").evaluate("form => form.noValidate = true")

    page.get_by_role("main").get_by_role("button").click()

    assert page.locator("[aria-invalid=true]").count() > 0
    assert_accessible(page)


@pytest.mark.parametrize("name", SCENES)
def test_what_people_do_is_accessible_and_fits_the_smallest_telephone(
    site: Site, open_page: OpenPage, cookies_of: CookiesOf, name: str
) -> None:
    page = SCENES[name].play(site, open_page, cookies_of)

    assert_accessible(page)
    page.set_viewport_size(SMALLEST)
    assert overflow(page) == 0


@pytest.mark.parametrize("name", ["a refused registration", "a conflict", "the settings"])
def test_what_people_do_in_portuguese_is_accessible(
    site: Site, open_page: OpenPage, cookies_of: CookiesOf, name: str
) -> None:
    page = SCENES[name].play(site, open_page, cookies_of, locale="pt-PT")

    assert_accessible(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_open_menu_is_accessible(site: Site, open_page: OpenPage, scheme: str) -> None:
    page = open_page(site.page("home"), viewport=NARROW, color_scheme=scheme)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").wait_for()

    violations = find_violations(page)

    assert not violations, "\n".join(violations)


@pytest.mark.parametrize("kind", ["home", "a long post", "the archive"])
def test_a_portuguese_page_is_accessible(site: Site, open_page: OpenPage, kind: str) -> None:
    page = open_page(site.page(kind), locale="pt-PT")

    assert page.locator("html").get_attribute("lang") == "pt"
    assert_accessible(page)


@pytest.mark.parametrize("kind", ["home", "a long post", "a right-to-left post", "the archive"])
def test_a_page_from_right_to_left_is_accessible(
    site: Site, open_page: OpenPage, kind: str
) -> None:
    page = open_page(site.page(kind))

    # As in Arabic or Hebrew, which have no catalogue yet.
    page.evaluate("document.documentElement.dir = 'rtl'")

    assert_accessible(page)


def test_what_is_not_accessible_would_be_found(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("a picture post"))

    page.locator("main img").first.evaluate("picture => picture.removeAttribute('alt')")

    assert any(violation.startswith("image-alt") for violation in find_violations(page))

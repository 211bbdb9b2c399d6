"""Reading in a browser: by keyboard, by taste, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import NARROW, OpenPage, Site

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_first_tab_leads_past_the_navigation(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("a long post"))

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_opens_and_closes_by_keyboard(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("home"), viewport=NARROW)
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(links.first).to_be_hidden()

    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(links.first).to_be_visible()
    page.keyboard.press("Escape")

    expect(links.first).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_the_menu_leads_on(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("home"), viewport=NARROW)

    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="About").click()

    expect(page).to_have_url(site.page("a page"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_those_of_the_system(site: Site, open_page: OpenPage, scheme: str) -> None:
    page = open_page(site.page("home"), color_scheme=scheme)

    assert is_dark(page) == (scheme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_s_choice_of_colours_holds_on_every_page(
    site: Site, open_page: OpenPage, scheme: str
) -> None:
    page = open_page(site.page("home"), color_scheme=scheme)
    was_dark = is_dark(page)

    page.get_by_role("button", name="Switch between light and dark").click()
    assert is_dark(page) != was_dark
    page.goto(site.page("the archive"))

    assert is_dark(page) != was_dark


def is_dark(page: Page) -> bool:
    """Say whether the page is dark, by its background."""
    colour: str = page.evaluate(BACKGROUND)
    channels = [int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    return sum(channels) < 3 * 128


def test_without_javascript_everything_is_read(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("home"), java_script_enabled=False, viewport=NARROW)

    page.get_by_role("link", name="A post that is discussed").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("A post that is discussed")
    expect(page.get_by_text("It is.")).to_be_visible()


def test_without_javascript_the_menu_is_within_reach(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("home"), java_script_enabled=False, viewport=NARROW)

    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="About").click()

    expect(page).to_have_url(site.page("a page"))


def test_without_javascript_there_is_no_switch_that_does_nothing(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(site.page("home"), java_script_enabled=False)

    expect(page.get_by_role("button", name="Switch between light and dark")).to_be_hidden()


def test_without_javascript_a_video_is_a_link_to_its_host(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("a video post"), java_script_enabled=False)

    link = page.locator(".video a")

    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=dQw4w9WgXcQ")


def test_a_click_on_a_video_makes_it_a_player(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("a video post"), outside="https://www.youtube-nocookie.com/")

    page.locator(".video a").click()

    player = page.locator(".video iframe")
    expect(player).to_have_attribute("src", re.compile(r"\.com/embed/dQw4w9WgXcQ\b"))
    expect(player).to_be_focused()


def test_a_link_switches_the_language_and_comes_back(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("the archive"))

    page.get_by_role("link", name="Português").click()

    expect(page).to_have_url(site.page("the archive"))
    expect(page.locator("html")).to_have_attribute("lang", "pt")


def test_an_article_has_a_language_and_direction_of_its_own(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(site.page("a right-to-left post"))

    body = page.locator(".prose")

    expect(body).to_have_attribute("lang", "he")
    assert body.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_a_printed_page_is_the_text_alone(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("a long post"))

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator(".sidebar")).to_be_hidden()

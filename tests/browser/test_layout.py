"""Pages fit the window they are shown in."""

import pytest

from tests.browser.conftest import CookiesOf
from tests.browser.content import KINDS
from tests.browser.scenes import SCENES
from tests.support.browser import SMALLEST, WIDE, OpenPage, Site, overflow

# Scenes with much in a row; in English, all of them are measured with their accessibility.
CROWDED = (
    "a refused registration",
    "an account",
    "a new invitation",
    "a user",
    "refused settings",
    "all users",
    "the moderation",
    "own posts",
    "deleted posts",
    "a post to edit",
    "a conflict",
    "a discussion to moderate",
    "the menu of an admin",
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_needs_no_sideways_scrolling_on_the_smallest_telephone(
    site: Site, open_page: OpenPage, kind: str
) -> None:
    page = open_page(site.page(kind), viewport=SMALLEST)

    assert overflow(page) == 0


@pytest.mark.parametrize("name", CROWDED)
def test_what_people_do_needs_none_in_a_language_of_long_words(
    site: Site, open_page: OpenPage, cookies_of: CookiesOf, name: str
) -> None:
    page = SCENES[name].play(site, open_page, cookies_of, viewport=SMALLEST, locale="pt-PT")

    assert overflow(page) == 0


@pytest.mark.parametrize("kind", ["home", "a long post", "a post with comments", "the archive"])
def test_a_page_from_right_to_left_needs_none_either(
    site: Site, open_page: OpenPage, kind: str
) -> None:
    page = open_page(site.page(kind), viewport=SMALLEST)

    page.evaluate("document.documentElement.dir = 'rtl'")

    assert overflow(page) == 0


@pytest.mark.parametrize(
    "name", ["an account", "own posts", "a post to edit", "a discussion to moderate"]
)
def test_what_people_do_from_right_to_left_needs_none_either(
    site: Site, open_page: OpenPage, cookies_of: CookiesOf, name: str
) -> None:
    page = SCENES[name].play(site, open_page, cookies_of, viewport=SMALLEST)

    page.evaluate("document.documentElement.dir = 'rtl'")

    assert overflow(page) == 0


def test_a_wide_table_scrolls_in_itself(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("a long post"), viewport=SMALLEST)
    frame = page.locator(".table-scroll").first

    assert frame.evaluate("e => e.scrollWidth > e.clientWidth")


def test_long_code_scrolls_in_itself(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("a long post"), viewport=SMALLEST)
    code = page.locator(".prose pre").first

    assert code.evaluate("e => e.scrollWidth > e.clientWidth")


def test_pictures_have_their_room_before_they_are_there(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("a long post"))

    pictures = page.locator("main img").all()

    assert pictures
    for picture in pictures:
        assert int(picture.get_attribute("width") or 0) > 0
        assert int(picture.get_attribute("height") or 0) > 0


def test_the_sidebar_stands_beside_the_text_where_there_is_room(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(site.page("home"), viewport=WIDE)

    text = page.locator("main").bounding_box()
    sidebar = page.locator(".sidebar").bounding_box()

    assert text
    assert sidebar
    assert sidebar["x"] >= text["x"] + text["width"]


def test_the_sidebar_follows_the_text_on_a_telephone(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.page("home"), viewport=SMALLEST)

    text = page.locator("main").bounding_box()
    sidebar = page.locator(".sidebar").bounding_box()

    assert text
    assert sidebar
    assert sidebar["y"] >= text["y"] + text["height"]

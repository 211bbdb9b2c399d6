"""Discussing a post, in real windows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CookiesOf
from tests.support.browser import OpenPage, Site, fill_in, press


@pytest.fixture
def discussion(site: Site) -> str:
    """Return the address of a post that Ana wrote and readers discuss; everybody may comment."""
    site.forget_limits()
    return site.page("a post with comments")


def test_an_author_answers_a_reader(
    discussion: str, open_page: OpenPage, cookies_of: CookiesOf
) -> None:
    page = open_page(discussion, storage_state=cookies_of("ana"))

    page.get_by_role("link", name="Reply · Rita").click()
    expect(page.get_by_role("heading", name="Replying to Rita")).to_be_visible()
    fill_in(page, text="So it is, Rita.")
    press(page, "Send comment")

    expect(page.get_by_text("Comment added")).to_be_visible()
    # Below what it answers, and in sight.
    answer = page.locator("li li").get_by_text("So it is, Rita.")
    expect(answer).to_be_in_viewport()


def test_a_guest_sees_what_waits_and_nobody_else_does(discussion: str, open_page: OpenPage) -> None:
    guest = open_page(discussion)
    fill_in(guest, name="Gus", text="May I say something?")
    press(guest, "Send comment")
    expect(guest.get_by_text("Your comment waits for approval")).to_be_visible()

    expect(guest.get_by_text("May I say something?")).to_be_visible()
    expect(open_page(discussion).get_by_text("May I say something?")).to_have_count(0)


def test_an_author_approves_in_place(
    discussion: str, open_page: OpenPage, cookies_of: CookiesOf
) -> None:
    guest = open_page(discussion)
    fill_in(guest, name="Pia", text="Please approve.")
    press(guest, "Send comment")

    author = open_page(discussion, storage_state=cookies_of("ana"))
    author.get_by_role("button", name="Approve · Pia").click()

    expect(author.get_by_text("Comment approved")).to_be_visible()
    guest.goto(discussion)
    expect(guest.get_by_text("Please approve.")).to_be_visible()


def forge(page: Page) -> None:
    """Spoil the stamp of the form, as one that is of yesterday or of another post."""
    page.locator("[name=csrf_token]").last.evaluate("field => { field.value = 'forged' }")


def say_too_much(page: Page) -> None:
    """Fill the form with more than a comment holds."""
    fill_in(page, text="Words." * 15_000)


def be_nameless(page: Page) -> None:
    """Empty the name."""
    fill_in(page, name="")


@pytest.mark.parametrize("mishap", [forge, say_too_much, be_nameless])
def test_what_a_guest_typed_survives(
    discussion: str, open_page: OpenPage, mishap: Callable[[Page], None]
) -> None:
    page = open_page(discussion)
    fill_in(page, name="Max", text="What I typed.")
    mishap(page)
    text = page.locator("[name=text]").input_value()

    press(page, "Send comment")

    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("[name=text]").input_value() == text
    expect(page.get_by_role("heading", level=1)).to_have_text("A post that is discussed")


def test_who_is_too_quick_can_send_it_again(discussion: str, open_page: OpenPage) -> None:
    page = open_page(discussion)
    fill_in(page, name="Quick", text="The first.")
    press(page, "Send comment")
    expect(page.get_by_text("The first.")).to_be_visible()

    fill_in(page, name="Quick", text="The second.")
    press(page, "Send comment")

    expect(page.get_by_role("alert")).to_contain_text("That was a lot at once.")
    expect(page.locator("[name=text]")).to_have_value("The second.")


def test_a_button_that_is_pressed_twice_sends_one_comment(
    discussion: str, open_page: OpenPage
) -> None:
    page = open_page(discussion)
    fill_in(page, name="Twice", text="Only once.")

    page.get_by_role("button", name="Send comment").dblclick()
    expect(page.get_by_text("Your comment waits for approval")).to_be_visible()

    expect(page.get_by_text("Only once.")).to_have_count(1)

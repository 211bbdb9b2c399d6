"""Writing in real windows: by keyboard, in two windows at once, and with mishaps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from byline.lib.limits import MAX_SOURCE_BYTES
from tests.browser.conftest import CookiesOf
from tests.browser.content import PASSWORD
from tests.support.browser import OpenPage, Site, fill_in, press, sign_in

OpenForm = Callable[[str], Page]

MOST_STEPS = 40
# Of 60 saves in ten minutes.
TOO_OFTEN = 60


@pytest.fixture
def open_form(site: Site, open_page: OpenPage, cookies_of: CookiesOf) -> OpenForm:
    """Open the form of a new post in a window of somebody's: `open_form("ana")`."""
    site.forget_limits()
    return lambda username: open_page(f"{site.url}/blog/new", storage_state=cookies_of(username))


def publish(page: Page, title: str, text: str) -> str:
    """Publish a new post; return the address of its page."""
    fill_in(page, title=title, text=text)
    press(page, "Publish")
    expect(page.get_by_text("Post added")).to_be_visible()
    return page.url


def test_a_post_is_written_by_keyboard_alone(open_form: OpenForm) -> None:
    page = open_form("ana")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page.get_by_label("Title"))
    page.keyboard.type("Written by keyboard")
    tab_to(page.get_by_role("textbox", name="Text", exact=True))
    page.keyboard.type("Without a mouse.")
    tab_to(page.get_by_role("button", name="Publish", exact=True))
    page.keyboard.press("Enter")

    expect(page.get_by_text("Post added")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Written by keyboard")


def tab_to(wanted: Locator) -> None:
    """Press the tabulator until something has the focus."""
    for _step in range(MOST_STEPS):
        wanted.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{wanted} is out of reach of the keyboard")


def test_two_people_change_a_post_and_neither_text_is_lost(open_form: OpenForm) -> None:
    ana, ed = open_form("ana"), open_form("ed")
    publish(ana, "Two people", "A line of both.\n\nA line of the first version.")
    ana.get_by_role("link", name="Edit", exact=True).click()
    ed.goto(ana.url)

    fill_in(ana, text="A line of both.\n\nA line by Ana.")
    press(ana, "Save")
    expect(ana.get_by_text("Post edited")).to_be_visible()
    fill_in(ed, text="A line of both.\n\nA line by Ed.")
    press(ed, "Save")

    expect(ed.locator("main [name=text]")).to_have_value("A line of both.\n\nA line by Ed.")
    expect(ed.locator(".differences del")).to_contain_text("Ana")
    expect(ed.locator(".differences ins")).to_contain_text("Ed")
    fill_in(ed, text="A line of both.\n\nA line by Ana.\n\nA line by Ed.")
    press(ed, "Save")
    expect(ed.get_by_text("Post edited")).to_be_visible()
    expect(ed.locator(".prose")).to_contain_text("A line by Ana.")
    expect(ed.locator(".prose")).to_contain_text("A line by Ed.")


def test_what_was_typed_survives_an_expired_form(open_form: OpenForm) -> None:
    page = open_form("ana")
    fill_in(page, title="Open for a day", text="What I typed.", tags="Patience")
    page.locator("main [name=csrf_token]").evaluate("field => { field.value = 'old' }")

    press(page, "Publish")
    expect(page.get_by_role("alert")).to_contain_text("The form had been open for too long.")
    expect(page.locator("main [name=text]")).to_have_value("What I typed.")
    press(page, "Publish")

    expect(page.get_by_text("Post added")).to_be_visible()


def test_what_was_typed_survives_a_lost_login(open_form: OpenForm) -> None:
    page = open_form("ana")
    fill_in(page, title="Logged out", text="What I typed.", tags="Patience")
    page.context.clear_cookies()

    press(page, "Publish")
    expect(page.get_by_text("Please login to access this page")).to_be_visible()
    sign_in(page, "ana", PASSWORD)

    expect(page.locator("main [name=title]")).to_have_value("Logged out")
    expect(page.locator("main [name=text]")).to_have_value("What I typed.")
    expect(page.locator("main [name=tags]")).to_have_value("Patience")
    press(page, "Publish")
    expect(page.get_by_text("Post added")).to_be_visible()


def test_what_was_typed_survives_being_too_long(open_form: OpenForm) -> None:
    page = open_form("ana")
    fill_in(page, title="Too long")
    # Typed at once: a person would paste it.
    page.locator("main [name=text]").evaluate(
        "(field, length) => { field.value = 'x'.repeat(length) }", MAX_SOURCE_BYTES + 1
    )

    press(page, "Publish")

    expect(page.get_by_role("alert")).to_be_visible()
    length = page.locator("main [name=text]").evaluate("field => field.value.length")
    assert length == MAX_SOURCE_BYTES + 1
    publish(page, "Shortened", "Short.")


def test_what_was_typed_survives_a_limit(open_form: OpenForm, site: Site) -> None:
    page = open_form("zoe")
    fill_in(page, title="", text="What I typed.")
    token = page.locator("main [name=csrf_token]").input_value()
    for _time in range(TOO_OFTEN):
        sent = page.request.post(f"{site.url}/blog/new", form={"csrf_token": token})
        assert sent.status == 400

    fill_in(page, title="One too many")
    press(page, "Publish")
    expect(page.get_by_role("alert")).to_contain_text("That was a lot at once.")
    expect(page.locator("main [name=text]")).to_have_value("What I typed.")
    site.forget_limits()
    press(page, "Publish")

    expect(page.get_by_text("Post added")).to_be_visible()


def test_a_preview_opens_beside_the_form(open_form: OpenForm) -> None:
    page = open_form("ana")
    fill_in(page, title="Not yet", text="It *will* be.")

    with page.context.expect_page() as opened:
        press(page, "Preview")

    expect(opened.value.locator(".prose em")).to_have_text("will")
    expect(page.locator("main [name=text]")).to_have_value("It *will* be.")


def test_what_was_deleted_is_brought_back(open_form: OpenForm, site: Site) -> None:
    page = open_form("ana")
    url = publish(page, "Deleted in error", "Still here.").partition("?")[0]
    page.goto(f"{site.url}/blog/posts")

    row = page.locator(".written > li", has_text="Deleted in error")
    row.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("status")).to_contain_text("Post deleted")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Post restored")).to_be_visible()
    page.goto(url)

    expect(page.locator(".prose")).to_have_text("Still here.")

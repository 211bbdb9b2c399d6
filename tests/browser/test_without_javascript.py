"""Where scripts are switched off: everything that is plain works, by forms and links alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CookiesOf
from tests.browser.content import PASSWORD
from tests.support.browser import NARROW, OpenPage, Site, fill_in, press, sign_in

OpenPlain = Callable[..., Page]


@pytest.fixture
def open_plain(site: Site, open_page: OpenPage, cookies_of: CookiesOf) -> OpenPlain:
    """Open a path in a window without scripts: `open_plain("/blog/new", "ana")`."""
    site.forget_limits()

    def open_(path: str, username: str | None = None, **options: object) -> Page:
        state = cookies_of(username) if username else None
        return open_page(site.url + path, storage_state=state, java_script_enabled=False, **options)

    return open_


def test_one_logs_in_and_out(open_plain: OpenPlain) -> None:
    page = open_plain("/auth/login")

    sign_in(page, "ana", PASSWORD)
    page.get_by_role("button", name="Ana Araújo").click()
    page.get_by_role("button", name="Log out").click()

    expect(page.get_by_text("You have been logged out.")).to_be_visible()


@pytest.mark.parametrize("path", ["/blog/posts", "/auth/account"])
def test_the_menu_on_a_telephone_leads_everywhere(open_plain: OpenPlain, path: str) -> None:
    page = open_plain("/blog/", "ana", viewport=NARROW)

    page.get_by_role("button", name="Menu").click()
    page.get_by_role("banner").locator(f"a[href='{path}']").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith(path)


def test_a_post_is_previewed_and_written(open_plain: OpenPlain) -> None:
    page = open_plain("/blog/new", "ana")
    fill_in(page, title="Plainly", text="It *works*.")

    with page.context.expect_page() as opened:
        press(page, "Preview")
    expect(opened.value.locator(".prose em")).to_have_text("works")
    press(page, "Publish")

    expect(page.get_by_text("Post added")).to_be_visible()
    expect(page.locator(".prose em")).to_have_text("works")


def test_a_conflict_shows_both_texts(open_plain: OpenPlain) -> None:
    first = open_plain("/blog/new", "ana")
    fill_in(first, title="Plain people", text="As it was.")
    press(first, "Publish")
    first.get_by_role("link", name="Edit", exact=True).click()
    second = open_plain("/blog/", "ed")
    second.goto(first.url)

    for page, text in ((first, "As Ana has it."), (second, "As Ed has it.")):
        fill_in(page, text=text)
        press(page, "Save")

    expect(second.locator(".differences del")).to_contain_text("Ana")
    expect(second.locator("main [name=text]")).to_have_value("As Ed has it.")


def test_what_was_typed_survives_a_lost_login(open_plain: OpenPlain) -> None:
    page = open_plain("/blog/new", "ana")
    fill_in(page, title="Logged out", text="What I typed.")
    page.context.clear_cookies()

    press(page, "Publish")
    sign_in(page, "ana", PASSWORD)

    expect(page.locator("main [name=text]")).to_have_value("What I typed.")


def test_a_comment_is_answered(open_plain: OpenPlain, site: Site) -> None:
    page = open_plain(site.paths["a post with comments"], "ana")

    page.locator("a", has_text="Reply · Rita").click()
    fill_in(page, text="Plainly, Rita.")
    press(page, "Send comment")

    expect(page.get_by_text("Comment added")).to_be_visible()
    expect(page.locator("li li").get_by_text("Plainly, Rita.")).to_be_visible()


def test_a_guest_s_comment_survives_what_is_wrong_with_it(
    open_plain: OpenPlain, site: Site
) -> None:
    page = open_plain(site.paths["a post with comments"])
    fill_in(page, text="What I typed.")

    press(page, "Send comment")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("What I typed.")

"""What people do on the filled blog, up to a page that is worth a look."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Response, StorageState, expect

from tests.browser.conftest import CookiesOf
from tests.support.browser import OpenPage, Site, fetch, fill_in

# Does something in a window, and returns the page that it leads to, if it is a new one.
Act = Callable[[Page], Response | None]


def nothing(_page: Page) -> None:
    """Leave the page as it is."""


@dataclass(frozen=True)
class Scene:
    """Who opens which page, by its path or the name of its kind, and what they do there."""

    path: str
    username: str | None = None
    act: Act = nothing

    def play(
        self, site: Site, open_page: OpenPage, cookies_of: CookiesOf, **options: object
    ) -> Page:
        """Return the window at the end of the scene."""
        page = self._open(site, open_page, cookies_of, **options)
        self.act(page)
        return page

    def source(self, site: Site, open_page: OpenPage, cookies_of: CookiesOf) -> str:
        """Return the HTML of the page at the end, as the server sends it."""
        if self.act is nothing:
            return fetch(self._url(site), self._cookies(cookies_of))
        page = self._open(site, open_page, cookies_of)
        response = self.act(page)
        return response.text() if response else fetch(page.url, self._cookies(cookies_of))

    def _open(
        self, site: Site, open_page: OpenPage, cookies_of: CookiesOf, **options: object
    ) -> Page:
        site.forget_limits()
        return open_page(self._url(site), storage_state=self._cookies(cookies_of), **options)

    def _url(self, site: Site) -> str:
        return site.page(self.path) if self.path in site.paths else site.url + self.path

    def _cookies(self, cookies_of: CookiesOf) -> StorageState | None:
        return cookies_of(self.username) if self.username else None


def pressing(button: str, **fields: str) -> Act:
    """Fill in the form, and press a button, whatever the language."""

    def act(page: Page) -> Response | None:
        fill_in(page, **fields)
        with page.expect_navigation() as navigation:
            page.get_by_role("main").locator(button).click()
        return navigation.value

    return act


def refused(button: str, **fields: str) -> Act:
    """Send a form that is not taken, and is shown again with what is wrong."""

    def act(page: Page) -> Response | None:
        response = pressing(button, **fields)(page)
        expect(page.locator(".error-summary")).to_be_visible()
        return response

    return act


def come_late(page: Page) -> Response | None:
    """Save a form that was opened before somebody else saved the post."""
    page.locator("main [name=version]").evaluate("field => { field.value = '0' }")
    fill_in(page, title="Another title", text="Another text.\n\n" + "And a line.\n" * 20)
    response = pressing("#save_button")(page)
    expect(page.locator(".conflict")).to_be_visible()
    return response


def preview(page: Page) -> Response | None:
    """Open the preview in the same window."""
    button = page.locator("#preview_button")
    button.evaluate("button => button.removeAttribute('formtarget')")
    return pressing("#preview_button")(page)


def preview_a_post(page: Page) -> Response | None:
    """Preview a post that can be shown."""
    fill_in(page, title="A preview", text="Some *words*.")
    return preview(page)


def answer(page: Page) -> Response | None:
    """Answer the first comment."""
    with page.expect_navigation() as navigation:
        page.locator("a[href*='reply=']").first.click()
    return navigation.value


def hear_that_it_waits(page: Page) -> Response | None:
    """Come back from sending a comment that nobody has approved."""
    return page.goto(f"{page.url}?said=waiting")


def open_account_menu(page: Page) -> None:
    """Open the menu under one's name; on a telephone there is one menu for everything."""
    page.locator(".menu-button:visible, .account-button:visible").click()


SCENES = {
    "the login": Scene("/auth/login"),
    "a refused login": Scene(
        "/auth/login", act=refused("#login_button", username="nobody", password="a wrong one")
    ),
    "the logout": Scene("/auth/logout", "ana"),
    "the registration": Scene("/auth/register"),
    "a refused registration": Scene(
        "/auth/register", act=refused("#submit", username="Ana B", email="ana")
    ),
    "a used invitation": Scene("/auth/register/used"),
    "an account": Scene("/auth/account", "zoe"),
    "a refused password": Scene("/auth/account", "ana", refused("#save_password")),
    "a new invitation": Scene("/auth/invitations", "ingrid", pressing("#submit")),
    "a user": Scene("a user", "ingrid"),
    "the settings": Scene("/settings/", "ingrid"),
    "refused settings": Scene("/settings/", "ingrid", refused("button", posts_per_page="0")),
    "all posts": Scene("/generic_posts", "ingrid"),
    "all users": Scene("/generic_users", "ingrid"),
    "all comments": Scene("/generic_comments", "ingrid"),
    "the moderation": Scene("/moderation/", "ed"),
    "approved comments": Scene("/moderation/?status=approved", "ed"),
    "spam": Scene("/moderation/?status=spam", "ed"),
    "own posts": Scene("/blog/posts", "zoe"),
    "drafts": Scene("/blog/posts?status=draft", "ed"),
    "scheduled posts": Scene("/blog/posts?status=scheduled", "ed"),
    "deleted posts": Scene("/blog/posts?status=deleted", "ed"),
    "no drafts": Scene("/blog/posts?status=draft", "ana"),
    "an undo": Scene("an undo", "zoe"),
    "a new post": Scene("/blog/new", "ana"),
    "a refused post": Scene("/blog/new", "ana", refused("#save_button", publish_date="")),
    "a post to edit": Scene("the form of a post", "ed"),
    "a conflict": Scene("the form of a post", "ed", come_late),
    "a preview": Scene("/blog/new", "ana", preview_a_post),
    "a refused preview": Scene("/blog/new", "ana", preview),
    "a discussion to moderate": Scene("a post with comments", "ana"),
    "an answer": Scene("a post with comments", act=answer),
    "a refused comment": Scene("a post with comments", act=refused(".comment-form button")),
    "a comment that waits": Scene("a post with comments", act=hear_that_it_waits),
    "a forbidden page": Scene("/settings/", "zoe"),
    "the menu of an admin": Scene("home", "ingrid", open_account_menu),
    "the menu of a long name": Scene("home", "zoe", open_account_menu),
}

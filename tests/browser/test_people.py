"""Coming in and being shown out, in real windows."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import AddAccount, CookiesOf
from tests.browser.content import PASSWORD
from tests.support.browser import OpenPage, Site, fill_in, press, sign_in


def signed_in_page(open_page: OpenPage, site: Site, username: str) -> Page:
    """Return a window in which somebody has just signed in, and is at their account."""
    page = open_page(f"{site.url}/auth/login?next=/auth/account")
    sign_in(page, username, PASSWORD)
    return page


def expect_login(page: Page) -> None:
    """Expect to be asked to sign in."""
    expect(page.get_by_text("Please login to access this page")).to_be_visible()


def test_one_logs_in_by_keyboard_alone(
    site: Site, open_page: OpenPage, add_account: AddAccount
) -> None:
    add_account("keys")
    page = open_page(f"{site.url}/auth/login")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("keys")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_text("You have been logged in.")).to_be_visible()


def test_a_wrong_password_leaves_the_name_in_the_form(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.url}/auth/login")

    fill_in(page, username="ana", password="not hers")
    press(page, "Log in")

    expect(page.get_by_role("alert")).to_contain_text("Invalid username or password")
    expect(page.locator("[name=username]")).to_have_value("ana")


def test_the_cookie_of_who_has_logged_out_opens_nothing(
    site: Site, open_page: OpenPage, add_account: AddAccount
) -> None:
    add_account("leaver")
    page = signed_in_page(open_page, site, "leaver")
    kept = page.context.storage_state()

    page.goto(f"{site.url}/auth/logout")
    press(page, "Log out")
    expect(page.get_by_text("You have been logged out.")).to_be_visible()

    expect_login(open_page(f"{site.url}/auth/account", storage_state=kept))


def test_a_new_password_logs_one_out_everywhere_else(
    site: Site, open_page: OpenPage, add_account: AddAccount
) -> None:
    add_account("changer")
    here, elsewhere = (signed_in_page(open_page, site, "changer") for _ in range(2))

    new = f"{PASSWORD} and new"
    fill_in(here, current_password=PASSWORD, password=new, confirm=new)
    press(here, "Change the password")
    expect(here.get_by_text("Your password has been changed.")).to_be_visible()

    elsewhere.reload()
    expect_login(elsewhere)
    here.reload()
    expect(here.get_by_role("heading", name="Your account")).to_be_visible()


def test_who_is_blocked_is_out_at_once(
    site: Site, open_page: OpenPage, add_account: AddAccount, cookies_of: CookiesOf
) -> None:
    add_account("troll")
    page = signed_in_page(open_page, site, "troll")
    admin = open_page(f"{site.url}/generic_users", storage_state=cookies_of("ingrid"))

    admin.get_by_role("link", name="troll").first.click()
    press(admin, "Block")
    expect(admin.get_by_text("The user has been blocked")).to_be_visible()

    page.reload()
    expect_login(page)
    fill_in(page, username="troll", password=PASSWORD)
    press(page, "Log in")
    expect(page.get_by_role("alert")).to_contain_text("Invalid username or password")


def test_a_friend_is_invited_to_write(
    site: Site, open_page: OpenPage, cookies_of: CookiesOf
) -> None:
    site.forget_limits()
    admin = open_page(f"{site.url}/auth/invitations", storage_state=cookies_of("ingrid"))
    admin.get_by_label("Role").select_option("poster")
    press(admin, "Make a link")
    link = admin.get_by_role("main").locator("code").inner_text()

    friend = open_page(link)
    fill_in(friend, username="friend", password=PASSWORD, confirm=PASSWORD)
    press(friend, "Register")
    expect(friend.get_by_text("Your user has been created, please login.")).to_be_visible()
    sign_in(friend, "friend", PASSWORD)
    friend.goto(f"{site.url}/blog/new")
    fill_in(friend, title="By a friend", text="Thank you.")
    press(friend, "Publish")

    expect(friend.get_by_text("Post added")).to_be_visible()
    expect_used(open_page(link))


def expect_used(page: Page) -> None:
    """Expect that an invitation is good no more."""
    expect(page.get_by_text("This invitation no longer works")).to_be_visible()

"""From an empty folder to a blog that is read and discussed, in real windows."""

import pytest
from playwright.sync_api import expect

from tests.browser.content import PASSWORD
from tests.support.browser import OpenPage, Site, fill_in, press, sign_in


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_blog_is_begun_written_and_discussed(
    new_site: Site, open_page: OpenPage, scripts: bool
) -> None:
    owner = open_page(new_site.first_run_link(), java_script_enabled=scripts)
    fill_in(owner, site_name="The Harbour Notes", username="ana", display_name="Ana Alves")
    fill_in(owner, password=PASSWORD, confirm=PASSWORD)
    press(owner, "Start the blog")
    expect(owner.get_by_text("Your blog is ready.")).to_be_visible()
    expect(owner.get_by_role("banner")).to_contain_text("The Harbour Notes")

    owner.goto(f"{new_site.url}/auth/logout")
    press(owner, "Log out")
    owner.goto(f"{new_site.url}/blog/new")
    sign_in(owner, "ana", PASSWORD)
    fill_in(owner, title="The first post", text="It *begins*.", tags="Harbour, Beginnings")
    press(owner, "Publish")
    expect(owner.get_by_text("Post added")).to_be_visible()

    guest = open_page(f"{new_site.url}/", java_script_enabled=scripts)
    guest.get_by_role("main").get_by_role("link", name="The first post").first.click()
    expect(guest.locator(".prose em")).to_have_text("begins")
    fill_in(guest, name="Rita", text="Well begun.")
    press(guest, "Send comment")
    expect(guest.get_by_text("Your comment waits for approval")).to_be_visible()

    reader = open_page(guest.url.partition("?")[0], java_script_enabled=scripts)
    expect(reader.get_by_text("No comments yet")).to_be_visible()

    owner.goto(f"{new_site.url}/moderation/")
    owner.get_by_role("button", name="Approve").click()
    expect(owner.get_by_text("Nothing is waiting")).to_be_visible()

    reader.reload()
    expect(reader.get_by_role("heading", name="1 comment")).to_be_visible()
    expect(reader.get_by_text("Well begun.")).to_be_visible()

"""The lists of those who write, and the buttons that delete, restore and purge."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.services import delete_post
from byline.blog.views.posts import ROWS_PER_PAGE
from byline.extensions import db, write_unit
from byline.lib.database import utcnow
from tests.blog.scheduled import make_due_post
from tests.support.engines import every_engine
from tests.support.factories import MakePost, MakeUser
from tests.support.people import SignIn, form_fields
from tests.support.queries import count_queries


def titles(response: TestResponse) -> list[str]:
    """Return the titles that a list shows, in its order."""
    assert response.status_code == 200, response.status
    soup = BeautifulSoup(response.text, "html.parser")
    return [heading.get_text(strip=True) for heading in soup.select(".written h2")]


def press(client: FlaskClient, path: str, action: str) -> TestResponse:
    """Press the button of a page that leads to an address, and follow it to the next page."""
    page = client.get(path)
    fields = form_fields(page, f"form[action='{action}']")
    response = client.post(action, data=fields, headers={"Referer": f"http://localhost{path}"})
    assert response.status_code == 302, response.status
    return client.get(response.location)


@pytest.fixture
def writer(sign_in: SignIn, owner: User) -> FlaskClient:
    """Return the browser of a poster, who wrote what is made without naming an author."""
    return sign_in(owner)


@pytest.fixture
def editor(sign_in: SignIn, make_user: MakeUser) -> FlaskClient:
    """Return the browser of an editor."""
    return sign_in(make_user("edith", roles=("editor",)))


def make_one_of_each(make_post: MakePost, author: User) -> None:
    """Make a post in each state, and one whose date came without anybody publishing it."""
    make_post(title="Draft", status="draft", publish_date=None)
    make_post(title="Published")
    make_post(title="Scheduled", status="scheduled", publish_date=utcnow() + timedelta(days=1))
    gone = make_post(title="Deleted")
    make_due_post(author, title="Due")
    with write_unit():
        delete_post(gone)


@every_engine
@pytest.mark.parametrize("who", ["writer", "editor"])
def test_posts_are_listed_by_status_the_newest_first(
    make_post: MakePost, owner: User, who: str, request: pytest.FixtureRequest
) -> None:
    make_one_of_each(make_post, owner)
    client: FlaskClient = request.getfixturevalue(who)

    shown = {
        status: titles(client.get(f"/blog/posts?status={status}"))
        for status in ("", "draft", "scheduled", "published", "deleted")
    }

    assert shown == {
        "": ["Due", "Scheduled", "Published", "Draft"],
        "draft": ["Draft"],
        "scheduled": ["Scheduled"],
        "published": ["Due", "Published"],
        "deleted": ["Deleted"],
    }


@every_engine
def test_posters_see_their_own_posts_and_editors_all(
    make_post: MakePost, make_user: MakeUser, writer: FlaskClient, editor: FlaskClient, owner: User
) -> None:
    other = make_user("ana", roles=("poster",))
    make_post(title="Another’s", authors=[other], status="draft")
    make_post(title="Together", authors=[other, owner], status="draft")
    make_post(title="Own", status="draft")

    assert titles(writer.get("/blog/posts")) == ["Own", "Together"]
    assert titles(writer.get("/blog/posts?status=draft")) == ["Own", "Together"]
    assert titles(editor.get("/blog/posts")) == ["Own", "Together", "Another’s"]


def test_each_post_leads_to_its_form_and_its_page(make_post: MakePost, writer: FlaskClient) -> None:
    post = make_post(title="A <b>title</b>", status="draft")

    page = BeautifulSoup(writer.get("/blog/posts").text, "html.parser")

    assert [link["href"] for link in page.select(".written a")] == [
        f"/blog/edit/{post.id}",
        post.url,
    ]
    assert writer.get(post.url).status_code == 200


def test_a_list_says_when_in_the_site_s_zone(make_post: MakePost, writer: FlaskClient) -> None:
    moment = (utcnow() + timedelta(days=400)).replace(month=7, day=1, hour=23, minute=30)
    writer.application.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Tokyo"
    make_post(status="scheduled", publish_date=moment)

    assert f"2 July {moment.year}, 08:30" in writer.get("/blog/posts").text


@pytest.mark.parametrize("status", ["", "draft", "scheduled", "published", "deleted"])
def test_an_empty_list_says_what_to_do(writer: FlaskClient, status: str) -> None:
    response = writer.get(f"/blog/posts?status={status}")

    assert titles(response) == []
    assert BeautifulSoup(response.text, "html.parser").select_one(".empty")


@every_engine
def test_lists_are_cut_into_pages(make_post: MakePost, writer: FlaskClient) -> None:
    for number in range(ROWS_PER_PAGE + 1):
        make_post(title=f"Post {number}", status="draft")

    first = writer.get("/blog/posts?status=draft")
    second = writer.get("/blog/posts/2?status=draft")

    assert len(titles(first)) == ROWS_PER_PAGE
    assert titles(second) == ["Post 0"]
    assert 'href="/blog/posts/2?status=draft"' in first.text
    assert 'href="/blog/posts?status=draft"' in second.text
    assert writer.get("/blog/posts/1?status=draft").location == "/blog/posts?status=draft"


@pytest.mark.parametrize(
    "path",
    [
        "/blog/posts/2",
        "/blog/posts/0",
        "/blog/posts/99999999999999999999",
        "/blog/posts?status=gone",
    ],
)
def test_a_page_that_is_not_there_is_not_found(
    make_post: MakePost, writer: FlaskClient, path: str
) -> None:
    make_post()

    assert writer.get(path).status_code == 404


@pytest.mark.parametrize("who", ["writer", "editor"])
@pytest.mark.parametrize("status", ["", "draft", "deleted"])
def test_a_list_costs_the_same_queries_whatever_its_length(
    make_post: MakePost,
    make_user: MakeUser,
    owner: User,
    who: str,
    status: str,
    request: pytest.FixtureRequest,
) -> None:
    client: FlaskClient = request.getfixturevalue(who)
    ana = make_user("ana")

    def cost(posts: int) -> int:
        for _ in range(posts):
            post = make_post(status="draft", authors=[owner, ana], tags=["one"])
            if status == "deleted":
                with write_unit():
                    delete_post(post)
        with count_queries() as statements:
            assert titles(client.get(f"/blog/posts?status={status}"))
        return len(statements)

    assert cost(2) == cost(20)


@every_engine
def test_a_deleted_post_is_brought_back_by_one_click(
    client: FlaskClient, make_post: MakePost, writer: FlaskClient
) -> None:
    post = make_post(title="Regretted", tags=["one"])

    after = press(writer, post.url, f"/blog/delete/{post.id}")
    hidden = client.get(post.url).status_code
    assert "Post deleted" in after.text
    assert titles(after) == []

    restored = press(writer, after.request.full_path, f"/blog/restore/{post.id}")

    assert hidden == 404
    assert "Post restored" in restored.text
    assert titles(restored) == ["Regretted"]
    assert client.get(post.url).status_code == 200


def test_deleting_from_a_list_leads_back_to_it(make_post: MakePost, writer: FlaskClient) -> None:
    first, second = (make_post(title=title, status="draft") for title in ("One", "Two"))

    after = press(writer, "/blog/posts?status=draft", f"/blog/delete/{first.id}")

    assert titles(after) == [second.title]
    assert 'aria-current="page"' in after.text.split("status=draft")[1][:30]


def test_the_message_goes_once_the_post_is_back(make_post: MakePost, writer: FlaskClient) -> None:
    post = make_post()
    after = press(writer, post.url, f"/blog/delete/{post.id}")
    press(writer, after.request.full_path, f"/blog/restore/{post.id}")

    assert "Post deleted" not in writer.get(after.request.full_path).text


@every_engine
def test_a_post_is_deleted_for_good_from_the_list_of_the_deleted(
    make_post: MakePost, writer: FlaskClient
) -> None:
    post_id = make_post(title="Gone").id
    press(writer, "/blog/posts", f"/blog/delete/{post_id}")

    after = press(writer, "/blog/posts?status=deleted", f"/blog/purge/{post_id}")

    assert "Post deleted for good" in after.text
    assert db.session.get(Post, post_id) is None
    assert writer.post(f"/blog/restore/{post_id}").status_code == 400


def test_a_button_pressed_twice_does_it_once(make_post: MakePost, writer: FlaskClient) -> None:
    post = make_post()
    post_id = post.id
    fields = form_fields(writer.get(post.url), f"form[action='/blog/delete/{post_id}']")

    sent = [
        writer.post(f"/blog/{action}/{post_id}", data=fields).status_code
        for action in ("delete", "delete", "restore", "restore", "delete", "purge", "purge")
    ]

    assert sent == [302, 404, 302, 302, 302, 302, 404]


def test_a_post_that_is_not_deleted_is_not_purged(make_post: MakePost, writer: FlaskClient) -> None:
    post = make_post()
    fields = form_fields(writer.get(post.url), f"form[action='/blog/delete/{post.id}']")

    writer.post(f"/blog/purge/{post.id}", data=fields)

    assert "Only a deleted post" in writer.get("/blog/posts").text
    assert post.deleted_at is None


@pytest.mark.parametrize("action", ["delete", "restore", "purge"])
def test_nothing_is_done_without_the_token_of_the_page(
    make_post: MakePost, writer: FlaskClient, action: str
) -> None:
    post = make_post()

    assert writer.post(f"/blog/{action}/{post.id}").status_code == 400
    assert writer.get(f"/blog/{action}/{post.id}").status_code == 405
    assert post.deleted_at is None


@pytest.mark.parametrize("path", ["0", "999", "99999999999999999999"])
def test_a_post_nobody_has_is_not_found(
    make_post: MakePost, writer: FlaskClient, path: str
) -> None:
    post = make_post()
    fields = form_fields(writer.get(post.url), f"form[action='/blog/delete/{post.id}']")

    for action in ("delete", "restore", "purge"):
        assert writer.post(f"/blog/{action}/{path}", data=fields).status_code == 404
    assert writer.get(f"/blog/posts?deleted={path}").status_code == 200


def test_nobody_is_told_of_another_s_deleted_post(
    make_post: MakePost, make_user: MakeUser, writer: FlaskClient
) -> None:
    post = make_post(title="Secret", authors=[make_user("ana")])
    with write_unit():
        delete_post(post)

    assert "Secret" not in writer.get(f"/blog/posts?deleted={post.id}").text
    assert "Secret" not in writer.get("/blog/posts?status=deleted").text


def test_who_writes_finds_the_way_in_the_navigation(
    client: FlaskClient, writer: FlaskClient, sign_in: SignIn, make_user: MakeUser
) -> None:
    reader = sign_in(make_user("reader"))

    for path in ("/blog/new", "/blog/posts"):
        assert f'href="{path}"' in writer.get("/blog/").text
        assert f'href="{path}"' not in reader.get("/blog/").text
        assert f'href="{path}"' not in client.get("/blog/").text

"""Approving, refusing and deleting comments, in place and in the queue."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from byline.auth.models import User
from byline.auth.permissions import can
from byline.blog.models import Post
from byline.blog.queries import find_post
from byline.comments.models import Comment
from byline.extensions import db, write_unit
from byline.settings.services import change_setting
from tests.comments.discussions import all_comments, discussion, send
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost, MakeUser
from tests.support.people import SignIn, form_fields, submit


@pytest.fixture
def editor(sign_in: SignIn, make_user: MakeUser) -> FlaskClient:
    """Return the browser of an editor."""
    return sign_in(make_user("eva", roles=("editor",)))


def press(
    browser: FlaskClient, page: str, comment_id: int, action: str, referrer: str | None = None
) -> TestResponse:
    """Press a button under a comment on a page."""
    button = f'button[formaction="/moderation/{comment_id}/{action}"]'
    form = f"form:has({button})"
    fields = form_fields(browser.get(page), form)
    headers = {"Referer": f"http://localhost{referrer or page}"}
    return browser.post(f"/moderation/{comment_id}/{action}", data=fields, headers=headers)


def status_of(comment_id: int) -> str | None:
    comment = db.session.get(Comment, comment_id)
    return None if comment is None else comment.status


@every_engine
@pytest.mark.parametrize(
    ("action", "status", "count"), [("approve", "approved", 1), ("spam", "spam", 0)]
)
def test_an_editor_decides_in_the_queue(
    editor: FlaskClient,
    post: Post,
    make_comment: MakeComment,
    action: str,
    status: str,
    count: int,
) -> None:
    comment_id = make_comment(post, status="pending").id

    response = press(editor, "/moderation/", comment_id, action)

    assert response.status_code == 303
    assert response.location.startswith("/moderation/#")
    assert status_of(comment_id) == status
    db.session.refresh(post)
    assert post.comment_count == count


@every_engine
def test_a_comment_is_deleted(editor: FlaskClient, post: Post, make_comment: MakeComment) -> None:
    comment_id = make_comment(post).id

    response = press(editor, post.url, comment_id, "delete")

    assert response.location == f"{post.url}#comments"
    assert status_of(comment_id) is None
    assert "Comment deleted" in editor.get(response.location).text


def test_a_writer_moderates_under_own_posts_in_place(
    sign_in: SignIn, owner: User, post: Post, make_comment: MakeComment
) -> None:
    comment_id = make_comment(post, text="Please let me in.", status="pending").id
    browser = sign_in(owner)

    assert "Please let me in." in browser.get(post.url).text
    response = press(browser, post.url, comment_id, "approve")

    assert response.location == f"{post.url}#comment-{comment_id}"
    assert status_of(comment_id) == "approved"


def test_a_writer_moderates_nothing_elsewhere(
    sign_in: SignIn, make_user: MakeUser, post: Post, make_comment: MakeComment
) -> None:
    waiting = make_comment(post, text="Please let me in.", status="pending").id
    shown = make_comment(post).id
    browser = sign_in(make_user("rui", roles=("poster",)))
    page = browser.get(post.url)
    token = form_fields(page, "#comment-form")["csrf_token"]

    answers = [
        browser.post(f"/moderation/{comment_id}/spam", data={"csrf_token": token}).status_code
        for comment_id in (shown, waiting, 4711)
    ]

    assert answers == [403, 404, 404]
    assert "Please let me in." not in page.text
    assert not discussion(page).select("[formaction]")
    assert (status_of(shown), status_of(waiting)) == ("approved", "pending")


def test_a_former_writer_moderates_nothing(
    app: Flask, make_user: MakeUser, make_post: MakePost
) -> None:
    user = make_user("rui")
    post = find_post(make_post(authors=[user]).id)

    assert not can(user, "moderate", post)


@pytest.mark.parametrize("action", ["approve", "spam", "delete"])
def test_a_button_needs_its_token(
    editor: FlaskClient, post: Post, make_comment: MakeComment, action: str
) -> None:
    comment_id = make_comment(post, status="pending").id

    response = editor.post(f"/moderation/{comment_id}/{action}")

    assert response.status_code == 400
    assert status_of(comment_id) == "pending"


@pytest.mark.parametrize(
    "referrer", ["https://evil.example/", "//evil.example", "/nowhere", "javascript:x", None]
)
def test_a_button_leads_back_within_this_site(
    editor: FlaskClient, post: Post, make_comment: MakeComment, referrer: str | None
) -> None:
    comment_id = make_comment(post, status="pending").id
    token = form_fields(editor.get("/moderation/"), "form.moderate")["csrf_token"]
    headers = {"Referer": referrer} if referrer else {}

    response = editor.post(
        f"/moderation/{comment_id}/approve", data={"csrf_token": token}, headers=headers
    )

    assert response.location == f"/blog/post/{post.id}#comment-{comment_id}"


def test_what_a_page_had_said_is_not_said_again(
    editor: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    comment_id = make_comment(post, status="pending").id
    page = f"{post.url}?said=added"

    response = press(editor, page, comment_id, "approve")

    assert response.location == f"{post.url}#comment-{comment_id}"


def test_the_queue_lists_by_status_the_newest_first(
    editor: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    for status, text in [("pending", "one"), ("pending", "two"), ("spam", "three")]:
        make_comment(post, text=f"comment {text}", status=status)

    waiting, spam = editor.get("/moderation/").text, editor.get("/moderation/?status=spam").text

    assert waiting.index("comment two") < waiting.index("comment one")
    assert "comment three" not in waiting
    assert "comment three" in spam
    assert f"/blog/comment/{all_comments()[0].id}" in waiting


def test_the_queue_has_pages(editor: FlaskClient, post: Post, make_comment: MakeComment) -> None:
    for number in range(21):
        make_comment(post, text=f"comment {number:02}", status="pending")

    first, second = editor.get("/moderation/"), editor.get("/moderation/2")

    assert 'href="/moderation/2"' in first.text
    assert "comment 00" in second.text
    assert editor.get("/moderation/1").location == "/moderation/"


@pytest.mark.parametrize("path", ["2", "0", "99999999999", "?status=unknown", "?status="])
def test_a_page_that_the_queue_does_not_have(editor: FlaskClient, path: str) -> None:
    assert editor.get(f"/moderation/{path}").status_code == 404


@pytest.mark.parametrize("status", ["pending", "spam", "approved"])
def test_an_empty_queue_says_so(editor: FlaskClient, status: str) -> None:
    page = editor.get(f"/moderation/?status={status}")

    assert BeautifulSoup(page.text, "html.parser").select_one("main .empty h2")


def test_the_navigation_says_how_many_wait(
    editor: FlaskClient, client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    assert "Moderation" in editor.get("/blog/").text
    for _ in range(3):
        make_comment(post, status="pending")

    assert "Moderation (3)" in editor.get("/blog/").text
    assert "Moderation" not in client.get("/blog/").text


def test_a_deleted_comment_cannot_be_moderated(
    editor: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    parent = make_comment(post)
    make_comment(post, parent=parent)
    page = editor.get(post.url)
    token = form_fields(page, "form.moderate")["csrf_token"]
    press(editor, post.url, parent.id, "delete")

    response = editor.post(f"/moderation/{parent.id}/approve", data={"csrf_token": token})

    assert response.status_code == 404
    assert "Comment deleted" in editor.get(post.url).text


def test_an_approved_guest_is_known_the_next_time(
    editor: FlaskClient, client: FlaskClient, post: Post
) -> None:
    send(client, post, text="First.")
    press(editor, post.url, all_comments()[0].id, "approve")

    response = send(client, post, text="Second.")

    assert "said=added" in response.location
    assert all_comments()[1].status == "approved"


def test_a_guest_of_another_browser_is_not_known(
    app: Flask, editor: FlaskClient, client: FlaskClient, post: Post
) -> None:
    send(client, post, text="First.")
    press(editor, post.url, all_comments()[0].id, "approve")

    send(app.test_client(), post, text="Second.")

    assert all_comments()[1].status == "pending"


@pytest.mark.parametrize("token", ["", "x" * 4000, "é", "forged"])
def test_a_made_up_cookie_makes_nobody_known(
    client: FlaskClient, post: Post, make_comment: MakeComment, token: str
) -> None:
    make_comment(post, guest_key=None)
    client.set_cookie("guest", token, path="/blog/post")

    assert send(client, post).status_code == 303
    assert all_comments()[1].status == "pending"


def test_a_user_s_first_comment_waits_and_the_next_does_not(
    app: Flask, sign_in: SignIn, make_user: MakeUser, post: Post, make_comment: MakeComment
) -> None:
    user = make_user("ana")
    first = submit(sign_in(user), post.url, selector="#comment-form", text="First.")
    make_comment(post, user=user)
    app.extensions["byline-limits"].storage.reset()

    second = submit(sign_in(user), post.url, selector="#comment-form", text="Second.")

    assert "said=waiting" in first.location
    assert "said=added" in second.location


def test_who_is_known_waits_with_a_link(
    client: FlaskClient, post: Post, editor: FlaskClient
) -> None:
    send(client, post)
    press(editor, post.url, all_comments()[0].id, "approve")

    assert "said=waiting" in send(client, post, text="See www.example.org").location
    assert "said=waiting" in send(client, post, name="http://example.org").location


def test_a_site_may_let_everybody_in_at_once(client: FlaskClient, post: Post) -> None:
    with write_unit():
        change_setting("comment_approval", "none")
        change_setting("comment_links_wait", False)

    assert "said=added" in send(client, post, text="See www.example.org").location


def test_a_form_sent_at_once_waits_whatever_the_site_says(client: FlaskClient, post: Post) -> None:
    with write_unit():
        change_setting("comment_approval", "none")

    response = submit(client, post.url, selector="#comment-form", name="Rita", text="Quick!")

    assert "said=waiting" in response.location

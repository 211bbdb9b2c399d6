"""Comments on the page of their post."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.auth.models import User
from byline.blog.models import Post
from byline.comments.services import delete_comment
from byline.extensions import write_unit
from tests.comments.discussions import discussion, send
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost, MakeUser
from tests.support.people import SignIn
from tests.support.queries import count_queries

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def test_replies_are_lists_within_what_they_answer(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    parent = make_comment(post, text="parent")
    child = make_comment(post, text="child", parent=parent)

    page = discussion(client.get(post.url))

    assert page.select_one(f"ol > li > #comment-{parent.id} + ol > li > #comment-{child.id}")
    assert "in reply to" not in page.text


def test_a_reply_deeper_than_can_be_shown_says_whom_it_answers(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    parent = None
    for level in range(13):
        parent = make_comment(post, name=f"Level {level}", parent=parent)

    page = discussion(client.get(post.url))

    assert "in reply to Level 11" in page.text
    assert "in reply to Level 1" in page.text
    assert "in reply to Level 0" not in page.text


def test_a_long_discussion_has_pages_that_keep_to_the_post(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    for number in range(21):
        make_comment(post, text=f"comment {number:02}", created_at=FIRST + timedelta(days=number))

    first, second = client.get(post.url), client.get(f"{post.url}?comments=2")

    assert "comment 20" in first.text
    assert "comment 00" not in first.text
    assert f'href="{post.url}?comments=2#comments"' in first.text
    assert "comment 00" in second.text
    assert f'href="{post.url}#comments"' in second.text
    assert f'<link rel="canonical" href="{post.url}">' in second.text


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "", "1.5", "9" * 30, "１"])
def test_a_page_of_comments_that_does_not_exist(
    client: FlaskClient, post: Post, number: str
) -> None:
    assert client.get(f"{post.url}?comments={number}").status_code == 404


def test_a_reply_whose_parent_is_on_another_page_leads_to_it(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    parent = make_comment(post, name="Zé")
    for _ in range(20):
        make_comment(post, parent=parent)

    page = discussion(client.get(f"{post.url}?comments=2"))

    link = page.find("a", href=f"/blog/comment/{parent.id}")
    assert link
    assert link.text.strip() == "in reply to Zé"


@every_engine
def test_the_address_of_a_comment_leads_to_its_page(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    oldest = make_comment(post)
    for _ in range(20):
        newest = make_comment(post)

    first = client.get(f"/blog/comment/{newest.id}")
    second = client.get(f"/blog/comment/{oldest.id}")

    assert (first.status_code, first.location) == (302, f"{post.url}#comment-{newest.id}")
    assert second.location == f"{post.url}?comments=2#comment-{oldest.id}"


@pytest.mark.parametrize("status", ["pending", "spam"])
def test_the_address_of_a_hidden_comment_is_not_found(
    client: FlaskClient, post: Post, make_comment: MakeComment, status: str
) -> None:
    hidden = make_comment(post, status=status)

    assert client.get(f"/blog/comment/{hidden.id}").status_code == 404


@pytest.mark.parametrize("comment_id", ["0", "4711", "2147483648", "9" * 30, "x"])
def test_the_address_of_no_comment_is_not_found(client: FlaskClient, comment_id: str) -> None:
    assert client.get(f"/blog/comment/{comment_id}").status_code == 404


def test_a_comment_of_a_hidden_post_is_not_found(
    client: FlaskClient, make_post: MakePost, make_comment: MakeComment
) -> None:
    comment = make_comment(make_post(status="draft"))

    assert client.get(f"/blog/comment/{comment.id}").status_code == 404


def test_who_moderates_is_led_to_what_waits(
    sign_in: SignIn, owner: User, post: Post, make_comment: MakeComment
) -> None:
    waiting = make_comment(post, status="pending")

    response = sign_in(owner).get(f"/blog/comment/{waiting.id}")

    assert response.location == f"{post.url}#comment-{waiting.id}"


def test_a_deleted_comment_keeps_the_place_of_its_replies(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    parent = make_comment(post, name="Rui", text="Regretted.")
    make_comment(post, text="A reply.", parent=parent)
    with write_unit():
        delete_comment(parent.id)

    page = discussion(client.get(post.url))

    assert "Comment deleted" in page.text
    assert "A reply." in page.text
    assert "Rui" not in page.text
    assert "Regretted." not in page.text


def test_a_guest_sees_what_waits_where_it_will_stand_and_nowhere_else(
    app: Flask, client: FlaskClient, post: Post
) -> None:
    location = send(client, post, text="My own words.").location

    said = discussion(client.get(location))

    assert "My own words." in said.text
    assert "waits for approval" in said.text
    assert "My own words." not in client.get(post.url).text
    assert "My own words." not in app.test_client().get(location).text


def test_a_guest_does_not_see_what_waits_of_others(
    app: Flask, client: FlaskClient, post: Post
) -> None:
    send(app.test_client(), post, text="Of somebody else.")

    location = send(client, post, text="My own words.").location

    assert "Of somebody else." not in client.get(location).text


def test_the_cookie_of_a_guest_is_set_when_they_comment(client: FlaskClient, post: Post) -> None:
    (cookie,) = send(client, post).headers.getlist("Set-Cookie")
    (again,) = [send(client, post, text="More.").headers.getlist("Set-Cookie")]

    assert cookie.startswith("guest=")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/blog/post", "Max-Age=31536000"):
        assert part in cookie
    assert again == []


def test_the_cookie_of_a_guest_is_for_https_where_the_session_s_is(
    app: Flask, client: FlaskClient, post: Post
) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True

    assert "Secure" in send(client, post).headers["Set-Cookie"]


def test_the_page_is_the_same_for_a_guest_who_has_commented(
    app: Flask, client: FlaskClient, post: Post
) -> None:
    send(client, post)

    page = client.get(post.url)

    assert page.cache_control.public
    assert "Set-Cookie" not in page.headers
    assert "Well said." not in page.text


def test_a_user_sees_what_waits_of_their_own(
    sign_in: SignIn, make_user: MakeUser, post: Post, make_comment: MakeComment
) -> None:
    user = make_user("ana")
    make_comment(post, user=user, text="My own words.", status="pending")

    page = sign_in(user).get(f"{post.url}?said=waiting")

    assert "My own words." in page.text


def test_the_anonymous_page_of_a_post_costs_few_queries(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    parent = make_comment(post)
    for _ in range(30):
        make_comment(post, parent=parent)
    client.get(post.url)

    with count_queries() as statements:
        client.get(post.url)

    assert len(statements) < 10
    assert len([one for one in statements if "FROM comments" in one]) == 1


def test_the_author_is_marked(
    client: FlaskClient, post: Post, owner: User, make_comment: MakeComment
) -> None:
    make_comment(post, user=owner)
    make_comment(post, name="Olívia Owner")

    page = discussion(client.get(post.url))

    assert len(page.select(".by-author")) == 1
    assert len(page.select('a[href="/blog/user/owner"]')) == 1


def test_links_in_comments_are_not_ours(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    make_comment(post, text="https://example.org javascript:alert(1) ana@example.org")

    links = discussion(client.get(post.url)).select(".comment-text a")

    assert [(link["href"], link["rel"]) for link in links] == [
        ("https://example.org", ["nofollow", "ugc"])
    ]

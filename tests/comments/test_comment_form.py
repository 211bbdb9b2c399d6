"""Writing a comment."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from byline.auth.models import User
from byline.blog.models import Post
from byline.extensions import write_unit
from byline.lib.limits import MAX_COMMENT_CHARS
from byline.settings.services import change_setting
from tests.comments.discussions import all_comments, discussion, send, stamped, typed
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost, MakeUser
from tests.support.people import SignIn, form_fields, submit

FORM = "#comment-form"


def reply_page(client: FlaskClient, post: Post, comment_id: object) -> TestResponse:
    return client.get(f"{post.url}?reply={comment_id}")


@every_engine
def test_a_guest_comments_and_is_led_to_it(client: FlaskClient, post: Post) -> None:
    response = send(client, post, name="Rita", text="Well <b>said</b>.")

    (comment,) = all_comments()
    assert (comment.name, comment.text, comment.user_id) == ("Rita", "Well <b>said</b>.", None)
    assert response.status_code == 303
    assert response.location == f"{post.url}?said=waiting#comment-{comment.id}"


@pytest.mark.parametrize("slug", ["", "/wrong", "/é"])
def test_any_slug_of_the_post_takes_comments(client: FlaskClient, post: Post, slug: str) -> None:
    data = {"csrf_token": stamped(post), "name": "Rita", "text": "Well said."}

    response = client.post(f"/blog/post/{post.id}{slug}", data=data)

    assert response.status_code == 303
    assert response.location.startswith(f"{post.url}?said=")


def test_a_user_is_not_asked_for_a_name_and_is_marked(
    sign_in: SignIn, make_user: MakeUser, client: FlaskClient, post: Post
) -> None:
    user = make_user("ana", roles=("poster",), display_name="Ana Alves")
    browser = sign_in(user)
    assert "name" not in form_fields(browser.get(post.url), FORM)

    response = submit(browser, post.url, selector=FORM, text="Well said.")

    assert response.location.startswith(f"{post.url}?said=added#")
    (comment,) = all_comments()
    assert (comment.name, comment.user_id) == ("Ana Alves", user.id)
    assert discussion(client.get(post.url)).find("a", href="/blog/user/ana")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \u200b\u202e "}, "name"),
        ({"name": "\u2800\u3164\ufe0f"}, "name"),
        ({"name": None}, "name"),
        ({"name": "N" * 256}, "name"),
        ({"text": ""}, "text"),
        ({"text": " \r\n\x00 "}, "text"),
        ({"text": "\u200b\u2060 \n\u200d\u00ad"}, "text"),
        ({"text": "\u2800\u3164\ufe0f"}, "text"),
        ({"text": None}, "text"),
        ({"text": "x" * (MAX_COMMENT_CHARS + 1)}, "text"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    client: FlaskClient, post: Post, fields: dict[str, Any], field: str
) -> None:
    response = send(client, post, **fields)

    assert response.status_code == 400
    assert discussion(response).select_one(f"#comment-{field}-error")
    assert all_comments() == []


@pytest.mark.parametrize("text", ["", "\u200b\u200d", "\u2800" * 3])
def test_a_comment_that_shows_nothing_is_asked_for_something(
    client: FlaskClient, post: Post, text: str
) -> None:
    response = send(client, post, text=text)

    error = discussion(response).select_one("#comment-text-error")
    assert error
    assert error.get_text(strip=True) == "Write something."


def test_a_text_that_is_much_too_long_stays_in_the_form(client: FlaskClient, post: Post) -> None:
    response = send(client, post, text="long " * 20_000)

    assert response.status_code == 400
    assert typed(response, "text") == ("long " * 20_000).strip()
    assert "maxlength" not in str(discussion(response).select_one("textarea"))


def test_ten_thousand_characters_fit(client: FlaskClient, post: Post) -> None:
    send(client, post, text="é" * MAX_COMMENT_CHARS, name="N" * 255)

    assert len(all_comments()[0].text) == MAX_COMMENT_CHARS


@every_engine
def test_characters_that_nobody_sees_are_left_out(client: FlaskClient, post: Post) -> None:
    send(client, post, name="ad\u200bm\u202ein\x00\n 🦊", text="\x00One\r\ntwo\u202e three\x1b 🦊")

    (comment,) = all_comments()
    assert (comment.name, comment.text) == ("admin 🦊", "One\ntwo three 🦊")


def test_a_reply_says_whom_it_answers(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    parent = make_comment(post, name="Zé", text="What now?")

    page = reply_page(client, post, parent.id)

    form = discussion(page).select_one(FORM)
    assert form
    assert "Replying to Zé" in form.text
    assert "What now?" in form.text
    assert form.find("a", href=f"{post.url}#comment-form")
    assert "Set-Cookie" not in page.headers


def test_a_reply_stands_under_what_it_answers(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    parent = make_comment(post)
    fields = form_fields(reply_page(client, post, parent.id), FORM)

    send(client, post, parent=fields["parent"])

    assert all_comments()[1].parent_id == parent.id


@pytest.mark.parametrize("given", ["0", "99", "-1", "x", "", "１", "9" * 30, "1" * 5000])
def test_the_page_is_the_usual_one_where_there_is_nothing_to_answer(
    client: FlaskClient, post: Post, given: str
) -> None:
    page = reply_page(client, post, given)

    assert page.status_code == 200
    assert "Write a comment" in page.text


@pytest.mark.parametrize("case", ["elsewhere", "pending", "spam", "unknown", "nonsense"])
def test_what_cannot_be_answered_is_refused_and_the_text_kept(
    client: FlaskClient, post: Post, make_post: MakePost, make_comment: MakeComment, case: str
) -> None:
    parent: object = {"unknown": "4711", "nonsense": "1 OR 1"}.get(case)
    if case == "elsewhere":
        parent = make_comment(make_post()).id
    elif parent is None:
        parent = make_comment(post, status=case).id
    before = len(all_comments())

    response = send(client, post, parent=parent)

    assert response.status_code == 400
    assert "is gone" in response.text
    assert (typed(response, "text"), typed(response, "parent")) == ("Well said.", "")
    assert len(all_comments()) == before


@every_engine
def test_the_same_form_sent_twice_makes_one_comment(client: FlaskClient, post: Post) -> None:
    stamp = stamped(post)

    first, second = (send(client, post, csrf_token=stamp) for _ in range(2))

    assert len(all_comments()) == 1
    assert first.location == second.location


def test_the_same_form_sent_twice_is_not_too_often(client: FlaskClient, post: Post) -> None:
    stamp = stamped(post)

    answers = [send(client, post, csrf_token=stamp, address="10.9.9.9") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]


@pytest.mark.parametrize("change", [{"name": "Rui"}, {"text": "Or not."}])
def test_a_form_sent_again_with_something_else_makes_another_comment(
    client: FlaskClient, post: Post, change: dict[str, Any]
) -> None:
    stamp = stamped(post)

    send(client, post, csrf_token=stamp)
    send(client, post, csrf_token=stamp, **change)

    assert len(all_comments()) == 2


def test_a_second_comment_within_seconds_is_too_soon_and_kept(
    client: FlaskClient, post: Post
) -> None:
    send(client, post, address="10.9.9.9")

    response = send(client, post, text="And another thing.", address="10.9.9.9")

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 15
    assert typed(response, "text") == "And another thing."
    assert len(all_comments()) == 1


def test_a_user_is_counted_and_not_the_address(
    sign_in: SignIn, make_user: MakeUser, client: FlaskClient, post: Post
) -> None:
    send(client, post, address="127.0.0.1")
    browser = sign_in(make_user("ana"))

    first = submit(browser, post.url, selector=FORM, text="One.")
    second = submit(browser, post.url, selector=FORM, text="Two.")

    assert (first.status_code, second.status_code) == (303, 429)


def test_the_author_of_the_post_answers_as_fast_as_they_type(
    sign_in: SignIn, owner: User, post: Post
) -> None:
    browser = sign_in(owner)

    answers = [submit(browser, post.url, selector=FORM, text=f"No. {n}") for n in range(12)]

    assert {answer.status_code for answer in answers} == {303}


def test_what_is_wrong_is_not_counted(client: FlaskClient, post: Post) -> None:
    send(client, post, text="", address="10.9.9.9")

    assert send(client, post, address="10.9.9.9").status_code == 303


@pytest.mark.parametrize("fields", [{"status": "draft"}])
def test_a_post_that_readers_do_not_see_takes_no_comments(
    client: FlaskClient, make_post: MakePost, fields: dict[str, str]
) -> None:
    assert send(client, make_post(**fields)).status_code == 404
    assert all_comments() == []


@pytest.mark.parametrize("post_id", ["0", "2147483648", "99999999999999999999", "x"])
def test_a_post_that_does_not_exist_takes_no_comments(
    client: FlaskClient, post: Post, post_id: str
) -> None:
    assert client.post(f"/blog/post/{post_id}", data={"text": "x"}).status_code in (404, 405)


def test_nobody_comments_where_the_site_says_nobody(client: FlaskClient, post: Post) -> None:
    with write_unit():
        change_setting("comments_open", "nobody")

    page = client.get(post.url)
    response = send(client, post)

    assert "Comments are closed." in page.text
    assert not discussion(page).form
    assert response.status_code == 403
    assert "Well said." in response.text
    assert all_comments() == []


def test_a_post_closes_after_the_days_that_the_site_says(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    make_comment(post)
    with write_unit():
        change_setting("comments_close_after_days", 30)

    page = client.get(post.url)

    assert "Comments are closed." in page.text
    assert "Reply" not in discussion(page).text
    assert send(client, post).status_code == 403


def test_where_only_users_comment_a_guest_is_asked_to_sign_in_and_loses_nothing(
    app: Flask, make_user: MakeUser, post: Post, make_comment: MakeComment
) -> None:
    with write_unit():
        change_setting("comments_open", "signed-in")
    make_user("ana", password="correct horse")
    browser = app.test_client()
    page = browser.get(post.url)
    assert "Log in to comment" in page.text

    response = send(browser, post, text="Kept for later.", parent=make_comment(post, name="Zé").id)

    assert response.status_code == 302
    submit(browser, response.location, username="ana", password="correct horse")
    again = browser.get(post.url)
    assert typed(again, "text") == "Kept for later."
    assert "Replying to Zé" in again.text
    assert "This is what you had typed before you had to log in." in again.text


@pytest.mark.parametrize("slug", ["", "/an-older-one"])
def test_a_comment_is_kept_whatever_the_address_it_is_sent_to(
    client: FlaskClient, make_user: MakeUser, post: Post, slug: str
) -> None:
    with write_unit():
        change_setting("comments_open", "signed-in")
    make_user("ana", password="correct horse")

    response = client.post(f"/blog/post/{post.id}{slug}", data={"text": "Kept for later."})

    submit(client, response.location, username="ana", password="correct horse")
    assert typed(client.get(post.url), "text") == "Kept for later."
    assert submit(client, post.url, selector=FORM).status_code == 303
    assert typed(client.get(post.url), "text") == ""


def test_a_page_that_says_what_happened_is_not_kept(client: FlaskClient, post: Post) -> None:
    said = client.get(send(client, post).location)

    assert "Your comment waits for approval" in said.text
    assert said.cache_control.no_store


@pytest.mark.parametrize("said", ["nonsense", "", "Added", "<script>", "x" * 5000])
def test_an_unknown_message_is_not_shown(client: FlaskClient, post: Post, said: str) -> None:
    usual = client.get(post.url)

    page = client.get(post.url, query_string={"said": said})

    assert page.status_code == 200
    assert page.cache_control.no_store
    assert not discussion(page).select_one("[role=status]")
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", str(discussion(page))) == strip.sub("", str(discussion(usual)))

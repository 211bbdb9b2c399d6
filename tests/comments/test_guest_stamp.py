"""The stamp of a guest's form, and where it comes from."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.auth.models import User
from byline.blog.models import Post
from byline.comments.stamp import make_stamp
from byline.lib.database import utcnow
from tests.comments.discussions import all_comments, send, stamped, typed
from tests.support.factories import MakePost
from tests.support.people import SignIn, form_fields

DAY = timedelta(days=1)


def test_the_form_of_a_guest_carries_the_stamp_and_sets_no_cookie(
    client: FlaskClient, post: Post
) -> None:
    response = client.get(post.url)

    fields = form_fields(response, "#comment-form")
    assert sorted(fields) == ["csrf_token", "name", "parent", "text"]
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("stamp", [None, "", "forged", "WzEsMF0.forged", "é" * 9, "\x00"])
def test_what_has_no_stamp_of_ours_is_refused_and_kept_in_the_form(
    client: FlaskClient, post: Post, stamp: str | None
) -> None:
    response = send(client, post, csrf_token=stamp)

    assert response.status_code == 400
    assert (typed(response, "name"), typed(response, "text")) == ("Rita", "Well said.")
    assert all_comments() == []


def test_a_stamp_of_another_key_is_refused(app: Flask, client: FlaskClient, post: Post) -> None:
    ours = app.secret_key
    app.secret_key = "another"
    stamp = stamped(post)
    app.secret_key = ours

    assert send(client, post, csrf_token=stamp).status_code == 400


def test_the_stamp_of_another_post_is_refused(
    client: FlaskClient, post: Post, make_post: MakePost
) -> None:
    response = send(client, post, csrf_token=stamped(make_post()))

    assert response.status_code == 400
    assert all_comments() == []


def test_a_form_of_yesterday_comes_again_with_its_text_and_can_be_sent(
    client: FlaskClient, post: Post
) -> None:
    response = send(client, post, csrf_token=stamped(post, DAY + timedelta(minutes=1)))

    assert response.status_code == 400
    assert "open for too long" in response.text
    again = client.post(post.url, data=form_fields(response, "#comment-form"))
    assert again.status_code == 303
    assert all_comments()[0].text == "Well said."


def test_a_form_of_the_same_day_is_taken(client: FlaskClient, post: Post) -> None:
    stamp = stamped(post, DAY - timedelta(minutes=1))

    assert send(client, post, csrf_token=stamp).status_code == 303


def test_a_stamp_from_a_clock_that_is_ahead_is_taken_as_new(
    client: FlaskClient, post: Post
) -> None:
    stamp = make_stamp(post.id, utcnow() + timedelta(seconds=30))

    assert send(client, post, csrf_token=stamp).status_code == 303
    assert all_comments()[0].status == "pending"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:8080"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "something new"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_what_another_site_sends_is_refused_and_kept_in_the_form(
    client: FlaskClient, post: Post, headers: dict[str, str]
) -> None:
    response = send(client, post, headers=headers)

    assert response.status_code == 400
    assert typed(response, "text") == "Well said."
    assert all_comments() == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        # The front server has ended TLS.
        {"Origin": "https://localhost"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_what_this_site_sends_is_taken(
    client: FlaskClient, post: Post, headers: dict[str, str]
) -> None:
    assert send(client, post, headers=headers).status_code == 303


def test_a_front_server_may_ask_by_another_name_than_readers(
    app: Flask, client: FlaskClient, post: Post
) -> None:
    app.config["SITE_URL"] = "https://blog.example.org"

    response = send(client, post, headers={"Origin": "https://blog.example.org"})

    assert response.status_code == 303


def test_a_stamp_is_worth_nothing_for_who_is_signed_in(
    sign_in: SignIn, owner: User, post: Post
) -> None:
    response = send(sign_in(owner), post)

    assert response.status_code == 400
    assert typed(response, "text") == "Well said."


def test_a_session_s_token_is_worth_nothing_once_it_has_ended(
    sign_in: SignIn, owner: User, client: FlaskClient, post: Post
) -> None:
    token = form_fields(sign_in(owner).get(post.url), "#comment-form")["csrf_token"]

    response = send(client, post, csrf_token=token)

    assert response.status_code == 400
    assert typed(response, "text") == "Well said."

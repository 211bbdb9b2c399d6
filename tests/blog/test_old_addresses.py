"""Addresses that moved."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.blog.models import Page, Post, Redirect, Tag
from byline.blog.services import add_redirect, delete_post
from byline.extensions import write_unit
from byline.lib.database import utcnow
from byline.lib.paths import normal_path
from tests.support.engines import every_engine
from tests.support.factories import MakePage, MakePost, MakeTag


def remember(
    path: str, *, post: Post | None = None, page: Page | None = None, tag: Tag | None = None
) -> Redirect | None:
    """Let an old address lead to a row."""
    with write_unit():
        return add_redirect(normal_path(path), post=post, page=page, tag=tag)


@pytest.mark.parametrize(
    "asked",
    [
        "/2015/05/hello.html",
        "/2015/05/hello.html/",
        "/2015/05/hello.html?utm=x",
        "/2015/05/%68ello.html",
    ],
)
def test_an_old_address_leads_to_the_post_in_one_hop(
    client: FlaskClient, post: Post, asked: str
) -> None:
    remember("/2015/05/hello.html", post=post)

    response = client.get(asked)

    query = asked.partition("?")[2]
    assert response.status_code == 301
    assert response.location == (f"{post.url}?{query}" if query else post.url)


@every_engine
@pytest.mark.parametrize("path", ["/été/日本語/", "/e\u0301te\u0301/日本語"])
def test_letters_beyond_ascii_are_found_however_they_are_composed(
    client: FlaskClient, post: Post, path: str
) -> None:
    remember(path, post=post)

    assert client.get("/été/日本語").location == post.url
    assert client.get("/e\u0301te\u0301/日本語").location == post.url


@every_engine
def test_old_addresses_differ_by_case(client: FlaskClient, post: Post) -> None:
    remember("/About.html", post=post)

    assert client.get("/About.html").status_code == 301
    assert client.get("/about.html").status_code == 404


def test_an_old_address_may_look_like_one_of_ours(client: FlaskClient, post: Post) -> None:
    for path in ("/blog/2015", "/blog/tag/gone", "/page/gone", "/blog/post/999/gone"):
        remember(path, post=post)

        assert client.get(path).location == post.url


def test_a_page_and_a_tag_can_have_old_addresses(
    client: FlaskClient, make_page: MakePage, make_tag: MakeTag
) -> None:
    remember("/about.html", page=make_page(title="About"))
    remember("/category/sea", tag=make_tag("sea"))

    assert client.get("/about.html").location == "/page/about"
    assert client.get("/category/sea").location == "/blog/tag/sea"


def test_the_target_is_where_the_post_is_now(client: FlaskClient, post: Post) -> None:
    remember("/old", post=post)
    with write_unit() as session:
        session.refresh(post)
        post.slug = "elsewhere"

    assert client.get("/old").location == f"/blog/post/{post.id}/elsewhere"


@pytest.mark.parametrize("status", ["draft", "scheduled"])
def test_an_old_address_does_not_tell_of_what_is_hidden(
    client: FlaskClient, make_post: MakePost, status: str
) -> None:
    hidden = make_post(status=status, publish_date=utcnow() + timedelta(days=1))
    remember("/old", post=hidden)

    assert client.get("/old").status_code == 404


@every_engine
def test_an_old_address_goes_with_its_post(client: FlaskClient, post: Post) -> None:
    remember("/old", post=post)
    with write_unit() as session:
        session.refresh(post)
        delete_post(post)

    assert client.get("/old").status_code == 404


def test_an_address_leads_to_one_place(post: Post, make_post: MakePost) -> None:
    first = remember("/old", post=post)

    assert remember("/old/", post=post) == first
    assert remember("/old", post=make_post()) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_only_reading_is_redirected(client: FlaskClient, post: Post, method: str) -> None:
    remember("/old", post=post)

    assert client.open("/old", method=method).status_code in (400, 404)


def test_a_program_that_asks_for_json_gets_no_redirect(client: FlaskClient, post: Post) -> None:
    remember("/api/old", post=post)

    assert client.get("/api/old").status_code == 404


HOSTILE = [
    "/%00",
    "/a%00b",
    "/blog/tag/a%00b",
    "/blog/user/a%00b",
    "/page/a%00b",
    "/blog/post/1/a%00b",
    "/static/a%00b",
    "/media/a%00b",
    "/babel/a%00b",
    "/auth/first-run/a%00b",
    "/%ff%fe",
    "/blog/tag/%ff",
    "/%ed%a0%80",
    "/..%2f..%2fetc/passwd",
    "/../../etc/passwd",
    "/static/..%2f..%2fconfig.py",
    "/static/../config.py",
    "/media/..%2fsecret-key",
    "/blog/tag/%2e%2e",
    "/%0d%0aSet-Cookie:%20a=b",
    "/blog/post/1%0d%0aX:y",
    "/" + "a" * 20_000,
    "/" + "%F0%9F%8C%BB" * 600,
    "/'%20OR%201=1--",
    "/blog/user/'%20OR%20'1'='1",
    "/%7B%7B7*7%7D%7D",
    "//evil.example/x",
    "/%5cevil.example",
    "/blog/post/" + "9" * 5000,
    "/blog/post/٣",
]


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"], indirect=True)
def test_hostile_addresses_are_not_found(app: Flask, client: FlaskClient) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    statuses = {path[:40]: client.get(path).status_code for path in HOSTILE}

    assert {path: status for path, status in statuses.items() if status != 404} == {}

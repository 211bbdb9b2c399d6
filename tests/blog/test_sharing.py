"""A reading page is the same for everybody who shares its language, so it can be kept."""

import re

import pytest
from flask.testing import FlaskClient

from byline.blog.models import Post
from tests.support.factories import MakePage

PATHS = ["/blog/", "/blog/archive", "/blog/tags", "/blog/authors", "/blog/user/owner", "/nothing"]


@pytest.mark.parametrize("path", PATHS)
def test_reading_sets_no_cookie(client: FlaskClient, post: Post, path: str) -> None:
    response = client.get(path)

    assert "Set-Cookie" not in response.headers
    assert response.cache_control.public
    assert not response.cache_control.private


def without_stamp(page: str) -> str:
    """Leave out the stamp of the comment form: it differs by time, not by visitor."""
    return re.sub(r'<input id="csrf_token"[^>]*>', "", page)


def test_every_kind_of_page_is_the_same_twice(
    client: FlaskClient, post: Post, make_page: MakePage
) -> None:
    for path in [*PATHS[:-1], post.url, make_page().url]:
        first, second = (without_stamp(client.get(path).text) for _ in range(2))

        assert first == second
        assert "csrf" not in first
        assert "nonce" not in first


def test_a_page_says_what_it_depends_on(client: FlaskClient) -> None:
    response = client.get("/blog/", headers={"Accept-Language": "pt"})

    assert {"Accept-Language", "Cookie", "Accept-Encoding"} <= set(response.vary)
    assert response.headers["Content-Language"] == "pt"


def test_a_page_for_somebody_with_a_session_is_theirs(client: FlaskClient) -> None:
    client.set_cookie("session", "whatever it says")

    response = client.get("/blog/")

    assert response.cache_control.private
    assert not response.cache_control.public


@pytest.mark.parametrize("path", [*PATHS, "/", "/blog/1"])
def test_head_answers_as_get_without_a_body(client: FlaskClient, post: Post, path: str) -> None:
    got, headed = client.get(path), client.head(path)

    assert headed.status_code == got.status_code
    assert headed.data == b""
    assert headed.headers.get("Content-Length") == got.headers.get("Content-Length")
    assert headed.headers.get("Location") == got.headers.get("Location")


def test_a_page_has_no_inline_code(client: FlaskClient, post: Post) -> None:
    page = client.get(post.url).text

    assert "<style" not in page
    assert " style=" not in page
    assert " onclick" not in page
    assert page.count("<script") == page.count("<script src=") + page.count(
        '<script type="module" src='
    )


def test_writing_to_a_reading_page_is_refused(client: FlaskClient) -> None:
    assert client.delete("/blog/").status_code in (400, 405)

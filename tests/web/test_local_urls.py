"""Redirects stay on this site."""

import pytest
from flask import Flask

from byline.web.local_urls import local_path, moved_to


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("", "/there"),
        ("?a=b&c=%C3%A9", "/there?a=b&c=%C3%A9"),
        ("?next=//evil.example", "/there?next=//evil.example"),
    ],
)
def test_a_redirect_keeps_the_query(app: Flask, query: str, location: str) -> None:
    with app.test_request_context(f"/here{query}"):
        response = moved_to("/there")

    assert (response.status_code, response.location) == (301, location)


def test_a_redirect_may_be_for_now(app: Flask) -> None:
    with app.test_request_context("/here"):
        assert moved_to("/there", code=302).status_code == 302


def test_a_redirect_cannot_be_given_headers(app: Flask) -> None:
    with app.test_request_context("/here?a=%0d%0aSet-Cookie:x"):
        assert moved_to("/there").location == "/there?a=%0d%0aSet-Cookie:x"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/blog/", "/blog/"),
        ("/blog/2?a=b#there", "/blog/2?a=b"),
        ("https://blog.example.org/blog/", "/blog/"),
        ("https://blog.example.org:443/blog/", None),
        ("http://blog.example.org/blog/", None),
        ("https://evil.example/blog/", None),
        ("/blog", "/blog"),
        ("/nothing", None),
        ("/auth/first-run/x", "/auth/first-run/x"),
        ("", None),
        (None, None),
    ],
)
def test_only_a_page_of_ours_is_a_local_path(app: Flask, url: str | None, path: str | None) -> None:
    with app.test_request_context("/", base_url="https://blog.example.org"):
        assert local_path(url) == path

"""Which language a reader gets, and the switch between them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.http import parse_cookie

from byline.babel.locales import supported_locales
from byline.blog.models import Post


def language_of(client: FlaskClient, **headers: str) -> str:
    """Return the language of the home page."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    language = client.get("/blog/", headers=sent).headers["Content-Language"]
    assert language is not None
    return language


def test_there_are_english_and_portuguese(app: Flask) -> None:
    assert {("en", "English"), ("pt", "Português")} <= set(supported_locales())


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("pt", "pt"),
        ("pt-BR,en;q=0.5", "pt"),
        ("PT-pt", "pt"),
        ("de, pt;q=0.4, en;q=0.6", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        ("en;q=0, pt", "pt"),
        (";;q=,,", "en"),
        ("x" * 5000, "en"),
    ],
)
def test_the_browser_s_language_is_taken(client: FlaskClient, accepted: str, language: str) -> None:
    assert language_of(client, Accept_Language=accepted) == language


def test_the_chosen_language_wins_over_the_browser_s(client: FlaskClient) -> None:
    client.set_cookie("locale", "pt")

    assert language_of(client, Accept_Language="en") == "pt"


@pytest.mark.parametrize("value", ["xx", "", "../pt", "en_US", "pt\x00", "PT", "x" * 3000])
def test_a_cookie_with_another_value_is_ignored(client: FlaskClient, value: str) -> None:
    client.set_cookie("locale", value)

    assert language_of(client, Accept_Language="en") == "en"


def test_the_site_s_default_is_for_readers_who_prefer_none_of_ours(
    app: Flask, client: FlaskClient
) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = "pt"

    assert language_of(client, Accept_Language="de") == "pt"


def test_pages_speak_the_language(client: FlaskClient, post: Post) -> None:
    page = client.get(post.url, headers={"Accept-Language": "pt"}).text

    assert '<html lang="pt" dir="ltr">' in page
    assert "1 de janeiro de 2024" in page
    assert "January" not in page


def test_dates_are_in_the_site_s_time_zone(app: Flask, client: FlaskClient, post: Post) -> None:
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Pacific/Kiritimati"  # 14 hours ahead of UTC

    page = client.get(post.url).text

    assert "2 January 2024" in page
    assert 'datetime="2024-01-01T12:00:00Z"' in page


def test_the_switch_sets_the_cookie(client: FlaskClient) -> None:
    response = client.get("/babel/pt")

    cookie = response.headers["Set-Cookie"]
    assert parse_cookie(cookie)["locale"] == "pt"
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"} <= set(cookie.split("; "))
    assert response.headers["Cache-Control"] == "no-store"
    assert language_of(client, Accept_Language="en") == "pt"


def test_the_cookie_keeps_to_https(client: FlaskClient) -> None:
    response = client.get("/babel/pt", base_url="https://localhost")

    assert "Secure" in response.headers["Set-Cookie"].split("; ")


@pytest.mark.parametrize("locale", ["xx", "EN", "en_US", "pt%00", "..", "x" * 5000, "pt/"])
def test_a_language_we_have_not_is_not_found(client: FlaskClient, locale: str) -> None:
    response = client.get(f"/babel/{locale}")

    assert response.status_code == 404
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "path", ["/blog/", "/blog/archive/3?a=b", "/blog/tag/C%23", "/page/caf%C3%A9?q=%C3%A9&r=1"]
)
def test_the_switch_returns_to_where_the_reader_was(client: FlaskClient, path: str) -> None:
    by_referrer = client.get("/babel/pt", headers={"Referer": f"http://localhost{path}"})
    by_parameter = client.get("/babel/pt", query_string={"next": path})

    assert (by_referrer.status_code, by_referrer.location) == (302, path)
    assert (by_parameter.status_code, by_parameter.location) == (302, path)


HOSTILE = [
    "https://evil.example/blog/",
    "http://localhost.evil.example/blog/",
    "http://localhost@evil.example/blog/",
    "http://evil.example\\@localhost/blog/",
    "https://localhost/blog/",
    "//evil.example/blog/",
    "///evil.example/blog/",
    "////blog/",
    "http://localhost//blog/",
    "/\\evil.example",
    "\\\\evil.example",
    "/%09/evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http:evil.example",
    "http:///blog/",
    "blog/",
    "/nothing/here",
    "/blog/\r\nSet-Cookie: a=b",
    "/blog/\x00",
    "http://[::1/blog/",
    "/" + "x" * 20_000,
    "",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_leads_home(client: FlaskClient, address: str) -> None:
    response = client.get("/babel/pt", query_string={"next": address})

    assert (response.status_code, response.location) == (302, "/blog/")


@pytest.mark.parametrize("address", [a for a in HOSTILE if a.isprintable()])
def test_a_hostile_referrer_leads_home(client: FlaskClient, address: str) -> None:
    response = client.get("/babel/pt", headers={"Referer": address})

    assert (response.status_code, response.location) == (302, "/blog/")


def test_the_switch_does_not_lead_to_itself(client: FlaskClient) -> None:
    response = client.get("/babel/pt", query_string={"next": "/babel/en"})

    assert response.location == "/blog/"


def test_the_switch_is_a_link_in_every_page(client: FlaskClient) -> None:
    page = client.get("/blog/").text

    assert 'href="/babel/pt"' in page
    assert 'aria-current="true">English' in page

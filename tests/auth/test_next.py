"""After a login people come back to where they were, and never leave the site."""

from urllib.parse import quote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from byline.auth.models import User
from tests.support.factories import MakeUser
from tests.support.people import SignIn, submit

PASSWORD = "correct horse"

EVIL = "evil.example"
HOSTILE = [
    # Another host, plainly and by what browsers forgive.
    f"http://{EVIL}",
    f"https://{EVIL}/blog/",
    f"HTTPS://{EVIL}/blog/",
    f"//{EVIL}",
    f"//{EVIL}/blog/",
    f"///{EVIL}",
    f"////{EVIL}/blog/",
    f"/\\{EVIL}",
    f"\\\\{EVIL}",
    f"\\/{EVIL}",
    f"/\\/{EVIL}/blog/",
    f"/\\\\{EVIL}",
    f"http:{EVIL}",
    f"http:/{EVIL}",
    f"http:///{EVIL}",
    f"http:\\\\{EVIL}",
    f"https:{EVIL}/blog/",
    f"https:/\\{EVIL}",
    f"://{EVIL}",
    f":{EVIL}",
    f"ftp://{EVIL}/blog/",
    f"ws://{EVIL}/blog/",
    f"//{EVIL}:80/blog/",
    f"//{EVIL}%2Fblog/",
    f"http://localhost@{EVIL}/blog/",
    f"http://localhost:80@{EVIL}/blog/",
    f"http://localhost:x@{EVIL}/blog/",
    f"//localhost@{EVIL}/blog/",
    f"http://localhost.{EVIL}/blog/",
    f"http://{EVIL}#localhost/blog/",
    f"http://{EVIL}?localhost/blog/",
    f"http://{EVIL}\\@localhost/blog/",
    f"http://localhost\\.{EVIL}/blog/",
    f"http://localhost%2f@{EVIL}/blog/",
    f"http://localhost%00.{EVIL}/blog/",
    "http://localhost:8080/blog/",
    "https://localhost/blog/",
    "//localhost/blog/",
    "http://[::1]/blog/",
    "http://[localhost/blog/",
    "http://127.0.0.1/blog/",
    "http://2130706433/blog/",
    f"http://{EVIL}。com/blog/",
    f"//{EVIL}／blog/",
    f"/／{EVIL}",
    f"／／{EVIL}",
    f"http:／／{EVIL}",
    "//ｅｖｉｌ.example",
    # Spaces and control characters, which browsers drop.
    f" //{EVIL}",
    f"\t//{EVIL}",
    f"\n//{EVIL}",
    f"\x00//{EVIL}",
    f"\x01http://{EVIL}",
    f"/\t/{EVIL}",
    f"/\n/{EVIL}",
    f"/\r/{EVIL}",
    f"/\x00/{EVIL}",
    f"/ /{EVIL}",
    f"/\u00a0/{EVIL}",
    f"/\u200b/{EVIL}",
    f"/\u202e/{EVIL}",
    f"/\ufeff/{EVIL}",
    f"h\nttp://{EVIL}",
    f"\u3000//{EVIL}",
    f"/%09/{EVIL}",
    f"/%0a/{EVIL}",
    f"/%2f{EVIL}",
    f"/%2F/{EVIL}",
    f"/%5c{EVIL}",
    f"%2f%2f{EVIL}",
    f"/%252f{EVIL}",
    # Out of a path of ours.
    f"/blog/..//{EVIL}",
    f"/blog/../..//{EVIL}",
    f"/blog/%2e%2e//{EVIL}",
    f"/.//{EVIL}",
    f"/..//{EVIL}",
    f"/;//{EVIL}",
    f"/.;/{EVIL}",
    f"./{EVIL}",
    f"../{EVIL}",
    # Not a page at all.
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript://localhost/%0aalert(1)",
    "/javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "mailto:somebody@evil.example",
    "file:///etc/passwd",
    "blob:http://localhost/x",
    "view-source:http://localhost/blog/",
    # A header of its own, and other oddities.
    "/blog/\r\nSet-Cookie: x=1",
    f"/blog/\r\nLocation: http://{EVIL}",
    f"/blog/%0d%0aLocation:%20http://{EVIL}",
    "/blog/\u2028x",
    "/nothing/here",
    "/blog/post/0/x/y/z",
    "blog/",
    "?x",
    "#x",
    ".",
    "",
    " ",
    "/blog/?x=" + "y" * 100_000,
    "/" * 5_000,
    "🌻",
    "\ud83c".encode("utf-8", "surrogatepass").decode("latin-1"),
]
KEPT = [
    "/blog/",
    "/blog/tags",
    "/blog/2?a=b",
    "/auth/logout",
    "/blog/archive?q=a%2Fb",
    "http://localhost/blog/tags",
]


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return a user with a password."""
    return make_user("ana", password=PASSWORD)


def leaves(location: str | None) -> bool:
    """Say whether a browser that goes there would be on another site."""
    assert location is not None
    # What browsers do to an address before they read it.
    seen = location.translate({9: None, 10: None, 13: None}).replace("\\", "/").strip()
    target = urlsplit(urljoin("http://localhost/auth/login", seen))
    return (target.scheme, target.netloc) != ("http", "localhost")


def test_a_hostile_address_leads_nowhere_else(
    app: Flask, ana: User, sign_in: SignIn, subtests: pytest.Subtests
) -> None:
    signed_in = sign_in(ana)
    for number, value in enumerate(HOSTILE):
        with subtests.test(value=value[:80]):
            path = f"/auth/login?next={quote(value)}"
            client = app.test_client()
            # From many addresses, since so many logins from one are limited.
            client.environ_base["REMOTE_ADDR"] = f"203.0.113.{number}"

            page = client.get(path)
            answers = [
                submit(client, path, username="ana", password=PASSWORD),
                signed_in.get(path),
            ]

            assert EVIL not in _addresses_of(page.text)
            for response in answers:
                assert response.status_code == 302
                assert not leaves(response.location)
                assert EVIL not in response.location
                assert "Set-Cookie: x" not in str(response.headers)


def _addresses_of(page: str) -> str:
    """Return where the links and forms of a page lead, but for the one that carries on."""
    found = BeautifulSoup(page, "html.parser").select("[href], [action], [src]")
    values = [str(tag.get("href") or tag.get("action") or tag.get("src")) for tag in found]
    return " ".join(value for value in values if not value.startswith(("/babel/", "data:")))


def test_there_are_many_hostile_addresses() -> None:
    assert len(set(HOSTILE)) >= 80


@pytest.mark.parametrize("value", KEPT)
def test_a_page_of_ours_is_come_back_to(client: FlaskClient, ana: User, value: str) -> None:
    path = f"/auth/login?next={quote(value)}"

    response = submit(client, path, username="ana", password=PASSWORD)

    assert response.location == value.removeprefix("http://localhost")


def test_the_way_back_survives_a_failed_try(client: FlaskClient, ana: User) -> None:
    path = "/auth/login?next=/blog/tags"
    failed = submit(client, path, username="ana", password="wrong horse")
    form = BeautifulSoup(failed.text, "html.parser").select_one("main form")
    assert form is not None

    response = submit(client, str(form.get("action") or path), username="ana", password=PASSWORD)

    assert response.location == "/blog/tags"


def test_a_field_of_the_form_says_nothing_about_the_way_back(
    client: FlaskClient, ana: User
) -> None:
    response = submit(client, "/auth/login", username="ana", password=PASSWORD, next="/blog/tags")

    assert response.location == "/blog/"


def test_who_registers_first_comes_back_too(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/auth/login?next=/blog/tags").text, "html.parser")
    link = page.select_one("main a[href^='/auth/register']")
    assert link is not None
    fields = {"username": "rui", "password": "a good password", "confirm": "a good password"}

    response = submit(client, str(link["href"]), **fields)

    assert response.location == "/auth/login?next=/blog/tags"

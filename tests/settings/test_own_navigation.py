"""The navigation that an administrator writes."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from byline.extensions import write_unit
from byline.settings.navigation import MAX_OWN_LINKS, InvalidLink, parse_links
from byline.settings.services import change_setting
from tests.support.factories import MakeUser
from tests.support.people import SignIn, submit


def reading_links(page: str) -> list[tuple[str, str]]:
    """Return the labels and addresses of the main navigation."""
    links = BeautifulSoup(page, "html.parser").select("nav[aria-label=Main] a")
    return [(link.text, str(link["href"])) for link in links]


def test_own_links_take_the_place_of_the_automatic_ones(client: FlaskClient) -> None:
    with write_unit():
        change_setting("navigation", "Home | /blog/\n\nOld site | https://old.example.org/?a=b")

    assert reading_links(client.get("/blog/").text) == [
        ("Home", "/blog/"),
        ("Old site", "https://old.example.org/?a=b"),
    ]


def test_without_own_links_the_features_link_themselves(client: FlaskClient) -> None:
    assert ("Archive", "/blog/archive") in reading_links(client.get("/blog/").text)


def test_a_label_may_have_a_bar(app: Flask) -> None:
    (link,) = parse_links("Tides | trains | /blog/tag/tides")

    assert (link.label, link.url) == ("Tides | trains", "/blog/tag/tides")


@pytest.mark.parametrize(
    "line",
    [
        "About",
        "About |",
        "| /page/about",
        "About | page/about",
        "About | //elsewhere.example",
        "About | /\\elsewhere.example",
        "About | javascript:alert(1)",
        "About | JavaScript:alert(1)//",
        "About | data:text/html,hello",
        "About | https://",
        "About | https://[bad",
        "About | https:elsewhere",
        "About | /page/about us",
        "About | /page/\u202eabout",
        "About | /" + "x" * 500,
        "x" * 61 + " | /",
    ],
)
def test_a_line_that_is_no_link_is_refused(make_user: MakeUser, sign_in: SignIn, line: str) -> None:
    admin = sign_in(make_user(roles=("admin",)))

    response = submit(admin, "/settings/", navigation=f"Blog | /blog/\n{line}")

    assert response.status_code == 400
    with pytest.raises(InvalidLink):
        parse_links(line)


def test_the_links_have_to_fit(make_user: MakeUser, sign_in: SignIn) -> None:
    admin = sign_in(make_user(roles=("admin",)))

    for number, status in ((MAX_OWN_LINKS, 302), (MAX_OWN_LINKS + 1, 400)):
        lines = "\r\n".join(["Blog | /blog/"] * number)
        assert submit(admin, "/settings/", navigation=lines).status_code == status

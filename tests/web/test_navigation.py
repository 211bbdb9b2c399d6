"""The navigation: each feature registers what it adds."""

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, abort
from flask.testing import FlaskClient

from byline.web.navigation import NavigationLink, navigation_links, register_navigation
from tests.support.factories import MakeUser
from tests.support.people import SignIn, submit
from tests.support.queries import count_queries


def area(page: str, label: str) -> Tag:
    """Return an area of the navigation, by its label."""
    found = BeautifulSoup(page, "html.parser").select_one(f"nav[aria-label={label}]")
    assert found is not None
    return found


def labels(page: str, label: str = "Account") -> list[str]:
    """Return what an area offers."""
    return [each.get_text(strip=True) for each in area(page, label).select("li")]


def test_links_come_in_the_order_of_registration() -> None:
    app = Flask(__name__)
    register_navigation(app, lambda: [NavigationLink("One", "/one"), NavigationLink("Two", "/2")])
    register_navigation(app, lambda: [NavigationLink("Three", "/three")])

    with app.app_context():
        assert [link.label for link in navigation_links()] == ["One", "Two", "Three"]


def test_no_feature_needs_to_add_any() -> None:
    with Flask(__name__).app_context():
        assert navigation_links() == []


@pytest.mark.parametrize(
    ("url", "path", "active"),
    [
        ("/one", "/one", True),
        ("/one", "/one/2", False),
        ("/one", "/one?a=b", True),
        ("/caf%C3%A9", "/café", True),
        ("/caf%C3%A9", "/caf%C3%A9", True),
        ("/one?a=b", "/one", False),
        ("/one?a=b", "/one?a=c", False),
        ("/one?a=b&c=%2F", "/one?c=/&a=b", True),
        ("https://elsewhere.example/one", "/one", False),
    ],
)
def test_the_link_to_the_page_shown_is_active(url: str, path: str, active: bool) -> None:
    with Flask(__name__).test_request_context(path):
        assert NavigationLink("One", url).active is active


def test_features_add_to_the_navigation_of_every_page(app: Flask) -> None:
    register_navigation(app, lambda: [NavigationLink("Photos & more", "/photos")])

    page = app.test_client().get("/blog/").text

    assert '<a href="/photos">Photos &amp; more</a>' in page


@pytest.mark.parametrize(
    ("path", "way_in"),
    [
        ("/blog/", "/auth/login?next=/blog/"),
        ("/blog/?page=2&q=a%20b", "/auth/login?next=/blog/?page%3D2%26q%3Da%2520b"),
        ("/no-such-page", "/auth/login?next=/no-such-page"),
        ("/auth/login?next=/blog/tags", "/auth/login?next=/blog/tags"),
        ("/auth/login", "/auth/login"),
    ],
)
def test_a_guest_finds_the_way_in_and_back(client: FlaskClient, path: str, way_in: str) -> None:
    links = area(client.get(path).text, "Account").select("a")

    assert [link["href"] for link in links if link.text == "Log in"] == [way_in]


def test_the_way_in_is_active_on_the_login_page(client: FlaskClient) -> None:
    for path in ("/auth/login", "/auth/login?next=/blog/tags"):
        current = area(client.get(path).text, "Account").select_one("[aria-current=page]")
        assert current is not None
        assert current.text == "Log in"


def test_a_guest_gets_no_token_and_no_cookie(client: FlaskClient) -> None:
    response = client.get("/blog/")

    assert "csrf_token" not in response.text
    assert "Set-Cookie" not in response.headers
    assert response.text == client.get("/blog/").text


def test_the_menu_of_the_signed_in_bears_their_name(make_user: MakeUser, sign_in: SignIn) -> None:
    page = sign_in(make_user("ana", display_name="Ana <3")).get("/blog/").text

    button = area(page, "Account").select_one("button[popovertarget=account]")
    assert button is not None
    assert button.text == "Ana <3"
    assert labels(page)[-1] == "Log out"
    assert "Settings" not in labels(page)


def test_admins_find_the_settings(make_user: MakeUser, sign_in: SignIn) -> None:
    page = sign_in(make_user(roles=("admin",))).get("/blog/").text

    assert "Settings" in labels(page)


def test_what_one_looks_after_comes_before_oneself(
    app: Flask, make_user: MakeUser, sign_in: SignIn
) -> None:
    register_navigation(app, lambda: [NavigationLink("Photos", "/photos")], area="work")

    found = labels(sign_in(make_user("ana")).get("/blog/").text)

    assert found.index("Photos") < found.index("Your account") < found.index("Log out")


def test_one_logs_out_from_any_page(make_user: MakeUser, sign_in: SignIn) -> None:
    browser = sign_in(make_user("ana"))

    submit(browser, "/blog/tags", selector="#account form")

    assert "Log in" in labels(browser.get("/blog/").text)


@pytest.mark.parametrize("status", [500, 503])
def test_a_page_about_a_failure_does_not_ask_who_sees_it(
    app: Flask, make_user: MakeUser, sign_in: SignIn, status: int
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule("/broken", view_func=lambda: abort(status))
    browser = sign_in(make_user("ana"))

    with count_queries() as statements:
        page = browser.get("/broken", headers={"Accept-Language": "fi"}).text

    assert statements == []
    assert 'id="account"' not in page
    assert "Log in" not in page

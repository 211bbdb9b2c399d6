"""The navigation: each feature registers what it adds."""

import pytest
from flask import Flask

from byline.web.navigation import NavigationLink, navigation_links, register_navigation


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
    ],
)
def test_the_link_to_the_page_shown_is_active(url: str, path: str, active: bool) -> None:
    with Flask(__name__).test_request_context(path):
        assert NavigationLink("One", url).active is active


def test_features_add_to_the_navigation_of_every_page(app: Flask) -> None:
    register_navigation(app, lambda: [NavigationLink("Photos & more", "/photos")])

    page = app.test_client().get("/blog/").text

    assert '<a href="/photos">Photos &amp; more</a>' in page

"""Writers find in the list of their posts what waits under them."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from byline.auth.models import User
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost, MakeUser
from tests.support.people import SignIn
from tests.support.queries import count_queries


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return somebody who writes posts, and looks after no others."""
    return make_user("ana", roles=("poster",))


def notes(browser: FlaskClient) -> list[tuple[str, str]]:
    """Return what the list of posts says of comments, and where that leads."""
    page = BeautifulSoup(browser.get("/blog/posts").text, "html.parser")
    links = page.select(".written .meta a")
    return [(link.get_text(strip=True), str(link["href"])) for link in links]


@every_engine
def test_a_poster_is_led_to_what_waits_under_a_post(
    ana: User, sign_in: SignIn, make_post: MakePost, make_comment: MakeComment
) -> None:
    one, two, _none = (make_post(authors=[ana]) for _ in range(3))
    first = make_comment(one, status="pending")
    make_comment(one, status="pending")
    only = make_comment(two, text="What waits.", status="pending")
    for status in ("approved", "spam"):
        make_comment(two, status=status)
    make_comment(make_post(), status="pending")
    browser = sign_in(ana)

    found = notes(browser)

    assert found == [
        ("1 comment waits", f"/blog/comment/{only.id}"),
        ("2 comments wait", f"/blog/comment/{first.id}"),
    ]
    assert "What waits." in browser.get(browser.get(found[0][1]).location).text


def test_nothing_is_said_of_a_post_that_nobody_discusses(
    ana: User, sign_in: SignIn, make_post: MakePost, make_comment: MakeComment
) -> None:
    make_comment(make_post(authors=[ana], status="draft"), status="pending")

    assert notes(sign_in(ana)) == []


def test_more_posts_cost_no_more_queries(
    ana: User, sign_in: SignIn, make_post: MakePost, make_comment: MakeComment
) -> None:
    browser = sign_in(ana)

    def cost(posts: int) -> int:
        for _ in range(posts):
            make_comment(make_post(authors=[ana]), status="pending")
        with count_queries() as statements:
            notes(browser)
        return len(statements)

    assert cost(1) == cost(5)

"""The lists of posts: all of them, a tag's, an author's."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from byline.auth.models import User
from byline.lib.database import utcnow
from tests.blog.scheduled import make_due_post
from tests.support.factories import MakeComment, MakePost, MakeTag, MakeUser
from tests.support.people import SignIn

LISTS = ["/blog/", "/blog/tag/sea", "/blog/user/owner"]


def titles(page: str) -> list[str]:
    """Return the titles of the posts listed."""
    return re.findall(r'<h2[^>]*><a href="/blog/post/[^"]*">([^<]*)</a></h2>', page)


def page_url(base: str, number: int | str) -> str:
    return f"{base.rstrip('/')}/{number}"


def test_the_front_page_leads_to_the_blog_and_keeps_the_query(client: FlaskClient) -> None:
    response = client.get("/?from=mail")

    assert response.status_code == 302
    assert response.location == "/blog/?from=mail"


def test_an_empty_site_says_what_to_do(
    client: FlaskClient, make_user: MakeUser, sign_in: SignIn
) -> None:
    response = client.get("/blog/")

    assert response.status_code == 200
    assert "open the link that Byline showed" in response.text
    assert "<aside" not in response.text

    admin = make_user(roles=["admin"])
    assert "If this is your blog:" in client.get("/blog/").text
    own = sign_in(admin).get("/blog/").text
    assert "Write the first post" in own
    assert "byline import markdown" in own


@pytest.mark.parametrize("address", LISTS)
def test_a_list_shows_the_ten_newest(
    client: FlaskClient, make_post: MakePost, address: str
) -> None:
    for number in range(12):
        make_post(title=f"Post {number}", tags=["sea"])

    page = client.get(address).text

    assert titles(page) == [f"Post {number}" for number in range(11, 1, -1)]
    assert f'rel="next" href="{page_url(address, 2)}"' in page
    assert 'rel="prev"' not in page


@pytest.mark.parametrize("address", LISTS)
def test_the_last_page_shows_the_rest(
    client: FlaskClient, make_post: MakePost, address: str
) -> None:
    for number in range(12):
        make_post(title=f"Post {number}", tags=["sea"])

    page = client.get(page_url(address, 2)).text

    assert titles(page) == ["Post 1", "Post 0"]
    assert f'rel="prev" href="{address}"' in page
    assert 'rel="next"' not in page


@pytest.mark.parametrize("address", LISTS)
def test_the_first_page_has_one_address(
    client: FlaskClient, make_post: MakePost, address: str
) -> None:
    make_post(tags=["sea"])

    response = client.get(page_url(address, 1) + "?from=mail")

    assert response.status_code == 301
    assert response.location == f"{address}?from=mail"


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("number", ["0", "2", "-1", "99999999999999999999", "9" * 5000, "x", "²"])
def test_a_page_that_there_is_not_is_not_found(
    client: FlaskClient, make_post: MakePost, address: str, number: str
) -> None:
    make_post(tags=["sea"])

    assert client.get(page_url(address, number)).status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_drafts_and_what_is_still_to_come_are_not_listed(
    client: FlaskClient, make_post: MakePost, address: str
) -> None:
    make_post(title="Seen", tags=["sea"])
    make_post(title="Draft", status="draft", tags=["sea"])
    make_post(title="Soon", publish_date=utcnow() + timedelta(minutes=1), tags=["sea"])

    page = client.get(address).text

    assert titles(page) == ["Seen"]
    assert "Draft" not in page
    assert "Soon" not in page


@pytest.mark.parametrize("address", LISTS)
def test_a_scheduled_post_is_listed_once_its_date_is_reached(
    client: FlaskClient, make_post: MakePost, owner: User, address: str
) -> None:
    for number in range(10):
        make_post(title=f"Post {number}", tags=["sea"])
    make_due_post(owner, tags=["sea"])

    page = client.get(address).text

    assert titles(page)[0] == "Due"
    assert titles(client.get(page_url(address, 2)).text) == ["Post 0"]


def test_posts_of_one_moment_are_listed_by_their_ids(
    client: FlaskClient, make_post: MakePost
) -> None:
    moment = utcnow()
    for number in range(12):
        make_post(title=f"Post {number}", publish_date=moment)

    both = titles(client.get("/blog/").text) + titles(client.get("/blog/2").text)

    assert both == [f"Post {number}" for number in range(11, -1, -1)]


def test_posts_per_page_is_a_setting(client: FlaskClient, make_post: MakePost) -> None:
    client.application.config["POSTS_PER_PAGE"] = 2
    for number in range(3):
        make_post(title=f"Post {number}")

    assert titles(client.get("/blog/").text) == ["Post 2", "Post 1"]
    assert titles(client.get("/blog/2").text) == ["Post 0"]


def test_a_card_shows_summary_tags_authors_and_comments(
    client: FlaskClient, make_post: MakePost, make_comment: MakeComment
) -> None:
    post = make_post(summary="In *short*", tags=["sea"], source="One two three")
    make_comment(post)
    make_comment(post, status="pending")

    page = client.get("/blog/").text

    assert '<a class="tag" href="/blog/tag/sea">sea</a>' in page
    assert '<a href="/blog/user/owner">Olívia Owner</a>' in page
    assert f'href="{post.url}#comments">1 comment</a>' in page
    assert "In " in page


TITLES = ["C#", "naïve", "日本語", "a b", "50%", "what?", "a+b", "2024", "İstanbul", "..."]


@pytest.mark.parametrize("title", TITLES)
def test_a_tag_of_any_letters_has_a_page(
    client: FlaskClient, make_post: MakePost, title: str
) -> None:
    post = make_post(title="Found", tags=[title])

    response = client.get(post.tags[0].url)

    assert response.status_code == 200
    assert titles(response.text) == ["Found"]


@pytest.mark.parametrize(
    ("asked", "title"),
    [("python", "Python"), ("STRASSE", "Straße"), ("nai\u0308ve", "naïve"), ("ΣΟΦΟΣ", "σοφος")],
)
def test_a_tag_in_another_spelling_leads_to_its_page_in_one_hop(
    client: FlaskClient, make_post: MakePost, asked: str, title: str
) -> None:
    make_post(tags=[title])

    response = client.get(f"/blog/tag/{quote(asked)}/2?from=mail")

    assert response.status_code == 301
    assert response.location == f"/blog/tag/{quote(title)}/2?from=mail"


def test_an_author_in_capitals_leads_to_the_page_in_one_hop(
    client: FlaskClient, owner: User
) -> None:
    response = client.get("/blog/user/OWNER/1?from=mail")

    assert response.status_code == 301
    assert response.location == "/blog/user/owner?from=mail"


@pytest.mark.parametrize("page", ["", "/1", "/3"])
def test_former_addresses_of_lists_take_one_hop(
    client: FlaskClient, make_post: MakePost, page: str
) -> None:
    make_post(tags=["C#"])
    number = "" if page == "/1" else page

    by_tag = client.get(f"/blog/posts_by_tag/c%23{page}?a=b")
    by_user = client.get(f"/blog/posts_by_user/Owner{page}?a=b")

    assert (by_tag.status_code, by_user.status_code) == (301, 301)
    assert by_tag.location == f"/blog/tag/C%23{number}?a=b"
    assert by_user.location == f"/blog/user/owner{number}?a=b"


@pytest.mark.parametrize(
    "address",
    [
        "/blog/tag/none",
        "/blog/user/nobody",
        "/blog/posts_by_tag/none",
        "/blog/posts_by_user/nobody",
        "/blog/tag/",
        "/blog/tag/a%2Fb",
        "/blog/tag/%2E%2E",
        "/blog/tag/" + "x" * 5000,
        "/blog/user/" + "x" * 5000,
        "/page/none",
        "/page/" + "x" * 5000,
    ],
)
def test_what_nobody_has_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_tag_without_posts_has_an_empty_page(client: FlaskClient, make_tag: MakeTag) -> None:
    response = client.get(make_tag("sea").url)

    assert response.status_code == 200
    assert "Nothing here yet" in response.text


def test_the_heading_of_an_author_is_their_name_and_count(
    client: FlaskClient, make_post: MakePost, make_user: MakeUser
) -> None:
    make_post(authors=[make_user("ana", display_name="Ana <3")])

    page = client.get("/blog/user/ana").text

    assert "<h1>Ana &lt;3</h1>" in page
    assert "1 post by this author" in page


def test_the_count_of_a_tag_has_what_is_due(
    client: FlaskClient, make_post: MakePost, owner: User
) -> None:
    make_post(tags=["sea"])
    make_due_post(owner, tags=["sea"])

    assert "2 posts with this tag" in client.get("/blog/tag/sea").text

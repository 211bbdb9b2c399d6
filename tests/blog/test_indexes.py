"""The archive, the tags and the authors, and the sidebar beside every reading page."""

import re

import pytest
from flask.testing import FlaskClient

from byline.auth.models import User
from byline.web.generic_list import ROWS_PER_PAGE
from tests.blog.scheduled import make_due_post
from tests.support.factories import MakePage, MakePost, MakeTag, MakeUser

INDEXES = ["/blog/archive", "/blog/tags", "/blog/authors"]


def rows(page: str) -> list[list[str]]:
    """Return the texts of the table's cells, row by row."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [
            re.sub(r"<[^>]*>", "", cell).strip()
            for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    ]


def sidebar(page: str) -> list[str]:
    """Return the texts of the sidebar's links and counts."""
    aside = page.partition("<aside")[2].partition("</aside>")[0]
    return [text for text in re.findall(r">\s*([^<>]+?)\s*<", aside) if text.strip()]


def test_the_archive_lists_what_readers_see(
    client: FlaskClient, make_post: MakePost, owner: User
) -> None:
    make_post(title="First")
    make_post(title="Hidden", status="draft")
    make_due_post(owner)

    page = client.get("/blog/archive").text

    assert rows(page) == [["Due", "1 March 2024"], ["First", "1 January 2024"]]
    assert '<time datetime="2024-03-01T00:00:00Z">' in page


def test_the_tags_are_listed_with_their_posts_the_most_used_first(
    client: FlaskClient, make_post: MakePost, make_tag: MakeTag
) -> None:
    make_tag("unused")
    make_post(tags=["sea", "C#"])
    make_post(tags=["C#"])

    page = client.get("/blog/tags").text

    assert rows(page) == [["C#", "2"], ["sea", "1"]]
    assert 'href="/blog/tag/C%23"' in page


def test_the_authors_are_listed_with_their_posts(
    client: FlaskClient, make_post: MakePost, make_user: MakeUser
) -> None:
    make_user("silent")
    make_post(authors=[make_user("ana", display_name="Ana")])

    assert rows(client.get("/blog/authors").text) == [["Ana", "1"]]


def test_the_numbers_of_tags_and_authors_have_what_is_due(
    client: FlaskClient, make_post: MakePost, owner: User
) -> None:
    make_post(authors=[owner], tags=["sea"])
    make_due_post(owner, tags=["sea"])

    assert rows(client.get("/blog/tags").text) == [["sea", "2"]]
    assert rows(client.get("/blog/authors").text) == [["Olívia Owner", "2"]]


@pytest.mark.parametrize("address", INDEXES)
def test_an_empty_index_says_so(client: FlaskClient, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert "Nothing here yet" in response.text


@pytest.mark.parametrize("address", INDEXES)
@pytest.mark.parametrize("number", ["0", "2", "-1", "1000001", "99999999999999999999"])
def test_a_page_that_an_index_has_not_is_not_found(
    client: FlaskClient, address: str, number: str
) -> None:
    assert client.get(f"{address}/{number}").status_code == 404


@pytest.mark.parametrize("address", INDEXES)
def test_the_first_page_of_an_index_has_one_address(client: FlaskClient, address: str) -> None:
    response = client.get(f"{address}/1?from=mail")

    assert response.status_code == 301
    assert response.location == f"{address}?from=mail"


def test_a_long_archive_has_pages(client: FlaskClient, make_post: MakePost) -> None:
    for number in range(ROWS_PER_PAGE + 1):
        make_post(title=f"Post {number}")

    first, second = client.get("/blog/archive").text, client.get("/blog/archive/2").text

    assert len(rows(first)) == ROWS_PER_PAGE
    assert 'rel="next" href="/blog/archive/2"' in first
    assert [row[0] for row in rows(second)] == ["Post 0"]
    assert 'rel="prev" href="/blog/archive"' in second


def test_the_sidebar_shows_the_five_newest_and_the_five_most_used(
    client: FlaskClient, make_post: MakePost
) -> None:
    for number in range(6):
        make_post(title=f"Post {number}", tags=[f"tag {tag}" for tag in range(number, 6)])

    shown = sidebar(client.get("/blog/").text)

    assert shown == [
        *["Newest", "Post 5", "Post 4", "Post 3", "Post 2", "Post 1"],
        *["Most used tags", "tag 5", "6", "tag 4", "5", "tag 3", "4", "tag 2", "3", "tag 1", "2"],
    ]


def test_the_sidebar_has_no_drafts_and_what_is_due(
    client: FlaskClient, make_post: MakePost, owner: User
) -> None:
    make_post(title="Draft", status="draft", tags=["hidden"])
    make_post(title="Seen", tags=["sea"])
    make_due_post(owner, tags=["sea", "sky"])

    shown = sidebar(client.get("/blog/").text)

    assert shown == ["Newest", "Due", "Seen", "Most used tags", "sea", "2", "sky", "1"]


def test_every_reading_page_has_the_sidebar(
    client: FlaskClient, make_post: MakePost, make_page: MakePage
) -> None:
    post = make_post(title="Newest of all", tags=["sea"])
    page = make_page()
    addresses = ["/blog/", post.url, "/blog/tag/sea", "/blog/user/owner", page.url, *INDEXES]

    shown = [sidebar(client.get(address).text) for address in addresses]

    assert shown == [["Newest", "Newest of all", "Most used tags", "sea", "1"]] * len(addresses)

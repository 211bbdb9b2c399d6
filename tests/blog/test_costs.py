"""A page costs the same number of queries whatever its length."""

import pytest
from flask.testing import FlaskClient

from tests.support.factories import MakeComment, MakePage, MakePost, MakeUser
from tests.support.queries import count_queries

MOST_QUERIES = 8


@pytest.mark.parametrize(
    "address",
    [
        "/blog/",
        "/blog/tag/all",
        "/blog/user/ana",
        "/blog/post/1/post-0",
        "/blog/archive",
        "/blog/tags",
        "/blog/authors",
        "/page/about",
    ],
)
def test_ten_posts_and_sixty_cost_the_same_queries(
    client: FlaskClient,
    make_post: MakePost,
    make_user: MakeUser,
    make_comment: MakeComment,
    make_page: MakePage,
    address: str,
) -> None:
    make_page(title="About")
    people = [make_user("ana"), make_user("rui")]

    def cost(posts: int) -> int:
        for number in range(posts):
            post = make_post(tags=["all", f"tag {number}"], authors=people)
            make_comment(post)
        with count_queries() as statements:
            assert client.get(address).status_code == 200
        assert len(statements) <= MOST_QUERIES, statements
        return len(statements)

    assert cost(10) == cost(50)


def test_an_unknown_address_costs_little(client: FlaskClient) -> None:
    with count_queries() as statements:
        client.get("/nothing/here")

    assert len(statements) <= 3

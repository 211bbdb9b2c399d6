"""Comments under a post."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.queries import find_post
from byline.blog.services import delete_post
from byline.comments.models import Comment
from byline.comments.queries import MAX_SHOWN_COMMENTS, Thread, comment_threads
from byline.extensions import db, write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost
from tests.support.queries import count_queries

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def threads(post: Post) -> list[Thread]:
    """Return the threads that the post's page shows."""
    found = find_post(post.id)
    assert found
    return comment_threads(found)


def test_the_newest_thread_comes_first_and_replies_in_their_order(
    post: Post, make_comment: MakeComment
) -> None:
    old = make_comment(post, text="old", created_at=FIRST)
    make_comment(post, text="new", created_at=FIRST + timedelta(hours=1))
    for hour in (3, 2):
        make_comment(
            post, text=f"reply {hour}", parent=old, created_at=FIRST + timedelta(hours=hour)
        )

    found = threads(post)

    assert [thread.text for thread in found] == ["new", "old"]
    assert [reply.text for reply in found[1].replies] == ["reply 2", "reply 3"]


@pytest.mark.parametrize("status", ["pending", "spam"])
def test_what_is_not_approved_is_neither_shown_nor_counted(
    client: FlaskClient, post: Post, make_comment: MakeComment, status: str
) -> None:
    make_comment(post, text="A hidden word", status=status)

    page = client.get(post.url).text

    assert "A hidden word" not in page
    assert "No comments yet" in page


@every_engine
def test_approved_comments_are_counted(post: Post, make_comment: MakeComment) -> None:
    for status in ("approved", "approved", "pending"):
        make_comment(post, status=status)

    db.session.refresh(post)
    assert (post.comment_count, post.version) == (2, 1)


def test_the_author_s_own_comment_is_marked(
    post: Post, make_comment: MakeComment, owner: User
) -> None:
    make_comment(post, user=owner)
    make_comment(post)

    assert [thread.by_author for thread in threads(post)] == [False, True]


def test_a_reply_to_what_is_hidden_starts_a_thread(post: Post, make_comment: MakeComment) -> None:
    hidden = make_comment(post, status="spam")
    make_comment(post, text="reply", parent=hidden)

    assert [thread.text for thread in threads(post)] == ["reply"]


@every_engine
def test_a_reply_stands_under_the_post_of_what_it_answers(
    make_post: MakePost, make_comment: MakeComment
) -> None:
    elsewhere = make_comment(make_post())
    post = make_post()

    with pytest.raises(sa.exc.IntegrityError):
        make_comment(post, parent=elsewhere)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Comment)) == 1


def test_of_a_long_discussion_the_newest_are_shown(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    add_many(post, MAX_SHOWN_COMMENTS + 1)

    found = threads(post)

    assert len(found) == MAX_SHOWN_COMMENTS
    assert (found[0].text, found[-1].text) == (f"{MAX_SHOWN_COMMENTS}", "1")


def test_a_chain_of_replies_can_be_shown(client: FlaskClient, post: Post) -> None:
    add_many(post, MAX_SHOWN_COMMENTS, chain=True)

    response = client.get(post.url)

    page = BeautifulSoup(response.text, "html.parser")
    assert response.status_code == 200
    assert len(page.select("article.comment")) == MAX_SHOWN_COMMENTS


@every_engine
def test_a_post_is_deleted_with_a_long_chain_of_replies(post: Post) -> None:
    add_many(post, 40, chain=True)

    with write_unit():
        delete_post(post)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Comment)) == 0


def add_many(post: Post, number: int, *, chain: bool = False) -> None:
    """Add comments, each a reply to the one before where they are a chain."""
    with write_unit() as session:
        session.execute(
            sa.insert(Comment),
            [
                {
                    "id": index + 1,
                    "post_id": post.id,
                    "parent_id": index if chain and index else None,
                    "name": "Rita",
                    "text": str(index),
                    "status": "approved",
                    "created_at": FIRST + timedelta(minutes=index),
                }
                for index in range(number)
            ],
        )
        session.execute(sa.update(Post).values(comment_count=number))


def test_all_comments_cost_one_query(post: Post, make_comment: MakeComment) -> None:
    parent = make_comment(post)
    for _ in range(10):
        make_comment(post, parent=parent)
    found = find_post(post.id)
    assert found

    with count_queries() as statements:
        comment_threads(found)

    assert len(statements) == 1

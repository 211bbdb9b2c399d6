"""Comments under a post."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.queries import find_post
from byline.comments.errors import ParentElsewhere, ParentHidden
from byline.comments.models import Comment
from byline.comments.paths import MAX_LEVELS
from byline.comments.queries import CommentPage, comment_page
from byline.extensions import db
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost, MakeUser
from tests.support.queries import count_queries


def shown(post: Post) -> CommentPage:
    """Return what readers see of the discussion of a post."""
    found = find_post(post.id)
    assert found
    page = comment_page(found)
    assert page
    return page


@every_engine
def test_the_newest_thread_comes_first_and_replies_after_what_they_answer(
    post: Post, make_comment: MakeComment
) -> None:
    old = make_comment(post, text="old")
    first = make_comment(post, text="first reply", parent=old)
    make_comment(post, text="new")
    make_comment(post, text="second reply", parent=old)
    make_comment(post, text="reply to the first", parent=first)

    found = [(comment.text, comment.depth) for comment in shown(post).comments]

    assert found == [
        ("new", 0),
        ("old", 0),
        ("first reply", 1),
        ("reply to the first", 2),
        ("second reply", 1),
    ]


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

    assert [comment.by_author for comment in shown(post).comments] == [False, True]


def test_whoever_was_signed_in_has_today_s_name_and_a_page(
    post: Post, make_comment: MakeComment, make_user: MakeUser
) -> None:
    make_comment(post, name="Ana", user=make_user("ana", display_name="Ana Maria"))

    [comment] = shown(post).comments

    assert (comment.name, comment.user_url) == ("Ana Maria", "/blog/user/ana")


@every_engine
def test_replies_past_the_last_level_stand_on_it(post: Post, make_comment: MakeComment) -> None:
    comment = make_comment(post)
    for _ in range(MAX_LEVELS + 3):
        comment = make_comment(post, parent=comment)

    comments = shown(post).comments

    assert [comment.depth for comment in comments] == [*range(MAX_LEVELS), 9, 9, 9, 9]
    assert [comment.id for comment in comments] == sorted(comment.id for comment in comments)


@every_engine
def test_a_comment_under_another_post_is_not_answered(
    make_post: MakePost, make_comment: MakeComment
) -> None:
    elsewhere = make_comment(make_post())
    post = make_post()

    with pytest.raises(ParentElsewhere):
        make_comment(post, parent=elsewhere)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Comment)) == 1


@pytest.mark.parametrize("status", ["pending", "spam"])
def test_what_is_not_shown_is_not_answered(
    post: Post, make_comment: MakeComment, status: str
) -> None:
    hidden = make_comment(post, status=status)

    with pytest.raises(ParentHidden):
        make_comment(post, parent=hidden)


def test_a_page_of_comments_costs_one_query(post: Post, make_comment: MakeComment) -> None:
    parent = make_comment(post)
    for _ in range(10):
        make_comment(post, parent=parent)
    found = find_post(post.id)
    assert found

    with count_queries() as statements:
        comment_page(found)

    assert len(statements) == 1


def test_a_post_without_comments_costs_no_query(post: Post) -> None:
    found = find_post(post.id)
    assert found

    with count_queries() as statements:
        assert comment_page(found) == CommentPage([], 1, 1)

    assert statements == []

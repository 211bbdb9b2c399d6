"""A comment goes; what answers it stays in its place."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.queries import find_post
from byline.blog.services import delete_post, purge_post
from byline.comments.errors import CommentGone, ParentHidden
from byline.comments.models import Comment
from byline.comments.queries import ShownComment, comment_page
from byline.comments.services import approve_comment, delete_comment, mark_spam
from byline.extensions import db, write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakeComment


def delete(comment_id: int) -> None:
    """Delete a comment as a view does."""
    with write_unit():
        delete_comment(comment_id)


def shown(post: Post) -> list[ShownComment]:
    """Return the comments that readers see."""
    found = find_post(post.id)
    assert found
    page = comment_page(found)
    assert page
    return page.comments


def ids() -> list[int]:
    """Return the comments that are in the table."""
    return list(db.session.scalars(sa.select(Comment.id).order_by(Comment.id)))


def count(post: Post) -> int:
    """Return how many comments the post is said to have."""
    db.session.refresh(post)
    return post.comment_count


@every_engine
def test_a_comment_without_replies_is_gone(post: Post, make_comment: MakeComment) -> None:
    kept, gone = make_comment(post).id, make_comment(post).id

    delete(gone)

    assert ids() == [kept]
    assert count(post) == 1


@every_engine
def test_a_comment_with_replies_leaves_its_place_and_nothing_it_said(
    post: Post, make_comment: MakeComment, owner: User
) -> None:
    root = make_comment(post, text="A secret", name="Ana", user=owner, guest_key="ana")
    make_comment(post, text="reply", parent=root)

    delete(root.id)

    place, reply = shown(post)
    assert (place.is_removed, place.name, place.text, place.username) == (True, "", "", None)
    assert (reply.text, reply.depth, reply.parent_is_shown) == ("reply", 1, True)
    assert count(post) == 1
    row = db.session.get_one(Comment, place.id)
    assert (row.user_id, row.guest_key) == (None, None)


@every_engine
def test_a_place_goes_with_the_last_reply(post: Post, make_comment: MakeComment) -> None:
    root = make_comment(post)
    middle = make_comment(post, parent=root)
    replies = [make_comment(post, parent=middle) for _ in range(2)]
    comments = [comment.id for comment in (root, middle, *replies)]

    left = []
    for comment_id in comments:
        delete(comment_id)
        left.append(ids())

    assert left == [comments, comments, [*comments[:2], comments[3]], []]
    assert count(post) == 0


def test_what_is_not_removed_stays_when_its_last_reply_goes(
    post: Post, make_comment: MakeComment
) -> None:
    root = make_comment(post).id
    reply = make_comment(post, parent=db.session.get(Comment, root)).id

    delete(reply)

    assert ids() == [root]


@pytest.mark.parametrize("status", ["pending", "spam"])
def test_what_was_not_counted_is_not_uncounted(
    post: Post, make_comment: MakeComment, status: str
) -> None:
    make_comment(post)
    hidden = make_comment(post, status=status).id

    delete(hidden)

    assert count(post) == 1


@every_engine
def test_deleting_again_changes_nothing(post: Post, make_comment: MakeComment) -> None:
    root = make_comment(post)
    make_comment(post, parent=root)
    leaf = make_comment(post).id

    for comment_id in (root.id, leaf, root.id, leaf):
        delete(comment_id)

    assert count(post) == 1


@pytest.mark.parametrize("change", [approve_comment, mark_spam])
def test_what_is_gone_is_not_moderated(
    post: Post, make_comment: MakeComment, change: Callable[[int], None]
) -> None:
    root = make_comment(post)
    make_comment(post, parent=root)
    leaf = make_comment(post).id
    delete(root.id)
    delete(leaf)

    for comment_id in (root.id, leaf):
        with pytest.raises(CommentGone), write_unit():
            change(comment_id)

    assert count(post) == 1


def test_what_is_gone_is_not_answered(post: Post, make_comment: MakeComment) -> None:
    root = make_comment(post)
    make_comment(post, parent=root)
    delete(root.id)

    with pytest.raises(ParentHidden):
        make_comment(post, parent=db.session.get(Comment, root.id))


def test_the_place_of_a_spam_comment_is_shown(post: Post, make_comment: MakeComment) -> None:
    root = make_comment(post, text="spam")
    make_comment(post, text="reply", parent=root)
    with write_unit():
        mark_spam(root.id)

    delete(root.id)

    assert [(comment.text, comment.is_removed) for comment in shown(post)] == [
        ("", True),
        ("reply", False),
    ]
    assert count(post) == 1


@every_engine
def test_a_post_is_purged_with_a_long_chain_of_replies(
    post: Post, make_comment: MakeComment
) -> None:
    comment = make_comment(post)
    for _ in range(20):
        comment = make_comment(post, parent=comment)

    with write_unit():
        delete_post(post)
        purge_post(post)

    assert ids() == []

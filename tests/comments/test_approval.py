"""What becomes of comments is counted right, whoever else decides at the same time."""

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.blog.models import Post
from byline.blog.queries import find_post
from byline.blog.services import delete_post, purge_post
from byline.comments.errors import CommentGone, ParentHidden, PostGone
from byline.comments.models import Comment
from byline.comments.services import add_comment, approve_comment, delete_comment, mark_spam
from byline.extensions import db, write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakeComment

Change = Callable[[int], None]


def count(post: Post) -> int:
    """Return how many comments the post is said to have."""
    db.session.refresh(post)
    return post.comment_count


@every_engine
def test_each_change_counts_once(post: Post, make_comment: MakeComment) -> None:
    comment = make_comment(post, status="pending").id
    changes = (approve_comment, approve_comment, mark_spam, mark_spam, approve_comment)

    counts = []
    for change in changes:
        with write_unit():
            change(comment)
        counts.append(count(post))

    assert counts == [1, 1, 0, 0, 1]


@every_engine
def test_a_form_sent_again_makes_no_second_comment(post: Post, make_comment: MakeComment) -> None:
    first = make_comment(post, text="first", submission_key="one form").id
    again = make_comment(post, text="again", submission_key="one form").id
    other = make_comment(post, text="other", submission_key="another form").id

    assert again == first != other
    assert count(post) == 2


@pytest.mark.parametrize("for_good", [False, True])
@every_engine
def test_a_post_that_is_deleted_takes_no_comment(
    post: Post, make_comment: MakeComment, for_good: bool
) -> None:
    gone = find_post(post.id)
    with write_unit():
        delete_post(post)
        if for_good:
            purge_post(post)

    with pytest.raises(PostGone):
        make_comment(gone)


def at_the_same_time(app: Flask, *actions: Callable[[], Any]) -> None:
    """Do each in a write unit of a thread of its own; what fails in one is raised."""
    failures: list[Exception] = []
    barrier = threading.Barrier(len(actions))

    def run(action: Callable[[], Any]) -> None:
        try:
            with app.app_context():
                barrier.wait()
                with write_unit():
                    action()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert failures == []


ROUNDS = 8


@every_engine
def test_the_same_form_sent_at_the_same_time_makes_one_comment(app: Flask, post: Post) -> None:
    post_id = post.id

    def send(key: str) -> Comment:
        found = db.session.get_one(Post, post_id)
        return add_comment(found, text="Hello", name="Ana", status="approved", submission_key=key)

    for number in range(ROUNDS):
        at_the_same_time(app, *[lambda key=f"form {number}": send(key) for _ in range(4)])

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Comment)) == ROUNDS
    assert count(post) == ROUNDS


@every_engine
@pytest.mark.parametrize("change", [approve_comment, delete_comment])
def test_two_who_do_the_same_count_it_once(
    app: Flask, post: Post, make_comment: MakeComment, change: Change
) -> None:
    before = "pending" if change is approve_comment else "approved"
    comments = [make_comment(post, status=before).id for _ in range(ROUNDS)]

    for comment_id in comments:
        at_the_same_time(app, *[partial(change, comment_id)] * 2)

    assert count(post) == (ROUNDS if change is approve_comment else 0)


@every_engine
def test_moderators_and_writers_at_the_same_time_lose_nothing(
    app: Flask, post: Post, make_comment: MakeComment
) -> None:
    roots = [make_comment(post, status="approved") for _ in range(ROUNDS)]
    waiting = [make_comment(post, parent=root, status="pending").id for root in roots]
    post_id, comments = post.id, [*(root.id for root in roots), *waiting]

    def answer(comment_id: int) -> None:
        parent = db.session.get(Comment, comment_id)
        with suppress(ParentHidden):
            add_comment(
                db.session.get_one(Post, post_id),
                text="",
                name="",
                parent=parent,
                status="approved",
            )

    def moderate(change: Change, comment_id: int) -> None:
        with suppress(CommentGone):
            change(comment_id)

    for comment_id in comments:
        changes = [partial(moderate, one, comment_id) for one in (approve_comment, mark_spam)]
        changes += [partial(answer, comment_id), partial(delete_comment, comment_id)]
        at_the_same_time(app, *changes)

    stands = sa.and_(Comment.status == "approved", Comment.deleted_at.is_(None))
    number = sa.select(sa.func.count()).select_from(Comment).where(stands)
    assert count(post) == db.session.scalar(number)

"""What waits for those who moderate."""

import pytest
import sqlalchemy as sa

from byline.blog.models import Post
from byline.comments.models import Comment
from byline.comments.queries import (
    COMMENTS_PER_PAGE,
    MOST_COUNTED,
    ModerationPage,
    count_pending,
    moderation_page,
)
from byline.comments.services import delete_comment
from byline.extensions import write_unit
from byline.lib.database import utcnow
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost, MakeUser
from tests.support.queries import count_queries


def texts(page: ModerationPage | None) -> list[str]:
    """Return what stands on a page, in its order."""
    assert page
    return [comment.text for comment in page.comments]


@every_engine
def test_the_queue_has_everything_of_a_status_the_newest_first(
    make_post: MakePost, make_comment: MakeComment
) -> None:
    for text in ("first", "second"):
        make_comment(make_post(title=text), text=text, status="pending")
    make_comment(make_post(), text="spam", status="spam")
    make_comment(make_post(), text="approved")

    assert texts(moderation_page("pending")) == ["second", "first"]
    assert texts(moderation_page("spam")) == ["spam"]
    assert texts(moderation_page("approved")) == ["approved"]


def test_a_comment_says_where_it_stands_and_whose_it_is(
    post: Post, make_comment: MakeComment, make_user: MakeUser
) -> None:
    make_comment(post, name="Ana", status="pending")
    make_comment(post, user=make_user("rui", display_name="Rui"), status="pending")

    page = moderation_page("pending")

    assert page
    by_user, by_guest = page.comments
    assert (by_user.name, by_user.username) == ("Rui", "rui")
    assert (by_guest.name, by_guest.username) == ("Ana", None)
    assert (by_guest.post_title, by_guest.post_url) == (post.title, post.url)


def test_what_is_only_a_place_is_not_listed(post: Post, make_comment: MakeComment) -> None:
    root = make_comment(post)
    make_comment(post, text="reply", parent=root)
    with write_unit():
        delete_comment(root.id)

    assert texts(moderation_page("approved")) == ["reply"]


@every_engine
def test_what_is_under_a_deleted_post_waits_with_it(post: Post, make_comment: MakeComment) -> None:
    make_comment(post, status="pending")
    with write_unit() as session:
        session.execute(sa.update(Post).values(deleted_at=utcnow()))

    assert texts(moderation_page("pending")) == []
    assert count_pending() == 0


@every_engine
def test_the_queue_has_pages(post: Post, make_comment: MakeComment) -> None:
    add_pending(post, COMMENTS_PER_PAGE * 2)

    with count_queries() as statements:
        pages = [moderation_page("pending", number) for number in (0, 1, 2, 3)]

    assert [page and (len(page.comments), page.has_next) for page in pages] == [
        None,
        (COMMENTS_PER_PAGE, True),
        (COMMENTS_PER_PAGE, False),
        None,
    ]
    assert len(statements) == 3


@every_engine
def test_nobody_counts_more_than_the_navigation_says(post: Post) -> None:
    add_pending(post, MOST_COUNTED + 1)

    assert count_pending() == MOST_COUNTED


@pytest.mark.usefixtures("app")
def test_nothing_waits_on_an_empty_site() -> None:
    assert moderation_page("pending") == ModerationPage([], 1, has_next=False)
    assert count_pending() == 0


def add_pending(post: Post, number: int) -> None:
    """Add comments that wait."""
    values = {"post_id": post.id, "name": "Ana", "text": "Hello", "status": "pending"}
    with write_unit() as session:
        session.execute(sa.insert(Comment), [values] * number)

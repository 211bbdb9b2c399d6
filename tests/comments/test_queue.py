"""What waits for those who moderate."""

import pytest
import sqlalchemy as sa

from byline.auth.models import User
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


@pytest.fixture
def editor(make_user: MakeUser) -> User:
    """Return somebody who moderates everything."""
    return make_user("editor", roles=("editor",))


def texts(page: ModerationPage | None) -> list[str]:
    """Return what stands on a page, in its order."""
    assert page
    return [comment.text for comment in page.comments]


@every_engine
def test_editors_see_everything_of_a_status_the_newest_first(
    editor: User, make_post: MakePost, make_comment: MakeComment
) -> None:
    for text in ("first", "second"):
        make_comment(make_post(title=text), text=text, status="pending")
    make_comment(make_post(), text="spam", status="spam")
    make_comment(make_post(), text="approved")

    assert texts(moderation_page(editor, "pending")) == ["second", "first"]
    assert texts(moderation_page(editor, "spam")) == ["spam"]
    assert texts(moderation_page(editor, "approved")) == ["approved"]


@every_engine
def test_writers_see_what_is_under_their_own_posts(
    make_post: MakePost, make_comment: MakeComment, make_user: MakeUser
) -> None:
    ana, rui = (make_user(name, roles=("poster",)) for name in ("ana", "rui"))
    make_comment(make_post(authors=[ana, rui]), text="both", status="pending")
    make_comment(make_post(authors=[rui]), text="rui's", status="pending")
    make_comment(make_post(), text="nobody's", status="pending")

    assert texts(moderation_page(ana, "pending")) == ["both"]
    assert texts(moderation_page(rui, "pending")) == ["rui's", "both"]
    assert (count_pending(ana), count_pending(rui)) == (1, 2)


def test_a_comment_says_where_it_stands_and_whose_it_is(
    editor: User, post: Post, make_comment: MakeComment
) -> None:
    make_comment(post, name="Ana", status="pending")
    make_comment(post, user=editor, status="pending")

    page = moderation_page(editor, "pending")

    assert page
    by_user, by_guest = page.comments
    assert (by_user.name, by_user.username) == ("editor", "editor")
    assert (by_guest.name, by_guest.username) == ("Ana", None)
    assert (by_guest.post_title, by_guest.post_url) == (post.title, post.url)


def test_what_is_only_a_place_is_not_listed(
    editor: User, post: Post, make_comment: MakeComment
) -> None:
    root = make_comment(post)
    make_comment(post, text="reply", parent=root)
    with write_unit():
        delete_comment(root.id)

    assert texts(moderation_page(editor, "approved")) == ["reply"]


@every_engine
def test_what_is_under_a_deleted_post_waits_with_it(
    editor: User, post: Post, make_comment: MakeComment
) -> None:
    make_comment(post, status="pending")
    with write_unit() as session:
        session.execute(sa.update(Post).values(deleted_at=utcnow()))

    assert texts(moderation_page(editor, "pending")) == []
    assert count_pending(editor) == 0


@every_engine
def test_the_queue_has_pages(editor: User, post: Post, make_comment: MakeComment) -> None:
    add_pending(post, COMMENTS_PER_PAGE * 2)
    assert editor.has_role("editor")

    with count_queries() as statements:
        pages = [moderation_page(editor, "pending", number) for number in (0, 1, 2, 3)]

    assert [page and (len(page.comments), page.has_next) for page in pages] == [
        None,
        (COMMENTS_PER_PAGE, True),
        (COMMENTS_PER_PAGE, False),
        None,
    ]
    assert len(statements) == 3


@every_engine
def test_nobody_counts_more_than_the_navigation_says(editor: User, post: Post) -> None:
    add_pending(post, MOST_COUNTED + 1)

    assert count_pending(editor) == MOST_COUNTED


def test_nothing_waits_on_an_empty_site(editor: User) -> None:
    assert moderation_page(editor, "pending") == ModerationPage([], 1, has_next=False)
    assert count_pending(editor) == 0


def add_pending(post: Post, number: int) -> None:
    """Add comments that wait."""
    values = {"post_id": post.id, "name": "Ana", "text": "Hello", "status": "pending"}
    with write_unit() as session:
        session.execute(sa.insert(Comment), [values] * number)

"""A long discussion, page by page, as each visitor sees it."""

from typing import Any

import pytest

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.queries import PostPage, find_post
from byline.comments.models import Comment
from byline.comments.queries import (
    COMMENTS_PER_PAGE,
    CommentPage,
    CommentPlace,
    comment_page,
    page_of_comment,
)
from byline.comments.services import delete_comment, mark_spam
from byline.extensions import write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePost

VIEWERS: list[dict[str, Any]] = [{}, {"with_pending": True}, {"guest_key": "ana"}, {"user_id": 1}]


def page_of(post: Post) -> PostPage:
    """Return a post as its page shows it."""
    found = find_post(post.id)
    assert found
    return found


def texts(page: CommentPage | None) -> list[str]:
    """Return what stands on a page, in its order."""
    assert page
    return [comment.text for comment in page.comments]


@pytest.fixture
def threads(post: Post, make_comment: MakeComment) -> list[Comment]:
    """Return a discussion of two pages and a half: threads of a reply each."""
    found = []
    for number in range(COMMENTS_PER_PAGE * 5 // 4):
        found.append(make_comment(post, text=f"thread {number}"))
        found.append(make_comment(post, text=f"reply {number}", parent=found[-1]))
    return found


@every_engine
def test_pages_follow_one_another_without_a_gap(post: Post, threads: list[Comment]) -> None:
    pages = [comment_page(page_of(post), number) for number in (1, 2, 3)]

    assert [len(texts(page)) for page in pages] == [20, 20, 10]
    assert [(page.page, page.pages) for page in pages if page] == [(1, 3), (2, 3), (3, 3)]
    expected = [f"{kind} {number}" for number in range(24, -1, -1) for kind in ("thread", "reply")]
    assert [text for page in pages for text in texts(page)] == expected


@pytest.mark.parametrize("number", [-1, 0, 4, 10**9, 10**30])
def test_there_is_no_page_past_the_end(post: Post, threads: list[Comment], number: int) -> None:
    assert comment_page(page_of(post), number) is None


def test_a_post_without_comments_has_one_page(post: Post) -> None:
    assert comment_page(page_of(post), 1) == CommentPage([], 1, 1)
    assert comment_page(page_of(post), 2) is None


def test_a_reply_says_that_what_it_answers_is_shown_on_another_page(
    post: Post, make_comment: MakeComment
) -> None:
    root = make_comment(post)
    for _ in range(COMMENTS_PER_PAGE):
        make_comment(post, parent=root)

    second = comment_page(page_of(post), 2)

    assert second
    [last] = second.comments
    assert (last.parent_id, last.parent_is_shown) == (root.id, True)


@every_engine
def test_a_reply_to_what_is_hidden_since_stays_and_says_so(
    post: Post, make_comment: MakeComment
) -> None:
    hidden = make_comment(post)
    make_comment(post, text="reply", parent=hidden)
    with write_unit():
        mark_spam(hidden.id)

    page = comment_page(page_of(post))

    assert texts(page) == ["reply"]
    assert page
    assert not page.comments[0].parent_is_shown


@every_engine
def test_what_waits_is_seen_by_those_who_moderate_and_by_whoever_wrote_it(
    post: Post, make_comment: MakeComment, owner: User
) -> None:
    root = make_comment(post, text="approved")
    make_comment(post, text="of a guest", parent=root, status="pending", guest_key="ana")
    make_comment(post, text="of a user", status="pending", user=owner)
    make_comment(post, text="spam", status="spam", guest_key="ana")

    def seen(**viewer: Any) -> list[str]:  # noqa: ANN401 - a viewer
        return texts(comment_page(page_of(post), **viewer))

    assert seen() == ["approved"]
    assert seen(guest_key="ana") == ["approved", "of a guest"]
    assert seen(guest_key="rui") == ["approved"]
    assert seen(user_id=owner.id) == ["of a user", "approved"]
    assert seen(with_pending=True) == ["of a user", "approved", "of a guest"]


@every_engine
def test_what_waits_is_counted_for_those_who_see_it(
    post: Post, threads: list[Comment], make_comment: MakeComment
) -> None:
    for _ in range(11):
        make_comment(post, text="waits", status="pending", guest_key="ana")

    page = comment_page(page_of(post), 4, guest_key="ana")

    assert texts(page) == ["reply 0"]
    assert page
    assert page.pages == 4
    assert comment_page(page_of(post), 4) is None


@pytest.mark.parametrize("viewer", VIEWERS)
@every_engine
def test_a_comment_is_found_on_the_page_where_it_stands(
    post: Post, threads: list[Comment], make_comment: MakeComment, viewer: dict[str, Any]
) -> None:
    make_comment(post, text="waits", status="pending", guest_key="ana")
    with write_unit():
        delete_comment(threads[20].id)

    for number in (1, 2, 3):
        page = comment_page(page_of(post), number, **viewer)
        assert page
        for comment in page.comments:
            place = CommentPlace(post.id, post.slug, number)
            assert page_of_comment(comment.id, **viewer) == place


@every_engine
def test_what_is_not_shown_has_no_place(
    post: Post, make_post: MakePost, make_comment: MakeComment, owner: User
) -> None:
    pending = make_comment(post, status="pending", guest_key="ana", user=owner)
    spam = make_comment(post, status="spam", guest_key="ana")
    of_draft = make_comment(make_post(status="draft"))

    assert page_of_comment(pending.id) is None
    assert page_of_comment(pending.id, guest_key="rui", user_id=0) is None
    assert page_of_comment(pending.id, guest_key="ana")
    assert page_of_comment(pending.id, user_id=owner.id)
    assert page_of_comment(spam.id, guest_key="ana") is None
    assert page_of_comment(spam.id, with_pending=True) is None
    assert page_of_comment(of_draft.id, with_pending=True) is None
    assert page_of_comment(2**31 - 1) is None

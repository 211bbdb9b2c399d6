"""What becomes of the comments under posts of WordPress."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from byline.comments.models import Comment
from byline.extensions import db
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import author, comment, item
from tests.importers.wordpress.test_posts import reasons
from tests.support.engines import every_engine


def comments() -> list[Comment]:
    """Return all comments in their order."""
    return list(db.session.scalars(sa.select(Comment).order_by(Comment.id)))


@every_engine
def test_a_thread_is_imported_as_it_was(
    run_import: Import, find_post: FindPost, client: FlaskClient
) -> None:
    run_import(
        item(
            1,
            comments=comment(5, text="Question", gmt="2020-05-02 10:00:00")
            + comment(6, text="Answer", parent=5, gmt="2020-05-02 11:00:00")
            + comment(7, text="Thanks", parent=6, gmt="2020-05-02 12:00:00"),
        )
    )

    found = comments()
    assert [one.text for one in found] == ["Question", "Answer", "Thanks"]
    assert [one.parent_id for one in found] == [None, found[0].id, found[1].id]
    assert found[0].created_at == datetime(2020, 5, 2, 10, tzinfo=UTC)
    assert find_post(1).comment_count == 3
    assert "Answer" in client.get(find_post(1).url).text


@pytest.mark.parametrize("parent", [6, 99, 5])
def test_a_parent_that_comes_later_or_never_loses_no_comment(
    run_import: Import, parent: int
) -> None:
    run_import(item(1, comments=comment(5, parent=parent) + comment(6, gmt="2020-05-03 10:00:00")))

    by_text = {one.text: one for one in comments()}
    assert len(by_text) == 2
    expected = by_text["Comment 6"].id if parent == 6 else None
    assert by_text["Comment 5"].parent_id == expected


@pytest.mark.parametrize(
    ("approved", "status"),
    [("1", "approved"), ("0", "pending"), ("hold", "pending"), ("spam", "spam"), ("?", "pending")],
)
def test_a_comment_has_the_status_it_had(run_import: Import, approved: str, status: str) -> None:
    run_import(item(1, comments=comment(approved=approved)))

    assert [one.status for one in comments()] == [status]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"type": "pingback"}, "pingbacks and trackbacks, left out: 1"),
        ({"type": "trackback"}, "pingbacks and trackbacks, left out: 1"),
        ({"type": "order_note"}, "of the type order_note, left out: 1"),
        ({"approved": "trash"}, "in the trash, left out: 1"),
        ({"approved": "post-trashed"}, "in the trash, left out: 1"),
        ({"text": " <img src=x> "}, "without any text, left out: 1"),
    ],
)
def test_what_is_left_out_is_counted(
    run_import: Import, fields: dict[str, str], reason: str
) -> None:
    report = run_import(item(1, comments=comment(1, **fields) + comment(2)))

    assert [one.text for one in comments()] == ["Comment 2"]
    assert reason in reasons(report.needs_you)


def test_comments_of_what_is_not_imported_are_counted(run_import: Import) -> None:
    report = run_import(
        item(1, status="trash", comments=comment(1)),
        item(2, type="page", comments=comment(2)),
        item(3, type="product", comments=comment(3)),
    )

    assert comments() == []
    assert "of items that are not imported, left out: 2" in reasons(report.needs_you)
    assert "under pages, which have no comments here, left out: 1" in reasons(report.needs_you)


@pytest.mark.parametrize("number", [3, ""])
def test_a_comment_of_an_author_is_theirs(
    run_import: Import, find_post: FindPost, number: object
) -> None:
    head = author(number, "ana", "Ana Roe", "ana@example.org")

    run_import(item(1, comments=comment(5, user=3, email="Ana@example.org")), head=head)

    assert comments()[0].user == find_post(1).authors[0]


def test_a_guest_with_an_author_s_address_is_a_guest(run_import: Import) -> None:
    head = author("", "ana", "Ana Roe", "ana@example.org")

    run_import(item(1, comments=comment(5, user=0, email="ana@example.org")), head=head)

    assert comments()[0].user_id is None


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("One\n\ntwo", "One\n\ntwo"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("See <a href='https://x.example/a'>this</a>.", "See this (https://x.example/a)."),
        ("<a href='https://x.example/'>x.example</a>", "https://x.example/"),
        ("<p>One</p>\n<p>Two<br />three</p>", "One\n\nTwo\nthree"),
        ("<script>alert(1)</script>Hello <b>you</b>", "Hello you"),
        ("<a href='javascript:alert(1)'>words</a>", "words"),
        ("x\r\ny\x85", "x\ny"),
    ],
)
def test_comments_are_plain_text(run_import: Import, written: str, text: str) -> None:
    run_import(item(1, comments=comment(text=written)))

    assert comments()[0].text == text


def test_what_is_too_long_is_cut(run_import: Import) -> None:
    report = run_import(item(1, comments=comment(author="n" * 300, text="x" * 20_000)))

    assert (len(comments()[0].name), len(comments()[0].text)) == (255, 10_000)
    assert "longer than 10000 characters, cut: 1" in reasons(report.needs_you)


def test_a_comment_without_a_name_or_a_date_is_kept(run_import: Import) -> None:
    fields = {"author": "", "gmt": "0000-00-00 00:00:00", "date": "2020-05-03 08:00:00"}

    run_import(item(1, comments=comment(**fields)))

    assert comments()[0].name == "Anonymous"
    assert comments()[0].created_at == datetime(2020, 5, 3, 8, tzinfo=UTC)


def test_comments_with_one_id_are_all_imported(run_import: Import) -> None:
    items = (
        item(1, comments=comment(5) + comment(5, text="Other")),
        item(2, comments=comment(5, text="Third")),
    )
    run_import(*items)

    assert sorted(one.text for one in comments()) == ["Comment 5", "Other", "Third"]
    assert run_import(*items).added == {}


def test_new_comments_come_with_the_next_run(run_import: Import) -> None:
    run_import(item(1, comments=comment(5)))

    report = run_import(item(1, comments=comment(5) + comment(6, parent=5)))

    assert (report.unchanged, report.added) == (1, {"comments": 1})
    assert comments()[1].parent_id == comments()[0].id


@pytest.mark.parametrize("order", [(1, 2), (2, 1)], ids=["linked later", "linked first"])
def test_a_link_to_a_comment_leads_to_it_here(
    run_import: Import, find_post: FindPost, order: tuple[int, ...]
) -> None:
    link = '<a href="https://old.example/2020/05/post-2/#comment-{}">x</a>'
    items = {
        1: item(1, text=link.format(77) + link.format(99)),
        2: item(2, comments=comment(70) + comment(77, text="This one")),
    }

    report = run_import(*(items[number] for number in order))
    again = run_import(*(items[number] for number in order))

    here = next(one.id for one in comments() if one.text == "This one")
    url = find_post(2).url
    assert f'<a href="{url}#comment-{here}">' in find_post(1).html
    assert f'<a href="{url}">' in find_post(1).html
    assert report.audit is not None
    assert not report.audit.problems
    assert again.unchanged == 2


def test_a_link_to_a_comment_on_the_same_post_leads_to_it_here(
    run_import: Import, find_post: FindPost
) -> None:
    link = '<a href="https://old.example/2020/05/post-1/#comment-77">x</a>'

    run_import(item(1, text=link, comments=comment(77)))

    assert f'#comment-{comments()[0].id}"' in find_post(1).html


def test_a_comment_that_was_approved_there_since_is_approved(
    run_import: Import, find_post: FindPost
) -> None:
    waiting = comment(1, approved=0) + comment(2, approved=0)
    run_import(item(1, comments=waiting))

    report = run_import(item(1, comments=comment(1) + comment(2, approved=0)))
    again = run_import(item(1, comments=comment(1) + comment(2, approved=0)))

    assert [one.status for one in comments()] == ["approved", "pending"]
    assert find_post(1).comment_count == 1
    assert (report.approved, again.approved) == (1, 0)

"""Who may do what to posts, whichever way a post was read."""

from datetime import timedelta

import pytest
from flask import Flask

from byline.auth.guest import Guest
from byline.auth.models import User
from byline.auth.permissions import can
from byline.blog.models import Post
from byline.blog.queries import find_any_post, find_post
from byline.blog.services import delete_post
from byline.extensions import write_unit
from byline.lib.database import utcnow
from tests.support.factories import MakePost, MakeUser
from tests.support.queries import count_queries

WHO = ("guest", "reader", "poster", "author", "editor", "admin")
ACTIONS = ("read", "edit", "delete")


@pytest.fixture
def people(app: Flask, make_user: MakeUser, owner: User) -> dict[str, User | Guest]:
    """Return somebody of each kind; the author is a poster too."""
    roles = {"reader": (), "poster": ("poster",), "editor": ("editor",), "admin": ("admin",)}
    made = {name: make_user(name, roles=given) for name, given in roles.items()}
    return {"guest": Guest(), "author": owner, **made}


def who_may(action: str, subject: object, people: dict[str, User | Guest]) -> list[str]:
    """Return who of the people may do something."""
    return [name for name in WHO if can(people[name], action, subject)]


@pytest.mark.parametrize(
    ("status", "readers"),
    [
        ("published", list(WHO)),
        ("draft", ["author", "editor", "admin"]),
        ("scheduled", ["author", "editor", "admin"]),
    ],
)
def test_authors_and_editors_change_a_post(
    make_post: MakePost, people: dict[str, User | Guest], status: str, readers: list[str]
) -> None:
    days = 1 if status == "scheduled" else -1
    post = make_post(status=status, publish_date=utcnow() + timedelta(days=days))

    for subject in (find_any_post(post.id), find_post(post.id)):
        assert who_may("read", subject, people) == readers
        assert who_may("edit", subject, people) == ["author", "editor", "admin"]
        assert who_may("delete", subject, people) == ["author", "editor", "admin"]


def test_every_author_of_a_post_may_change_it(make_post: MakePost, make_user: MakeUser) -> None:
    ana, rui = make_user("ana", roles=("poster",)), make_user("rui", roles=("poster",))
    post = make_post(authors=[ana, rui])

    assert can(rui, "edit", post)


def test_who_is_no_poster_any_more_changes_nothing(
    make_post: MakePost, make_user: MakeUser
) -> None:
    former = make_user("former")
    post = make_post(authors=[former], status="draft")

    assert not can(former, "edit", post)
    assert not can(former, "read", post)


def test_nobody_reads_a_deleted_post(make_post: MakePost, people: dict[str, User | Guest]) -> None:
    post = make_post()
    with write_unit():
        delete_post(post)

    assert who_may("read", post, people) == []
    assert who_may("edit", post, people) == ["author", "editor", "admin"]


@pytest.mark.parametrize(
    ("action", "allowed"),
    [
        ("write", ["poster", "author", "editor", "admin"]),
        ("edit", ["poster", "author", "editor", "admin"]),
        ("delete", ["poster", "author", "editor", "admin"]),
        ("credit", ["editor", "admin"]),
        ("list", ["admin"]),
    ],
)
def test_what_roles_allow_with_posts_at_all(
    people: dict[str, User | Guest], action: str, allowed: list[str]
) -> None:
    assert who_may(action, Post, people) == allowed


def test_asking_costs_no_query(make_post: MakePost, people: dict[str, User | Guest]) -> None:
    post_id = make_post(status="draft").id
    subjects = (find_any_post(post_id), find_post(post_id))
    for name in WHO:
        can(people[name], "write", Post)

    with count_queries() as statements:
        for action in ACTIONS:
            for subject in subjects:
                who_may(action, subject, people)

    assert statements == []

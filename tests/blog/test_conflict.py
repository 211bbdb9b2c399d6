"""Two people save the same post: neither loses anything."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.services import delete_post, purge_post
from byline.extensions import write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakePost, MakeUser
from tests.support.people import SignIn, form_fields

Steps = tuple[Callable[[Post], None], ...]

FORM = "form.write"
TEXT = "The ferry leaves at nine.\n\nBring a coat.\n"
THEIRS = "The ferry leaves at ten.\n\nBring a coat.\n"
YOURS = "The ferry leaves at nine.\n\nBring two coats.\n"


@pytest.fixture
def shared(make_post: MakePost, owner: User) -> Post:
    """Return a post that two people are about to change."""
    return make_post(title="Ferry", source=TEXT, tags=["Sea"])


@pytest.fixture
def you(owner: User, sign_in: SignIn) -> FlaskClient:
    """Return the browser of the author."""
    return sign_in(owner)


@pytest.fixture
def they(make_user: MakeUser, sign_in: SignIn) -> FlaskClient:
    """Return the browser of an editor."""
    return sign_in(make_user("edith", roles=("editor",), display_name="Edith Editor"))


def path_of(post: Post) -> str:
    """Return where a post is changed."""
    return f"/blog/edit/{post.id}"


def collide(
    you: FlaskClient,
    they: FlaskClient,
    post: Post,
    yours: dict[str, Any],
    theirs: dict[str, Any],
) -> TestResponse:
    """Let both open a post, them save it first, and return what you get."""
    path = path_of(post)
    opened = [form_fields(client.get(path), FORM) for client in (you, they)]
    assert they.post(path, data=opened[1] | theirs).status_code == 302
    return you.post(path, data=opened[0] | yours)


def stored_post(session: Session) -> Post:
    """Return the one post that there is."""
    session.expire_all()
    return session.scalars(sa.select(Post)).one()


@every_engine
def test_the_second_gets_both_texts_and_loses_neither(
    you: FlaskClient, they: FlaskClient, shared: Post, db_session: Session
) -> None:
    response = collide(you, they, shared, {"text": YOURS}, {"text": THEIRS})

    assert response.status_code == 409
    assert "Edith Editor saved it on" in response.text
    page = BeautifulSoup(response.text, "html.parser")
    assert form_fields(response, FORM)["text"] == YOURS
    saved = page.select_one("#saved-text")
    assert saved
    assert saved.has_attr("readonly")
    assert saved.text.removeprefix("\n") == THEIRS
    assert [mark.text for mark in page.select(".differences del")] == [
        "[saved: ten end]",
        "[saved: a coat end]",
    ]
    assert stored_post(db_session).source == THEIRS


def test_after_merging_it_is_saved(
    you: FlaskClient, they: FlaskClient, shared: Post, db_session: Session
) -> None:
    page = collide(you, they, shared, {"text": YOURS}, {"text": THEIRS})
    merged = "The ferry leaves at ten.\n\nBring two coats.\n"

    response = you.post(path_of(shared), data=form_fields(page, FORM) | {"text": merged})

    assert response.status_code == 302
    assert stored_post(db_session).source == merged


def test_a_third_save_meanwhile_is_a_conflict_again(
    you: FlaskClient, they: FlaskClient, shared: Post, db_session: Session
) -> None:
    page = collide(you, they, shared, {"text": YOURS}, {"text": THEIRS})
    again = form_fields(they.get(path_of(shared)), FORM) | {"text": "Once more."}
    they.post(path_of(shared), data=again)

    response = you.post(path_of(shared), data=form_fields(page, FORM))

    assert response.status_code == 409
    assert stored_post(db_session).source == "Once more."


def test_fields_that_differ_are_listed(you: FlaskClient, they: FlaskClient, shared: Post) -> None:
    response = collide(
        you,
        they,
        shared,
        {"title": "Your title", "status": "draft"},
        {"title": "Their <title>", "tags": "Sea, Boats"},
    )

    rows = BeautifulSoup(response.text, "html.parser").select(".conflict tbody tr")
    assert [[cell.text for cell in row.select("th, td")] for row in rows] == [
        ["Title", "Their <title>", "Your title"],
        ["Status", "Published", "Draft"],
        ["Tags", "Sea, Boats", "Sea"],
    ]
    # The texts are the same, so there is nothing to show of them.
    assert "saved-text" not in response.text


def test_two_who_save_the_same_agree(you: FlaskClient, they: FlaskClient, shared: Post) -> None:
    response = collide(you, they, shared, {"text": YOURS}, {"text": YOURS})

    assert response.status_code == 302
    assert response.location == shared.url


def test_two_tabs_of_one_person_are_two_people(you: FlaskClient, shared: Post) -> None:
    response = collide(you, you, shared, {"text": YOURS}, {"text": THEIRS})

    assert response.status_code == 409


@every_engine
def test_the_other_one_may_have_changed_the_type(
    you: FlaskClient, they: FlaskClient, shared: Post, db_session: Session
) -> None:
    path, quote = path_of(shared), {"type": "quote", "author": "Sophia"}

    response = collide(you, they, shared, {"text": YOURS}, quote)

    assert response.status_code == 409
    again = you.post(path, data=form_fields(response, FORM))
    assert again.status_code == 302
    db_session.expunge_all()
    assert stored_post(db_session).type == "blog"


@pytest.mark.parametrize("version", ["0", "99", "-1", "x", "9" * 5_000, "1.0", "²"])
def test_a_version_that_never_was_is_a_conflict(
    you: FlaskClient, shared: Post, db_session: Session, version: str
) -> None:
    fields = form_fields(you.get(path_of(shared)), FORM)

    response = you.post(path_of(shared), data=fields | {"text": YOURS, "version": version})

    assert response.status_code == 409
    assert stored_post(db_session).source == TEXT


def test_what_is_shown_of_the_other_text_is_no_markup(
    you: FlaskClient, they: FlaskClient, shared: Post
) -> None:
    hostile = "</textarea></ins><script>alert(1)</script>"

    response = collide(you, they, shared, {"text": YOURS}, {"text": hostile})

    assert "<script>alert" not in response.text


def test_a_megabyte_of_another_text_is_shown_beside_yours(
    you: FlaskClient, they: FlaskClient, shared: Post
) -> None:
    yours, theirs = "Your words.\n" * 40_000, "Other things\n" * 40_000

    response = collide(you, they, shared, {"text": yours}, {"text": theirs})

    assert response.status_code == 409
    assert "differ in too much" in response.text
    assert form_fields(response, FORM)["text"] == yours


@every_engine
@pytest.mark.parametrize("steps", [(delete_post,), (delete_post, purge_post)])
def test_the_text_of_a_post_that_is_deleted_meanwhile_becomes_a_new_one(
    you: FlaskClient, shared: Post, db_session: Session, steps: Steps
) -> None:
    fields = form_fields(you.get(path_of(shared)), FORM)
    for step in steps:
        with write_unit():
            step(shared)

    response = you.post(path_of(shared), data=fields | {"text": YOURS})

    assert response.status_code == 404
    form = BeautifulSoup(response.text, "html.parser").select_one(FORM)
    assert form
    assert form["action"] == "/blog/new"
    again = you.post("/blog/new", data=form_fields(response, FORM))
    assert again.status_code == 302
    newest = sa.select(Post).order_by(Post.id.desc()).limit(1)
    assert db_session.scalars(newest).one().source == YOURS


def test_a_strangers_draft_is_no_other_than_a_deleted_post(
    make_post: MakePost, make_user: MakeUser, sign_in: SignIn
) -> None:
    draft = make_post(status="draft", title="Secret plans")
    stranger = sign_in(make_user(roles=("poster",)))

    answers = [
        stranger.post(path, data={"text": "Words."}).text
        for path in (path_of(draft), "/blog/edit/4711")
    ]

    assert "Secret" not in answers[0]
    first, second = (form_fields_without_names(answer) for answer in answers)
    assert first == second


def form_fields_without_names(page: str) -> str:
    """Return a page's text, without what is made anew for each form."""
    return BeautifulSoup(page, "html.parser").get_text()

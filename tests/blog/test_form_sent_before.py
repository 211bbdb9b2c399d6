"""The form of a new post is sent again: by a second click, or with other words after going back."""

import threading
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from byline.auth.models import User
from byline.blog.errors import FormSentBefore
from byline.blog.models import Post
from byline.blog.services import PostContent, create_post, prepare_post
from byline.extensions import write_unit
from tests.support.engines import every_engine
from tests.support.factories import MakeUser
from tests.support.people import SignIn, form_fields

FORM = "form.write"
FIRST = {"title": "Ferry", "text": "It leaves at nine.", "tags": "Sea"}
SECOND = {"title": "Train", "text": "It leaves at ten."}


@pytest.fixture
def writer(owner: User, sign_in: SignIn) -> FlaskClient:
    """Return the browser of somebody who writes."""
    return sign_in(owner)


def stored_posts(session: Session) -> list[tuple[str, str]]:
    """Return title and text of each post, in the order in which they were made."""
    session.expire_all()
    return [(post.title, post.source) for post in session.scalars(sa.select(Post).order_by("id"))]


def opened_form(client: FlaskClient, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - fields
    """Return the form of a new post, filled in."""
    return form_fields(client.get("/blog/new"), FORM) | fields


@every_engine
def test_what_is_written_after_going_back_is_compared_with_the_post_and_saved_to_it(
    writer: FlaskClient, db_session: Session
) -> None:
    form = opened_form(writer, **FIRST)
    writer.post("/blog/new", data=form)

    response = writer.post("/blog/new", data=form | SECOND)

    assert response.status_code == 409
    assert "This form has made a post already" in response.text
    assert stored_posts(db_session) == [("Ferry", FIRST["text"])]
    page = BeautifulSoup(response.text, "html.parser")
    rows = [row.th.text for row in page.select(".conflict tbody tr") if row.th]
    assert rows == ["Title", "Address"]
    action = page.select(FORM)[0]["action"]
    again = writer.post(str(action), data=form_fields(response, FORM))
    assert again.status_code == 302
    assert stored_posts(db_session) == [(SECOND["title"], SECOND["text"])]


def test_it_may_as_well_become_a_post_of_its_own(writer: FlaskClient, db_session: Session) -> None:
    form = opened_form(writer, **FIRST)
    writer.post("/blog/new", data=form)
    response = writer.post("/blog/new", data=form | SECOND)
    button = BeautifulSoup(response.text, "html.parser").select("#save_new_button")[0]

    for _click in range(2):
        again = writer.post(str(button["formaction"]), data=form_fields(response, FORM))

        assert again.location.endswith("/train")
    assert [title for title, _text in stored_posts(db_session)] == ["Ferry", "Train"]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": " Late   ferry ", "tags": "SEA, sea"},
        {"youtube_id": "https://youtu.be/dQw4w9WgXcQ"},
        {"status": "published", "publish_date": "2999-01-01T00:00"},
        {"status": "draft", "image_alt": "Of another type"},
        {"type": "quote", "author": "Sophia", "language": "pt", "summary": "In brief."},
    ],
)
def test_a_second_click_leads_to_the_post(
    writer: FlaskClient, db_session: Session, fields: dict[str, str]
) -> None:
    form = opened_form(writer, **FIRST | fields)

    first, second = (writer.post("/blog/new", data=form) for _ in range(2))

    assert (first.status_code, first.location) == (302, second.location)
    assert len(stored_posts(db_session)) == 1


@every_engine
def test_the_name_of_somebody_elses_form_leads_to_nothing_of_theirs(
    writer: FlaskClient, make_user: MakeUser, sign_in: SignIn, db_session: Session
) -> None:
    form = opened_form(writer, **FIRST, status="draft")
    writer.post("/blog/new", data=form)
    other = sign_in(make_user("rui", roles=("poster",)))

    response = other.post(
        "/blog/new", data=opened_form(other, **FIRST, submission=form["submission"])
    )

    assert response.status_code == 302
    newest = db_session.scalars(sa.select(Post).order_by(Post.id.desc()).limit(1)).one()
    assert response.location == newest.url
    assert [author.username for author in newest.authors] == ["rui"]
    assert len(stored_posts(db_session)) == 2


@every_engine
def test_of_two_texts_sent_at_once_the_second_is_told(app: Flask, owner: User) -> None:
    owner_id, texts = owner.id, ("Nine.", "Ten.")
    prepared = {text: prepare_post(PostContent(title="Ferry", source=text)) for text in texts}
    outcomes: list[str] = []

    def send(text: str) -> None:
        with app.app_context():
            try:
                with write_unit() as session:
                    author = session.get_one(User, owner_id)
                    create_post(prepared[text], [author], submission="a-form")
                outcomes.append("added")
            except FormSentBefore:
                outcomes.append("told")

    threads = [threading.Thread(target=send, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["added", "told"]

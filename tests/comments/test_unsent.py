"""A comment that cannot be added is shown to whoever wrote it, so that it is not lost."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse, encode_multipart

from byline.blog.models import Post
from byline.blog.services import delete_post, purge_post
from byline.comments.views import writing
from byline.extensions import write_unit
from byline.lib.database import utcnow
from tests.comments.discussions import all_comments, send, stamped, typed
from tests.support.factories import MakePost, MakeUser
from tests.support.people import SignIn

# More than Werkzeug takes of a form by itself.
LONG = "long " * 200_000


def unsent(response: TestResponse) -> str:
    """Return what stands in the field that is there to be copied."""
    field = BeautifulSoup(response.text, "html.parser").select_one("textarea[readonly]")
    assert field
    return field.text.removeprefix("\n")


def delete(post: Post) -> None:
    """Delete a post as its writer does."""
    with write_unit():
        delete_post(post)


def delete_for_good(post: Post) -> None:
    """Delete a post, and then its row."""
    delete(post)
    with write_unit():
        purge_post(post)


def unpublish(post: Post) -> None:
    """Make a draft of a post again."""
    with write_unit() as session:
        session.execute(sa.update(Post).values(status="draft", visible_from=None))


@pytest.mark.parametrize("slug", ["", "/a-post"])
@pytest.mark.parametrize("withdraw", [delete, delete_for_good, unpublish])
def test_a_comment_on_a_post_that_went_meanwhile_is_shown(
    client: FlaskClient, post: Post, withdraw: Callable[[Post], None], slug: str
) -> None:
    data = {"csrf_token": stamped(post), "name": "Rita", "text": "Well <b>said</b>."}
    path = f"/blog/post/{post.id}{slug}"
    withdraw(post)

    response = client.post(path, data=data)

    assert response.status_code == 404
    assert unsent(response) == "Well <b>said</b>."
    assert all_comments() == []


def test_a_user_keeps_a_comment_too(
    sign_in: SignIn, make_user: MakeUser, make_post: MakePost
) -> None:
    browser = sign_in(make_user("ana"))
    draft = make_post(status="draft")

    response = browser.post(draft.url, data={"text": "Well said."})

    assert response.status_code == 404
    assert unsent(response) == "Well said."


def test_a_post_that_goes_at_the_last_moment_leaves_the_comment(
    client: FlaskClient, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def delete_meanwhile(_post: object) -> None:
        with write_unit() as session:
            session.execute(sa.update(Post).values(deleted_at=utcnow()))

    monkeypatch.setattr(writing, "spend_limits", delete_meanwhile)

    response = send(client, post, text="Well said.")

    assert response.status_code == 404
    assert unsent(response) == "Well said."
    assert all_comments() == []


def test_who_has_written_nothing_is_shown_nothing(client: FlaskClient, make_post: MakePost) -> None:
    response = send(client, make_post(status="draft"), text=" ")

    assert response.status_code == 404
    assert "textarea" not in response.text


@pytest.mark.parametrize("slug", ["", "/a-post"])
@pytest.mark.parametrize("multipart", [False, True])
def test_a_text_of_any_length_comes_back_in_the_form(
    client: FlaskClient, post: Post, multipart: bool, slug: str
) -> None:
    fields = {"csrf_token": stamped(post), "name": "Rita", "text": LONG}
    kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
    if multipart:
        boundary, body = encode_multipart(fields)
        kind = f"multipart/form-data; boundary={boundary}"

    response = client.post(f"/blog/post/{post.id}{slug}", data=body, content_type=kind)

    assert response.status_code == 400
    assert typed(response, "text") == LONG.strip()

"""Forms that no browser sends, and posts that are gone or lost while one is on its way."""

import io
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy.orm import Session

from byline.auth.models import Role, User
from byline.blog.forms import PostForm
from byline.blog.models import Post
from byline.blog.pictures import store_picture
from byline.blog.services import (
    PostContent,
    PreparedPost,
    delete_post,
    prepare_post,
    purge_post,
    update_post,
)
from byline.extensions import db, write_unit
from byline.media.models import MediaFile
from tests.support.engines import every_engine
from tests.support.factories import MakePost, MakeUser
from tests.support.people import SignIn, form_fields

FORM = "form.write"
FIELDS = [name for name in vars(PostForm) if hasattr(getattr(PostForm, name), "field_class")]
# NUL, half of a surrogate pair, and what is no UTF-8 at all.
GARBAGE = b"\x00 \xed\xa0\x80 \xff \xef\xbf\xbf ' %00"


@pytest.fixture
def writer(owner: User, sign_in: SignIn) -> FlaskClient:
    """Return the browser of the author."""
    return sign_in(owner)


@pytest.fixture
def editor(make_user: MakeUser, sign_in: SignIn) -> FlaskClient:
    """Return the browser of an editor, whose form has all fields."""
    return sign_in(make_user("edith", roles=("editor",)))


def multipart(fields: dict[str, bytes], *, files: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a body as no browser makes it; what is named in `files` says that it is a file."""
    parts = []
    for name, value in fields.items():
        filename = b'; filename="x.txt"' if name in files else b""
        parts.append(
            b'--cut\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
            % (name.encode(), filename, value)
        )
    body = b"".join(parts) + b"--cut--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=cut"}


def filled_in(client: FlaskClient, path: str) -> dict[str, bytes]:
    """Return the fields of a form, as bytes."""
    fields = form_fields(client.get(path), FORM) | {"title": "T", "text": "Words."}
    return {name: str(value).encode() for name, value in fields.items()}


@every_engine
def test_garbage_in_any_field_is_no_fault_of_ours(editor: FlaskClient, make_post: MakePost) -> None:
    made = f"/blog/edit/{make_post().id}"
    fields = filled_in(editor, "/blog/new")

    # The last is shown again without being checked.
    for path in ("/blog/new", made, "/blog/preview", "/blog/edit/4711"):
        for name in (*FIELDS, "csrf_token"):
            response = editor.post(path, **multipart(fields | {name: GARBAGE}))

            assert response.status_code < 500, (path, name)


def test_a_file_in_the_place_of_a_field_is_not_taken_for_it(
    editor: FlaskClient, make_post: MakePost
) -> None:
    paths = ("/blog/new", f"/blog/edit/{make_post().id}", "/blog/preview")
    fields = filled_in(editor, "/blog/new")

    for path in paths:
        for name in (*FIELDS, "csrf_token"):
            sent = multipart(fields | {name: b"A file"}, files=(name,))
            response = editor.post(path, **sent)

            assert response.status_code < 500, (path, name)
            assert "FileStorage" not in response.text


def lose(post_id: int) -> None:
    """Delete a post for good."""
    for step in (delete_post, purge_post):
        with write_unit() as session:
            step(session.get_one(Post, post_id))


@every_engine
@pytest.mark.parametrize("path", ["/blog/edit/{}", "/blog/preview?post={}"])
def test_a_post_may_be_gone_before_its_picture_is_checked(
    app: Flask,
    writer: FlaskClient,
    make_post: MakePost,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    post_id = make_post(title="Ferry").id

    def slowly(*args: Any, **options: Any) -> MediaFile:  # noqa: ANN401 - as it is
        with app.app_context():
            lose(post_id)
        return store_picture(*args, **options)

    monkeypatch.setattr("byline.blog.views.submitted.store_picture", slowly)
    picture = io.BytesIO()
    Image.new("RGB", (60, 40)).save(picture, "PNG")
    fields = form_fields(writer.get(f"/blog/edit/{post_id}"), FORM)
    cover = (io.BytesIO(picture.getvalue()), "x.png")

    response = writer.post(path.format(post_id), data=fields | {"text": "Typed.", "cover": cover})

    assert response.status_code == 404
    form = form_fields(response, FORM)
    assert form["text"] == "Typed."
    assert form["cover_digest"]


@pytest.mark.parametrize("path", ["/blog/new", "/blog/edit/{}"])
def test_who_may_not_write_any_more_gets_the_text_back(
    writer: FlaskClient, owner: User, make_post: MakePost, db_session: Session, path: str
) -> None:
    path = path.format(make_post(title="Stored").id)
    fields = form_fields(writer.get(path), FORM)
    with write_unit():
        owner.roles = list(db_session.scalars(sa.select(Role).where(Role.name == "default")))

    response = writer.post(path, data=fields | {"text": "Long <b>work"})

    assert response.status_code == 403
    area = BeautifulSoup(response.text, "html.parser").select("main textarea[readonly]")[0]
    assert area.text.strip() == "Long <b>work"


def test_who_is_no_author_any_more_is_shown_nothing_of_the_post(
    app: Flask,
    writer: FlaskClient,
    make_post: MakePost,
    make_user: MakeUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post_id = make_post(status="draft").id
    other_id = make_user("rui", roles=("poster",)).id

    def meanwhile(*args: Any, **options: Any) -> PreparedPost:  # noqa: ANN401 - as it is
        secret = prepare_post(PostContent(title="Secret", source="Secret plans."))
        with app.app_context(), write_unit():
            post = db.session.get_one(Post, post_id)
            other = db.session.get_one(User, other_id)
            update_post(post, secret, [other], version=post.version)
        return prepare_post(*args, **options)

    fields = form_fields(writer.get(f"/blog/edit/{post_id}"), FORM)
    monkeypatch.setattr("byline.blog.views.submitted.prepare_post", meanwhile)

    response = writer.post(f"/blog/edit/{post_id}", data=fields | {"text": "Mine."})

    assert response.status_code == 404
    assert "Secret" not in response.text
    assert form_fields(response, FORM)["text"] == "Mine."


def test_the_page_on_which_a_post_is_edited_can_delete_it(
    writer: FlaskClient, make_post: MakePost
) -> None:
    post = make_post()
    page = writer.get(f"/blog/edit/{post.id}")

    fields = form_fields(page, "form.write-delete")
    response = writer.post(f"/blog/delete/{post.id}", data=fields)

    assert "Post deleted" in writer.get(response.location).text
    assert not BeautifulSoup(writer.get("/blog/new").text, "html.parser").select(".write-delete")

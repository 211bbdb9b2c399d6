"""The form that posts are written in."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse, encode_multipart

from byline.auth.models import User
from byline.blog.models import Post, Tag
from byline.blog.services import delete_post
from byline.extensions import write_unit
from byline.lib.database import utcnow
from byline.lib.limits import MAX_SOURCE_BYTES
from byline.web.limits import Limit
from tests.support.engines import every_engine
from tests.support.factories import MakePicture, MakePost, MakeUser
from tests.support.people import SignIn, form_fields, submit

FORM = "form.write"


def newest_post(session: Session) -> Post:
    """Return the post that was made last."""
    return session.scalars(sa.select(Post).order_by(Post.id.desc()).limit(1)).one()


def count_posts(session: Session) -> int:
    """Return how many posts there are."""
    return session.scalar(sa.select(sa.func.count()).select_from(Post)) or 0


def picture(colour: str = "teal") -> tuple[io.BytesIO, str]:
    """Return a picture as a form sends it."""
    file = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "PNG")
    return io.BytesIO(file.getvalue()), "harbour.png"


@pytest.fixture
def poster(make_user: MakeUser) -> User:
    """Return somebody who writes."""
    return make_user("paula", roles=("poster",), display_name="Paula Poster")


@pytest.fixture
def writer(poster: User, sign_in: SignIn) -> FlaskClient:
    """Return the browser of somebody who writes."""
    return sign_in(poster)


@pytest.fixture
def editor(make_user: MakeUser, sign_in: SignIn) -> FlaskClient:
    """Return the browser of an editor."""
    return sign_in(make_user("edith", roles=("editor",)))


def send(client: FlaskClient, path: str, **fields: Any) -> TestResponse:  # noqa: ANN401 - fields
    """Open a form, fill it in, and send it as a browser sends one with files."""
    data = form_fields(client.get(path), FORM) | fields
    return client.post(path, data=data, content_type="multipart/form-data")


@every_engine
def test_a_post_is_written_and_read(
    writer: FlaskClient, client: FlaskClient, db_session: Session
) -> None:
    fields = {"title": "Late ferry", "text": "It *waits*.", "tags": "Sea, Boats"}

    response = submit(writer, "/blog/new", **fields)

    assert response.status_code == 302
    assert response.location == newest_post(db_session).url
    assert "Post added" in writer.get(response.location).text
    page = client.get(response.location).text
    assert "<em>waits</em>" in page
    assert "Paula Poster" in page
    assert "Boats" in page


def test_a_title_and_a_text_are_enough(writer: FlaskClient, db_session: Session) -> None:
    token = form_fields(writer.get("/blog/new"), FORM)["csrf_token"]

    writer.post("/blog/new", data={"csrf_token": token, "title": "Brief", "text": "Yes."})

    post = newest_post(db_session)
    assert (post.type, post.format, post.status) == ("blog", "markdown", "published")
    assert post.publish_date
    assert abs(post.publish_date - utcnow()) < timedelta(minutes=1)


def test_editing_changes_what_was_sent_and_keeps_the_rest(
    editor: FlaskClient, make_post: MakePost, db_session: Session
) -> None:
    date = datetime(2020, 2, 29, 23, 59, 58, 123456, tzinfo=UTC)
    post = make_post(title="Old", source="Text.", tags=["Sea"], publish_date=date, language="pt")

    response = submit(editor, f"/blog/edit/{post.id}", title="New")

    assert response.location == f"/blog/post/{post.id}/old"
    assert "Post edited" in editor.get(response.location).text
    db_session.refresh(post)
    assert (post.title, post.slug, post.publish_date) == ("New", "old", date)
    assert (post.language, post.source) == ("pt", "Text.")
    assert [tag.title for tag in post.tags] == ["Sea"]
    assert [author.username for author in post.authors] == ["owner"]
    assert post.updated_by == "edith"


def test_fields_that_are_not_sent_stay_as_they_are(
    editor: FlaskClient, make_post: MakePost, db_session: Session
) -> None:
    post = make_post(source="Text.", summary="In brief.", tags=["Sea"], status="draft")
    token = form_fields(editor.get(f"/blog/edit/{post.id}"), FORM)["csrf_token"]

    editor.post(f"/blog/edit/{post.id}", data={"csrf_token": token, "title": "Other"})

    db_session.refresh(post)
    assert (post.title, post.status, post.summary_source) == ("Other", "draft", "In brief.")
    assert [tag.title for tag in post.tags] == ["Sea"]


@pytest.mark.parametrize(
    ("post_type", "fields", "column", "value"),
    [
        ("video", {"video": "https://vimeo.com/76979871"}, "video", "https://vimeo.com/76979871"),
        ("quote", {"author": "Sophia de Mello"}, "quote_author", "Sophia de Mello"),
        ("blog", {"youtube_id": "https://youtu.be/dQw4w9WgXcQ"}, "youtube_id", "dQw4w9WgXcQ"),
    ],
)
def test_each_type_has_its_own_part(
    writer: FlaskClient,
    db_session: Session,
    post_type: str,
    fields: dict[str, str],
    column: str,
    value: str,
) -> None:
    response = submit(writer, "/blog/new", title="T", text="Words.", type=post_type, **fields)

    assert response.status_code == 302
    post = newest_post(db_session)
    assert post.type == post_type
    assert getattr(post, column) == value


@every_engine
def test_a_picture_is_uploaded_with_its_texts(writer: FlaskClient, db_session: Session) -> None:
    response = send(
        writer,
        "/blog/new",
        title="Harbour",
        type="image",
        image=picture(),
        image_alt="Boats",
        image_caption="At nine",
    )

    assert response.status_code == 302
    page = writer.get(response.location).text
    image = newest_post(db_session).image
    assert image
    assert image.url in page
    assert 'alt="Boats"' in page
    assert "At nine" in page


def test_a_picture_is_still_there_after_an_error(writer: FlaskClient, db_session: Session) -> None:
    refused = send(writer, "/blog/new", title="", type="image", image=picture())

    assert refused.status_code == 400
    assert "/media/" in refused.text
    again = form_fields(refused, FORM) | {"title": "Harbour"}
    assert writer.post("/blog/new", data=again).status_code == 302
    assert newest_post(db_session).image


def test_a_cover_is_taken_off(
    editor: FlaskClient, make_post: MakePost, make_picture: MakePicture, db_session: Session
) -> None:
    post = make_post(cover=make_picture())

    submit(editor, f"/blog/edit/{post.id}", remove_cover="y")

    db_session.refresh(post)
    assert post.cover is None


def test_a_picture_that_came_with_a_forged_form_is_not_stored(writer: FlaskClient) -> None:
    response = send(writer, "/blog/new", title="T", image=picture(), csrf_token="forged")

    assert response.status_code == 400
    assert "Choose this picture again" in response.text
    assert form_fields(response, FORM)["image_digest"] == ""


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"%PDF-1.7 not a picture", "no picture"),
        (b"\x89PNG\r\n\x1a\n cut short", "damaged"),
        (b"just words", "no picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    ],
)
def test_what_is_no_picture_is_refused_at_its_field(
    writer: FlaskClient, content: bytes, complaint: str
) -> None:
    upload = (io.BytesIO(content), "cover.png")

    response = send(writer, "/blog/new", title="T", text="Kept words.", cover=upload)

    assert response.status_code == 400
    assert complaint in response.text
    assert 'id="cover-error"' in response.text
    assert "Kept words." in response.text


@pytest.mark.parametrize("digest", ["ab" * 32, "../../secret-key", "x" * 10_000])
def test_a_picture_that_nobody_has_stored_is_none(
    writer: FlaskClient, db_session: Session, digest: str
) -> None:
    response = submit(writer, "/blog/new", title="T", text="Words.", cover_digest=digest)

    assert response.status_code == 302
    assert newest_post(db_session).cover is None


def test_a_form_sent_twice_makes_one_post(writer: FlaskClient, db_session: Session) -> None:
    fields = form_fields(writer.get("/blog/new"), FORM) | {"title": "Once", "text": "Words."}

    first, second = (writer.post("/blog/new", data=fields) for _ in range(2))

    assert first.location == second.location
    assert count_posts(db_session) == 1


@pytest.mark.parametrize(
    "submission", ["", "x" * 10_000, "not a number", "0b9b62c4-5c0f-4d2a-9c1e-6f2f4c5e7a11"]
)
def test_whatever_the_form_calls_itself_the_post_is_made(
    writer: FlaskClient, db_session: Session, submission: str
) -> None:
    response = submit(writer, "/blog/new", title="T", text="Words.", submission=submission)

    assert response.status_code == 302
    assert count_posts(db_session) == 1


# What is refused, and at which field.
REFUSED = [
    ({"title": ""}, "title"),
    ({"title": " \n "}, "title"),
    ({"title": "\u200b\u202e\u3164"}, "title"),
    ({"title": "T" * 10_000}, "title"),
    ({"text": ""}, "text"),
    ({"text": " \n"}, "text"),
    ({"type": "quote", "author": ""}, "author"),
    ({"type": "video"}, "video"),
    ({"type": "video", "video": "https://example.org/film.mp4"}, "video"),
    ({"type": "image"}, "image"),
    ({"type": "nothing"}, "type"),
    ({"format": "docx"}, "format"),
    ({"status": "gone"}, "status"),
    ({"status": "scheduled"}, "publish_date"),
    ({"publish_date": "garbage"}, "publish_date"),
    ({"publish_date": "0001-01-01T00:00"}, "publish_date"),
    ({"publish_date": "9999-12-31T23:59"}, "publish_date"),
    ({"tags": "Sea/Land"}, "tags"),
    ({"tags": "t" * 101}, "tags"),
    ({"tags": ".."}, "tags"),
    ({"tags": ", ".join(map(str, range(1_000)))}, "tags"),
    ({"tags": ",".join(map(str, range(51)))}, "tags"),
    ({"language": "no language"}, "language"),
    ({"language": "x" * 1_000}, "language"),
    ({"youtube_id": "https://example.org/"}, "youtube_id"),
    ({"summary": "s" * 10_000}, "summary"),
    ({"author": "a" * 1_000, "type": "quote"}, "author"),
    ({"slug": "s" * 10_000}, "slug"),
    ({"cover_alt": "s" * 10_000}, "cover_alt"),
]


@pytest.mark.parametrize(("fields", "field"), REFUSED)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    writer: FlaskClient, db_session: Session, fields: dict[str, str], field: str
) -> None:
    sent = {"title": "My title", "text": "My text", "summary": "My summary"} | fields

    response = submit(writer, "/blog/new", **sent)

    assert response.status_code == 400
    assert f'<a href="#{field}"' in response.text
    typed = form_fields(response, FORM)
    for name in ("title", "text", "summary", "tags", "publish_date"):
        assert typed[name] == sent.get(name, "").strip(" \n" if name != "text" else "") or (
            typed[name] == sent.get(name, "")
        )
    assert count_posts(db_session) == 0


@every_engine
def test_what_a_database_refuses_is_left_out(editor: FlaskClient, db_session: Session) -> None:
    names = ("text", "tags", "summary", "slug", "cover_alt", "cover_caption", "version")
    fields = {"title": "T", "authors": "edith"} | dict.fromkeys(names, "x")

    response = submit(
        editor, "/blog/new", **{name: f"{value}\0\ufffe" for name, value in fields.items()}
    )

    assert response.status_code == 302
    assert newest_post(db_session).title == "T"


def test_a_tag_with_a_comma_survives_editing(
    editor: FlaskClient, make_post: MakePost, db_session: Session
) -> None:
    tags = ["Paris, Texas", '"Quoted"', "Plain"]
    post = make_post(tags=tags)

    submit(editor, f"/blog/edit/{post.id}", title="Other")

    db_session.refresh(post)
    assert [tag.title for tag in post.tags] == tags


def test_a_new_tag_is_made_and_a_known_one_found_in_any_case(
    writer: FlaskClient, make_post: MakePost, db_session: Session
) -> None:
    make_post(tags=["Sea"])

    submit(writer, "/blog/new", title="T", text="Words.", tags="SEA, Land, land,, ")

    assert [tag.title for tag in newest_post(db_session).tags] == ["Sea", "Land"]
    assert db_session.scalar(sa.select(sa.func.count()).select_from(Tag)) == 2


# -- dates -------------------------------------------------------------------------------------


@pytest.fixture
def lisbon(app: Flask) -> None:
    """Put the site into Lisbon's time zone."""
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Lisbon"


@pytest.mark.usefixtures("lisbon")
@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2024-07-01T12:00", datetime(2024, 7, 1, 11, tzinfo=UTC)),
        ("2024-03-31T01:30", datetime(2024, 3, 31, 1, 30, tzinfo=UTC)),
        ("2024-10-27T01:30", datetime(2024, 10, 27, 0, 30, tzinfo=UTC)),
    ],
)
def test_dates_are_in_the_time_of_the_site(
    writer: FlaskClient, db_session: Session, typed: str, moment: datetime
) -> None:
    submit(writer, "/blog/new", title="T", text="Words.", publish_date=typed)

    assert newest_post(db_session).publish_date == moment


@pytest.mark.usefixtures("lisbon")
def test_an_hour_that_comes_twice_keeps_its_place_when_a_post_is_edited(
    editor: FlaskClient, make_post: MakePost, db_session: Session
) -> None:
    second = datetime(2024, 10, 27, 1, 30, 15, 1, tzinfo=UTC)
    post = make_post(publish_date=second)

    submit(editor, f"/blog/edit/{post.id}", title="Other")

    db_session.refresh(post)
    assert post.publish_date == second


def test_a_post_with_a_date_ahead_waits_for_it(
    writer: FlaskClient, client: FlaskClient, db_session: Session
) -> None:
    response = submit(
        writer, "/blog/new", title="Soon", text="Words.", publish_date="2999-01-01T00:00"
    )

    assert newest_post(db_session).status == "scheduled"
    assert writer.get(response.location).status_code == 200
    assert client.get(response.location).status_code == 404


def test_an_empty_date_leaves_a_published_post_where_it_is(
    editor: FlaskClient, make_post: MakePost, db_session: Session
) -> None:
    post = make_post()
    date = post.publish_date

    submit(editor, f"/blog/edit/{post.id}", publish_date="")

    db_session.refresh(post)
    assert post.publish_date == date


def test_a_draft_is_seen_by_its_writer_alone_until_it_is_published(
    writer: FlaskClient, client: FlaskClient, db_session: Session
) -> None:
    address = submit(writer, "/blog/new", title="Draft", text="Words.", status="draft").location
    assert writer.get(address).status_code == 200
    assert client.get(address).status_code == 404

    submit(writer, f"/blog/edit/{newest_post(db_session).id}", status="published")

    assert client.get(address).status_code == 200


# -- authors -----------------------------------------------------------------------------------


def test_an_editor_says_whose_a_post_is(
    editor: FlaskClient, poster: User, make_post: MakePost, db_session: Session
) -> None:
    post = make_post()

    submit(editor, f"/blog/edit/{post.id}", authors="Paula, owner, paula")

    db_session.refresh(post)
    assert [author.username for author in post.authors] == ["paula", "owner"]


def test_unknown_authors_are_named(editor: FlaskClient) -> None:
    response = submit(editor, "/blog/new", title="T", text="W", authors="edith, nobody, <b>who")

    assert response.status_code == 400
    assert "There is no user named nobody, &lt;b&gt;who." in response.text


def test_a_poster_cannot_say_whose_a_post_is(
    writer: FlaskClient, owner: User, db_session: Session
) -> None:
    response = submit(writer, "/blog/new", title="T", text="Words.", authors="owner")

    assert response.status_code == 302
    assert [author.username for author in newest_post(db_session).authors] == ["paula"]


# -- nothing typed is lost ---------------------------------------------------------------------


@pytest.mark.parametrize("token", [None, "", "forged", "x" * 5_000])
@pytest.mark.parametrize("path", ["/blog/new", "/blog/edit/1"])
def test_a_form_without_its_token_comes_back_with_the_text(
    editor: FlaskClient, make_post: MakePost, db_session: Session, path: str, token: str | None
) -> None:
    make_post(title="Stored")

    response = submit(editor, path, title="Typed", text="Typed words.", csrf_token=token)

    assert response.status_code == 400
    typed = form_fields(response, FORM)
    assert (typed["title"], typed["text"]) == ("Typed", "Typed words.")
    assert newest_post(db_session).title == "Stored"
    typed.pop("csrf_token")
    assert submit(editor, path, **typed).status_code == 302


def test_a_lost_login_keeps_the_text_for_the_form(
    app: Flask, make_user: MakeUser, db_session: Session
) -> None:
    make_user("ana", roles=("poster",), password="correct horse")
    browser = app.test_client()
    text = "Ação. " * 150_000

    response = browser.post("/blog/new", data={"title": "Kept", "text": text})

    assert response.status_code == 302
    assert response.location.startswith("/auth/login")
    submit(browser, response.location, username="ana", password="correct horse")
    page = browser.get("/blog/new")
    assert "before you had to log in" in page.text
    assert form_fields(page, FORM)["text"] == text
    assert browser.post("/blog/new", data=form_fields(page, FORM)).status_code == 302
    assert newest_post(db_session).title == "Kept"
    assert "before you had to log in" not in browser.get("/blog/new").text


def test_what_was_kept_for_a_post_that_is_deleted_since_is_offered_as_a_new_one(
    app: Flask, make_user: MakeUser, make_post: MakePost
) -> None:
    ana = make_user("ana", roles=("poster",), password="correct horse")
    path = f"/blog/edit/{make_post(authors=[ana]).id}"
    browser = app.test_client()
    response = browser.post(path, data={"title": "Kept", "text": "Kept words."})
    with write_unit() as session:
        delete_post(session.scalars(sa.select(Post)).one())

    submit(browser, response.location, username="ana", password="correct horse")

    assert form_fields(browser.get(path), FORM)["text"] == "Kept words."


def send_long(client: FlaskClient, **fields: str) -> TestResponse:
    """Send the form of a new post in parts, in memory: werkzeug leaves a temporary file open."""
    data = form_fields(client.get("/blog/new"), FORM) | fields
    boundary, body = encode_multipart(data)
    return client.post(
        "/blog/new", data=body, content_type=f"multipart/form-data; boundary={boundary}"
    )


@pytest.mark.parametrize("size", [600_000, 1_000_000])
def test_long_texts_are_taken(writer: FlaskClient, db_session: Session, size: int) -> None:
    text = "Long text. " * (size // 11)

    response = send_long(writer, title="Long", text=text)

    assert response.status_code == 302
    assert newest_post(db_session).source == text


def test_long_texts_are_taken_without_parts_too(writer: FlaskClient, db_session: Session) -> None:
    text = "Long text. " * 90_000

    response = submit(writer, "/blog/new", title="Long", text=text)

    assert response.status_code == 302
    assert newest_post(db_session).source == text


def test_a_text_that_is_too_long_comes_back(writer: FlaskClient, db_session: Session) -> None:
    text = "x" * (MAX_SOURCE_BYTES + 1)

    response = send_long(writer, title="Too long", text=text)

    assert response.status_code == 413
    assert "longer than 5 MB" in response.text
    assert form_fields(response, FORM)["text"] == text
    assert count_posts(db_session) == 0


def test_what_is_beyond_all_measure_is_refused_with_a_way_back(
    app: Flask, writer: FlaskClient
) -> None:
    fields = form_fields(writer.get("/blog/new"), FORM)
    app.config["MAX_CONTENT_LENGTH"] = 2_000

    response = writer.post("/blog/new", data=fields | {"title": "T", "text": "x" * 5_000})

    assert response.status_code == 413
    assert "Go back in your browser" in response.text


def test_many_saves_have_to_wait_and_keep_their_text(
    writer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("byline.blog.views.writing.SAVES", Limit("few", amount=1, seconds=600))
    submit(writer, "/blog/new", title="First", text="Words.")

    response = submit(writer, "/blog/new", title="Second", text="More words.")

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert form_fields(response, FORM)["text"] == "More words."


def test_a_body_that_is_no_form_is_an_empty_one(writer: FlaskClient) -> None:
    for body in ("5", "[]", "{}", "{"):
        response = writer.post("/blog/new", data=body, content_type="application/json")

        assert response.status_code == 400


@pytest.mark.parametrize("post_id", ["0", "-1", "2147483648", "9999999999", "99999999999"])
def test_there_is_no_form_for_a_post_that_is_none(editor: FlaskClient, post_id: str) -> None:
    assert editor.get(f"/blog/edit/{post_id}").status_code == 404

"""What a post would look like, before it is saved."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from byline.auth.models import User
from byline.blog.models import Post
from byline.lib.limits import MAX_SOURCE_BYTES
from byline.web.limits import Limit
from tests.support.factories import MakePicture, MakePost, MakeUser
from tests.support.people import SignIn, form_fields

FORM = "form.write"


@pytest.fixture
def writer(make_user: MakeUser, sign_in: SignIn) -> FlaskClient:
    """Return the browser of somebody who writes."""
    return sign_in(make_user("paula", roles=("poster",), display_name="Paula Poster"))


def preview(
    client: FlaskClient,
    form: str = "/blog/new",
    path: str = "/blog/preview",
    **fields: Any,  # noqa: ANN401 - fields
) -> TestResponse:
    """Open a form, fill it in, and press the button that previews it."""
    sent = form_fields(client.get(form), FORM) | {"title": "T", "text": "Words."} | fields
    return client.post(path, data=sent)


def test_a_preview_shows_the_post_and_saves_nothing(
    writer: FlaskClient, db_session: Session
) -> None:
    response = preview(writer, title="Ferry", text="It *waits*.", tags="Sea")

    assert response.status_code == 200
    assert "<em>waits</em>" in response.text
    assert "Paula Poster" in response.text
    assert "nothing has been saved" in response.text
    assert db_session.scalar(sa.select(sa.func.count()).select_from(Post)) == 0


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"type": "quote", "author": "Sophia"}, "— Sophia"),
        ({"type": "video", "video": "https://vimeo.com/76979871"}, 'data-video-id="76979871"'),
        ({"youtube_id": "dQw4w9WgXcQ"}, 'data-video-id="dQw4w9WgXcQ"'),
        ({"publish_date": "2031-05-06T10:00"}, "6 May 2031"),
        ({"language": "ar"}, 'lang="ar" dir="rtl"'),
        ({"format": "html", "text": "<p>A <b>b</b></p><script>x</script>"}, "<p>A <b>b</b></p>"),
    ],
)
def test_each_type_is_shown_as_what_it_is(
    writer: FlaskClient, fields: dict[str, str], shown: str
) -> None:
    response = preview(writer, **fields)

    assert shown in response.text
    assert "<script>x" not in response.text


def test_pictures_are_shown(writer: FlaskClient, make_picture: MakePicture) -> None:
    image = make_picture()

    response = preview(writer, type="image", image_digest=image.digest, image_alt="Boats")

    assert f'src="{image.url}"' in response.text
    assert 'alt="Boats"' in response.text


def test_a_post_keeps_its_authors_and_its_date_in_a_preview(
    make_post: MakePost, make_user: MakeUser, sign_in: SignIn, db_session: Session
) -> None:
    post = make_post(title="Stored")
    edith = make_user("edith", roles=("editor",), display_name="Edith Editor")

    response = preview(
        sign_in(edith), f"/blog/edit/{post.id}", f"/blog/preview?post={post.id}", title="Other"
    )

    assert "Olívia Owner" in response.text
    assert "1 January 2024" in response.text
    db_session.refresh(post)
    assert (post.title, post.version) == ("Stored", 1)


@pytest.mark.parametrize("post_id", ["4711", "-1", "0", "x", "99999999999999999999"])
def test_a_preview_of_an_unknown_post_is_one_of_a_new_post(
    writer: FlaskClient, post_id: str
) -> None:
    assert preview(writer, path=f"/blog/preview?post={post_id}").status_code == 200


def test_a_strangers_draft_lends_a_preview_nothing(
    writer: FlaskClient, make_post: MakePost
) -> None:
    draft = make_post(status="draft", summary="Secret.", tags=["Hidden"])

    response = preview(writer, path=f"/blog/preview?post={draft.id}", tags=None)

    assert "Hidden" not in response.text
    assert "Paula Poster" in response.text


@pytest.mark.parametrize(
    ("fields", "status", "complaint"),
    [
        ({"title": ""}, 400, "This field is required."),
        ({"tags": "a/b"}, 400, "A tag has no slash."),
        ({"csrf_token": "forged"}, 400, "open for too long"),
        ({"text": "x" * (MAX_SOURCE_BYTES + 1)}, 413, "longer than 5 MB"),
    ],
)
def test_what_is_wrong_is_said_instead(
    writer: FlaskClient, fields: dict[str, str], status: int, complaint: str
) -> None:
    response = preview(writer, **fields)

    assert response.status_code == status
    assert complaint in response.text


def test_many_previews_have_to_wait(writer: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Limit("few-previews", amount=1, seconds=600)
    monkeypatch.setattr("byline.blog.views.writing.PREVIEWS", limit)
    preview(writer)

    response = preview(writer)

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0


def test_who_may_not_write_has_no_preview(
    client: FlaskClient, make_user: MakeUser, sign_in: SignIn, owner: User
) -> None:
    reader = sign_in(make_user())

    assert reader.post("/blog/preview", data={"title": "T", "text": "W"}).status_code == 403
    assert client.post("/blog/preview", data={"title": "T"}).status_code == 302
    assert sign_in(owner).get("/blog/preview").status_code == 405

"""The page of a post."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.services import delete_post
from byline.extensions import write_unit
from byline.lib.database import utcnow
from tests.blog.scheduled import make_due_post
from tests.support.factories import MakeComment, MakePicture, MakePost, MakeUser
from tests.support.people import SignIn
from tests.support.queries import count_queries


def article(response: TestResponse) -> Tag:
    """Return the post's own part of its page."""
    found = BeautifulSoup(response.text, "html.parser").article
    assert found
    return found


def test_a_post_shows_its_title_and_its_text(client: FlaskClient, make_post: MakePost) -> None:
    post = make_post(title="Tides & <b>moons</b>", source="High *water* at six.")

    response = client.get(post.url)

    assert response.status_code == 200
    assert "<h1>Tides &amp; &lt;b&gt;moons&lt;/b&gt;</h1>" in response.text
    assert "<p>High <em>water</em> at six.</p>" in response.text


def test_a_post_names_its_authors_and_tags_in_their_order(
    client: FlaskClient, make_post: MakePost, make_user: MakeUser
) -> None:
    people = [make_user("rui", display_name="Rui"), make_user("ana", display_name="Ana")]
    post = make_post(authors=people, tags=["sea", "C#"])

    page = client.get(post.url).text

    assert page.index("/blog/user/rui") < page.index("/blog/user/ana")
    assert page.index("/blog/tag/sea") < page.index("/blog/tag/C%23")


@pytest.mark.parametrize("slug", ["", "/wrong", "/A-Ready-Made-Post", "/a-ready-made-pos", "/é"])
def test_another_slug_leads_to_the_post_in_one_hop(
    client: FlaskClient, post: Post, slug: str
) -> None:
    response = client.get(f"/blog/post/{post.id}{slug}?from=mail&x=%C3%A9")

    assert response.status_code == 301
    assert response.location == f"{post.url}?from=mail&x=%C3%A9"


def test_a_slug_of_letters_beyond_ascii_is_found(client: FlaskClient, make_post: MakePost) -> None:
    post = make_post(title="日本語")

    assert post.url.endswith("/%E6%97%A5%E6%9C%AC%E8%AA%9E")
    assert client.get(post.url).status_code == 200


def test_two_posts_may_have_one_slug(client: FlaskClient, make_post: MakePost) -> None:
    first, second = make_post(title="Hello", source="one"), make_post(title="Hello", source="two")

    assert "<p>one</p>" in client.get(first.url).text
    assert "<p>two</p>" in client.get(second.url).text


def test_a_draft_is_hidden(client: FlaskClient, make_post: MakePost) -> None:
    draft = make_post(status="draft")

    assert client.get(draft.url).status_code == 404
    assert client.get(f"/blog/post/{draft.id}").status_code == 404


def test_a_scheduled_post_is_hidden_until_its_date(
    client: FlaskClient, make_post: MakePost
) -> None:
    post = make_post(status="scheduled", publish_date=utcnow() + timedelta(minutes=1))

    assert client.get(post.url).status_code == 404


def test_a_scheduled_post_is_shown_once_its_date_is_reached(
    client: FlaskClient, owner: User
) -> None:
    post = make_due_post(owner)

    assert post.status == "scheduled"
    assert client.get(post.url).status_code == 200


@pytest.mark.parametrize("post_id", ["0", "-1", "2147483648", "99999999999999999999", "1.0", "x"])
def test_an_id_that_no_post_has_is_not_found(client: FlaskClient, post: Post, post_id: str) -> None:
    assert client.get(f"/blog/post/{post_id}").status_code == 404
    assert client.get(f"/blog/post/{post_id}/slug").status_code == 404


def test_a_picture_post_shows_its_picture(
    client: FlaskClient, make_post: MakePost, make_picture: MakePicture
) -> None:
    picture = make_picture(width=1200, height=800)
    post = make_post(type="image", image=picture, image_alt="A boat", image_caption="At noon")

    figure = article(client.get(post.url)).select_one("figure")

    assert figure
    assert figure.img
    assert figure.img.attrs == {
        "src": picture.url,
        "alt": "A boat",
        "width": "1200",
        "height": "800",
    }
    assert figure.get_text(strip=True) == "At noon"


def test_a_quote_says_whose_it_is(client: FlaskClient, make_post: MakePost) -> None:
    post = make_post(type="quote", source="Less is more.", quote_author="Mies <van der Rohe>")

    figure = article(client.get(post.url)).select_one("figure")

    assert figure
    assert figure.get_text(" ", strip=True) == "Less is more. — Mies <van der Rohe>"


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"youtube_id": "dQw4w9WgXcQ"}, "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ({"type": "video", "video": "https://vimeo.com/76979871"}, "https://vimeo.com/76979871"),
    ],
)
def test_a_video_is_a_link_to_its_host(
    client: FlaskClient, make_post: MakePost, fields: dict[str, str], address: str
) -> None:
    page = client.get(make_post(**fields).url).text

    assert f'href="{address}"' in page
    assert "<iframe" not in page


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("pt", "ltr"), ("xx", "auto")])
def test_an_article_has_the_language_and_direction_of_its_own(
    client: FlaskClient, make_post: MakePost, language: str, direction: str
) -> None:
    page = client.get(make_post(language=language).url).text

    assert f'<h1 lang="{language}" dir="{direction}">' in page
    assert '<html lang="en" dir="ltr">' in page


def test_a_post_without_comments_says_so(client: FlaskClient, post: Post) -> None:
    assert "No comments yet" in client.get(post.url).text


def test_comments_stand_under_the_post(
    client: FlaskClient, post: Post, make_comment: MakeComment
) -> None:
    make_comment(post, name="<Ana>", text="See https://example.org/ <script>")

    comments = BeautifulSoup(client.get(post.url).text, "html.parser").select_one("#comments")

    assert comments
    assert comments.h2
    assert comments.h2.get_text(strip=True) == "1 comment"
    assert "<Ana>" in comments.get_text()
    assert "See https://example.org/ <script>" in comments.get_text()
    assert comments.select_one('a[href="https://example.org/"]')


@pytest.mark.parametrize(
    ("status", "mark"), [("draft", "Draft"), ("scheduled", "Scheduled for 1 July")]
)
def test_its_writers_see_a_post_before_its_readers(
    client: FlaskClient,
    make_post: MakePost,
    make_user: MakeUser,
    sign_in: SignIn,
    owner: User,
    status: str,
    mark: str,
) -> None:
    date = (utcnow() + timedelta(days=400)).replace(month=7, day=1) if status != "draft" else None
    post = make_post(status=status, publish_date=date)
    editor, stranger = make_user("editor", roles=("editor",)), make_user("ana", roles=("poster",))

    for writer in (owner, editor):
        page = sign_in(writer).get(post.url)
        assert mark in page.text
        assert 'content="noindex"' in page.text
        assert "comment" not in page.text.split("</article>")[1].split("<footer")[0].lower()
    for reader in (client, sign_in(stranger)):
        assert reader.get(post.url).status_code == 404


def test_who_may_change_a_post_finds_the_buttons(
    client: FlaskClient, post: Post, make_user: MakeUser, sign_in: SignIn, owner: User
) -> None:
    def buttons(browser: FlaskClient) -> list[bool]:
        text = browser.get(post.url).text
        return [f"/blog/{action}/{post.id}" in text for action in ("edit", "delete")]

    assert buttons(sign_in(owner)) == [True, True]
    assert buttons(sign_in(make_user("edith", roles=("editor",)))) == [True, True]
    assert buttons(sign_in(make_user("ana", roles=("poster",)))) == [False, False]
    assert buttons(client) == [False, False]


def test_a_deleted_post_is_nowhere_even_for_its_writer(
    post: Post, sign_in: SignIn, owner: User
) -> None:
    browser = sign_in(owner)
    with write_unit() as session:
        session.refresh(post)
        delete_post(post)

    assert browser.get(post.url).status_code == 404
    assert browser.get(f"/blog/post/{post.id}").status_code == 404


def test_rights_cost_the_page_of_a_guest_no_query(client: FlaskClient, post: Post) -> None:
    with count_queries() as statements:
        client.get(post.url)

    assert not any("user_sessions" in statement for statement in statements)

"""What a blog is filled with."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from byline.auth.models import User
from byline.blog.models import Counter, Post, Tag
from byline.comments.models import Comment
from byline.extensions import db
from tests.support.application import application
from tests.testdata.support import POSTS, TODAY, run, steady


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Return an application on a filled site, which no test changes; its context is pushed."""
    data = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch, application(data) as app:
        steady(patch)
        run(app.test_cli_runner(), "--posts", str(POSTS))
        yield app


@pytest.fixture
def session(filled: Flask) -> Session:
    """Return a session on the filled site."""
    return db.session()


@pytest.fixture
def client(filled: Flask) -> FlaskClient:
    """Return a browser on the filled site."""
    return filled.test_client()


def test_every_post_has_two_tags_and_authors_who_may_write(session: Session) -> None:
    posts = session.scalars(sa.select(Post)).all()

    assert len(posts) == POSTS
    for post in posts:
        assert len(post.tags) == 2
        assert post.authors
        assert all(author.has_role("poster", "editor", "admin") for author in post.authors)


def test_posts_are_of_all_types_and_states(session: Session) -> None:
    types = set(session.scalars(sa.select(Post.type)))
    states = set(session.scalars(sa.select(Post.status)))

    assert types == {"blog", "image", "video", "quote"}
    assert states == {"draft", "scheduled", "published"}


def test_what_is_published_is_of_the_last_two_years(session: Session) -> None:
    dates = session.scalars(sa.select(Post.publish_date).where(Post.status == "published"))

    assert all(date and TODAY - timedelta(days=732) < date <= TODAY for date in dates)


def test_no_comment_is_older_than_its_post_or_what_it_answers(session: Session) -> None:
    comments = session.scalars(sa.select(Comment)).all()

    for comment in comments:
        post = session.get_one(Post, comment.post_id)
        before = session.get_one(Comment, comment.parent_id) if comment.parent_id else None
        assert post.publish_date
        assert post.publish_date < comment.created_at <= TODAY
        assert before is None or before.created_at <= comment.created_at


def test_authors_answer_comments(session: Session) -> None:
    replies = session.scalars(sa.select(Comment).where(Comment.parent_id.is_not(None)))

    assert any(reply.user in session.get_one(Post, reply.post_id).authors for reply in replies)


def test_the_counters_agree_with_the_rows(session: Session) -> None:
    published = session.scalars(sa.select(Post).where(Post.status == "published")).all()
    approved = sa.select(Comment.post_id).where(Comment.status == "approved")
    commented = list(session.scalars(approved))

    assert session.scalars(sa.select(Counter.total)).one() == len(published)
    for tag in session.scalars(sa.select(Tag)):
        assert tag.post_count == sum(tag in post.tags for post in published)
    for user in session.scalars(sa.select(User)):
        assert user.post_count == sum(user in post.authors for post in published)
    assert all(post.comment_count == commented.count(post.id) for post in published)


def test_readers_can_open_all_but_drafts_and_what_is_ahead(
    client: FlaskClient, session: Session
) -> None:
    urls = [(post.status, post.url) for post in session.scalars(sa.select(Post))]

    answers = {(status, client.get(url).status_code) for status, url in urls}

    assert answers == {("published", 200), ("scheduled", 404), ("draft", 404)}


def test_pictures_in_a_text_have_their_sizes(client: FlaskClient, session: Session) -> None:
    [radio] = session.scalars(sa.select(Post).where(Post.title.startswith("Repairing a radio")))

    pictures = BeautifulSoup(client.get(radio.url).text, "html.parser").find_all("img")

    # The cover and the one in the text.
    assert [(picture["width"], picture["height"]) for picture in pictures] == [("1280", "720")] * 2
    for picture in pictures:
        with client.get(str(picture["src"])) as response:
            assert response.status_code == 200


def test_a_text_from_right_to_left_says_so(client: FlaskClient, session: Session) -> None:
    [letter] = session.scalars(sa.select(Post).where(Post.language == "ar"))

    assert 'lang="ar" dir="rtl"' in client.get(letter.url).text


def test_the_site_has_a_name_and_pages_in_its_navigation(client: FlaskClient) -> None:
    page = client.get("/page/about")

    assert page.status_code == 200
    assert "<title>About · The Harbour Notes</title>" in page.text
    assert 'href="/page/colophon"' in page.text

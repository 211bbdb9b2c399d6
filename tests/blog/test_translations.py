"""Posts that are translations of one another: each says its language, and each another."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from byline.blog.errors import InvalidPost
from tests.support.engines import every_engine
from tests.support.factories import MakePost, MakeUser
from tests.support.people import SignIn, submit


@pytest.fixture
def editor(make_user: MakeUser, sign_in: SignIn) -> FlaskClient:
    """Return somebody who may edit every post."""
    return sign_in(make_user("edith", roles=("editor",)))


@every_engine
def test_translations_share_a_group_and_each_has_its_language(make_post: MakePost) -> None:
    posts = [make_post(language=language, translation_group="g") for language in ("en", "pt")]

    assert [post.translation_group for post in posts] == ["g", "g"]


def test_a_translation_without_a_language_is_refused(make_post: MakePost) -> None:
    with pytest.raises(InvalidPost, match="language"):
        make_post(translation_group="g")


@every_engine
def test_a_second_translation_into_a_language_is_refused(make_post: MakePost) -> None:
    make_post(language="pt", translation_group="g")

    with pytest.raises(InvalidPost, match="language"):
        make_post(language="pt", translation_group="g")


def test_a_translation_that_is_edited_stays_one(
    editor: FlaskClient, make_post: MakePost, db_session: Session
) -> None:
    post = make_post(language="pt", translation_group="g")

    submit(editor, f"/blog/edit/{post.id}", title="New")

    db_session.refresh(post)
    assert (post.title, post.language, post.translation_group) == ("New", "pt", "g")


def test_the_form_says_that_a_translation_is_there_already(
    editor: FlaskClient, make_post: MakePost
) -> None:
    make_post(language="pt", translation_group="g")
    post = make_post(language="en", translation_group="g")

    response = submit(editor, f"/blog/edit/{post.id}", language="pt")

    assert "This post is there in this language already." in response.text

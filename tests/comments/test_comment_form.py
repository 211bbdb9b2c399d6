"""The form under a post."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from byline.blog.models import Post
from byline.comments.models import Comment
from byline.extensions import db
from tests.support.people import submit

FORM = "#comment-form"


def write(client: FlaskClient, post: Post, **fields: object) -> TestResponse:
    """Send a comment by the form of the post's page."""
    values = {"name": "Rita", "text": "Well said."} | fields
    return submit(client, post.url, selector=FORM, **values)


def comments() -> list[Comment]:
    """Return all there are."""
    return list(db.session.scalars(sa.select(Comment).order_by(Comment.id)))


def test_a_guest_s_first_comment_waits(client: FlaskClient, post: Post) -> None:
    response = write(client, post)

    (comment,) = comments()
    assert (comment.name, comment.text, comment.status) == ("Rita", "Well said.", "pending")
    assert response.status_code == 303
    assert response.location == f"{post.url}?said=waiting#comment-{comment.id}"

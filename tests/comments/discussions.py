"""Comments as browsers send them."""

import itertools
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from byline.blog.models import Post
from byline.comments.models import Comment
from byline.comments.stamp import make_stamp
from byline.extensions import db
from byline.lib.database import utcnow

MINUTE = timedelta(minutes=1)
_addresses = itertools.count(1)


def stamped(post: Post, age: timedelta = MINUTE) -> str:
    """Return the stamp of a form that was opened so long ago."""
    return make_stamp(post.id, utcnow() - age)


def send(
    client: FlaskClient,
    post: Post,
    *,
    headers: dict[str, str] | None = None,
    address: str | None = None,
    **fields: Any,  # noqa: ANN401 - fields of the form
) -> TestResponse:
    """Send a guest's comment by a form opened a minute ago; each time from another address."""
    number = next(_addresses)
    address = address or f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    data = {"csrf_token": stamped(post), "name": "Rita", "text": "Well said."} | fields
    sent = {name: value for name, value in data.items() if value is not None}
    environ = {"REMOTE_ADDR": address}
    return client.post(post.url, data=sent, headers=headers, environ_overrides=environ)


def all_comments() -> list[Comment]:
    """Return every comment there is, the oldest first."""
    return list(db.session.scalars(sa.select(Comment).order_by(Comment.id)))


def discussion(response: TestResponse) -> Tag:
    """Return the comments' part of a post's page."""
    found = BeautifulSoup(response.text, "html.parser").select_one("#comments")
    assert found
    return found


def typed(response: TestResponse, name: str) -> str:
    """Return what stands in a field of the form."""
    field = discussion(response).select_one(f"#comment-form [name={name}]")
    assert field
    if field.name == "textarea":
        return field.text.removeprefix("\r\n").removeprefix("\n")
    return str(field.get("value", ""))

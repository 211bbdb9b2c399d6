"""Make rows the way the product does, valid as they come: a test says only what matters to it.

Each factory is a fixture that returns a function; what it makes is committed, so that requests see
it, and belongs to the session of the test's own context.
"""

import io
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image

from byline.auth.models import Role, User
from byline.auth.passwords import hash_password
from byline.blog.models import Page, Post, Tag
from byline.blog.services import (
    PageContent,
    PostContent,
    create_page,
    create_post,
    prepare_page,
    prepare_post,
)
from byline.blog.services.tags import get_tags
from byline.comments.models import Comment
from byline.comments.services import add_comment
from byline.extensions import write_unit
from byline.media.models import MediaFile
from byline.media.services import add_file, prepare_file

MakeComment = Callable[..., Comment]
MakePage = Callable[..., Page]
MakePicture = Callable[..., MediaFile]
MakePost = Callable[..., Post]
MakeTag = Callable[[str], Tag]
MakeUser = Callable[..., User]

# Each post of a test is an hour newer than the one before.
FIRST_PUBLISH_DATE = datetime(2024, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def make_user(app: Flask) -> MakeUser:
    """Make a user: `make_user("ana", roles=["poster"], password="a good one")`."""
    numbers = itertools.count(1)

    def make(username: str | None = None, *, roles: tuple[str, ...] = (), **values: Any) -> User:  # noqa: ANN401 - columns
        username = username or f"user-{next(numbers)}"
        if "password" in values:
            values["password"] = hash_password(values["password"])
        with write_unit() as session:
            has = session.scalars(sa.select(Role).where(Role.name.in_(["default", *roles])))
            user = User(username=username, roles=list(has), **{"display_name": username, **values})
            session.add(user)
        return user

    return make


@pytest.fixture
def owner(make_user: MakeUser) -> User:
    """Return the author of what is made without naming one."""
    return make_user("owner", roles=("poster",), display_name="Olívia Owner")


@pytest.fixture
def make_post(owner: User) -> MakePost:
    """Make a post, published unless it says otherwise; takes the fields of `PostContent`."""
    numbers = itertools.count()

    def make(*, authors: list[User] | None = None, **fields: Any) -> Post:  # noqa: ANN401 - fields
        number = next(numbers)
        defaults: dict[str, Any] = {
            "title": f"Post {number}",
            "source": f"The text of *post {number}*.",
            "status": "published",
            "publish_date": FIRST_PUBLISH_DATE + timedelta(hours=number),
        }
        prepared = prepare_post(PostContent(**{**defaults, **fields}))
        with write_unit():
            return create_post(prepared, authors or [owner])

    return make


@pytest.fixture
def post(make_post: MakePost) -> Post:
    """Return a published post."""
    return make_post(title="A ready-made post")


@pytest.fixture
def make_tag(app: Flask) -> MakeTag:
    """Make a tag that no post has: `make_tag("Python")`."""

    def make(title: str) -> Tag:
        with write_unit():
            return get_tags([title])[0]

    return make


@pytest.fixture
def make_comment(app: Flask) -> MakeComment:
    """Make a comment, approved unless it says otherwise: `make_comment(post, text="Hello")`."""

    def make(post: Post, **fields: Any) -> Comment:  # noqa: ANN401 - fields
        defaults = {"name": "Rita Reader", "text": "Well said.", "status": "approved"}
        with write_unit():
            return add_comment(post, **{**defaults, **fields})

    return make


@pytest.fixture
def make_page(app: Flask) -> MakePage:
    """Make a static page: `make_page(title="About")`; takes the fields of `PageContent`."""
    numbers = itertools.count(1)

    def make(**fields: Any) -> Page:  # noqa: ANN401 - fields
        defaults = {"title": f"Page {next(numbers)}", "source": "Some *words*."}
        prepared = prepare_page(PageContent(**{**defaults, **fields}))
        with write_unit():
            return create_page(prepared)

    return make


@pytest.fixture
def make_picture(app: Flask) -> MakePicture:
    """Make a picture in the media store: `make_picture(width=1200, height=800)`."""

    def make(*, width: int = 60, height: int = 40, colour: str = "teal") -> MediaFile:
        file = io.BytesIO()
        Image.new("RGB", (width, height), colour).save(file, "PNG")
        prepared = prepare_file(file.getvalue(), "picture.png")
        with write_unit():
            return add_file(prepared)

    return make

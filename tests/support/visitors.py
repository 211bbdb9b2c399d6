"""The five kinds of visitors, each with a browser and with objects of its own."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from PIL import Image
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from byline.auth.models import User, UserSession
from byline.auth.queries import find_invitation
from byline.auth.services import create_user, invite
from byline.blog.models import Post
from byline.blog.services import (
    PageContent,
    PostContent,
    create_page,
    create_post,
    delete_post,
    prepare_page,
    prepare_post,
)
from byline.comments.models import Comment
from byline.comments.services import add_comment
from byline.extensions import db, write_unit
from byline.lib.database import utcnow
from byline.media.services import add_file, prepare_file
from tests.support.people import signed_in_browser

VISITORS = ("anonymous", "default", "poster", "editor", "admin")
# Who has what belongs to another.
STRANGER = "stranger"
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
IN_A_YEAR = timedelta(days=365)

# What stands in an address, such as {"post_id": 17}.
Values = dict[str, Any]


@dataclass
class Visitors:
    """Everybody who visits a site, and the site as it was before they came."""

    app: Flask
    people: dict[str, User]
    # By owner and kind, such as ("poster", "draft").
    objects: dict[tuple[str, str], Values]
    # Of what belongs to nobody.
    others: Values
    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    before: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))

    def send(self, visitor: str, method: str, path: str) -> TestResponse:
        """Send a request of a visitor, with a right form token where it is a POST."""
        client = self.app.test_client()
        client.set_cookie("session", self.cookies[visitor])
        data = {"csrf_token": self.tokens[visitor]} if method == "POST" else None
        # Buffered, so that no file stays open.
        response = client.open(path, method=method, data=data, buffered=True)
        if method != "GET":
            self._put_back()
        return response

    def path(self, rule: Rule, visitor: str, about: str) -> str:
        """Return the path of a rule: of `own draft` or `another's draft`, as a visitor says it."""
        values = dict(self.others)
        if about:
            whose, kind = about.split(" ", 1)
            values |= self.objects[visitor if whose == "own" else STRANGER, kind]
        missing = rule.arguments - set(values)
        assert not missing, f"{rule.rule}: which {missing}?"
        built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
        assert built
        return built[1]

    def come(self) -> None:
        """Sign everybody in, and remember the site."""
        for visitor in (*VISITORS, STRANGER):
            client = self._browser(visitor)
            with client.session_transaction() as kept:
                kept["csrf_token"] = "told to the form"
            cookie = client.get_cookie("session")
            assert cookie
            self.cookies[visitor] = cookie.value
            if kept.get("_user_id"):
                query = select(UserSession.id).where(UserSession.user == self.people[visitor])
                self.objects[visitor, "session"] = {"session_id": db.session.scalar(query)}
        with self.app.test_request_context():
            session["csrf_token"] = "told to the form"
            self.tokens = dict.fromkeys(VISITORS, generate_csrf())
        with _opened(self.app) as site:
            site.backup(self.before)

    def _browser(self, visitor: str) -> FlaskClient:
        if visitor == "anonymous":
            return self.app.test_client()
        return signed_in_browser(self.app, self.people[visitor])

    def _put_back(self) -> None:
        """Undo what a request has changed: rows, and what was counted for limits."""
        with _opened(self.app) as site:
            self.before.backup(site)
        self.app.extensions["byline-limits"].storage.reset()


@contextmanager
def visiting(app: Flask) -> Iterator[Visitors]:
    """Let everybody visit an empty site on SQLite."""
    people = {name: _add_person(name) for name in (*VISITORS[1:], STRANGER)}
    visitors = Visitors(app, people, {}, _add_others())
    for name, user in people.items():
        for kind, values in _add_objects(name, user).items():
            visitors.objects[name, kind] = values
    for name, user in people.items():
        for kind, comment in _add_comments(visitors, name, user).items():
            visitors.objects[name, kind] = {"comment_id": comment.id}
    visitors.come()
    yield visitors
    visitors.before.close()


def _add_person(name: str) -> User:
    role = "poster" if name == STRANGER else name
    with write_unit():
        return create_user(f"the-{name}", password_hash=None, roles=[role])


def _add_objects(name: str, user: User) -> dict[str, Values]:
    """Give somebody one of each; who has the role `default` has them of better days."""
    posts = {
        "deleted post": _add_post(user),
        "post": _add_post(user),
        "later post": _add_post(user, status="scheduled", publish_date=utcnow() + IN_A_YEAR),
        "draft": _add_post(user, status="draft", publish_date=None),
    }
    with write_unit():
        delete_post(posts["deleted post"])
        invite(name, "poster", created_by=user, expires_at=utcnow() + IN_A_YEAR)
    invitation = find_invitation(name)
    assert invitation
    return {
        **{kind: {"post_id": post.id, "slug": post.slug} for kind, post in posts.items()},
        "account": {"user_id": user.id},
        "invitation": {"invitation_id": invitation.id, "token": name},
    }


def _add_comments(visitors: Visitors, name: str, user: User) -> dict[str, Comment]:
    """Let somebody comment on another's post, and a guest on theirs."""
    other = "editor" if name == STRANGER else STRANGER
    said: dict[str, Any] = {"name": name, "user": user}
    guest: dict[str, Any] = {"name": "A guest"}
    wanted = {
        "comment": (other, "post", "approved", said),
        "waiting comment": (other, "post", "pending", said),
        "guest's comment": (name, "post", "approved", guest),
        "guest's waiting comment": (name, "post", "pending", guest),
        "guest's comment on a draft": (name, "draft", "approved", guest),
    }
    with write_unit() as rows:
        return {
            kind: add_comment(
                rows.get_one(Post, visitors.objects[owner, on]["post_id"]),
                text="Words.",
                status=status,
                **by,
            )
            for kind, (owner, on, status, by) in wanted.items()
        }


def _add_others() -> Values:
    """Make what everybody reads; return how it is named in addresses."""
    page = prepare_page(PageContent(title="About", source="Words."))
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    file = prepare_file(picture.getvalue(), "picture.png")
    with write_unit():
        return {
            "slug": create_page(page).slug,
            "name": add_file(file).name,
            "title": "Words",
            "username": f"the-{STRANGER}",
            "page": 1,
            "form_id": 1,
            "locale": "pt",
            "filename": "dist/manifest.json",
            "token": "unknown",
        }


def _add_post(user: User, **fields: Any) -> Post:  # noqa: ANN401 - fields of PostContent
    defaults: dict[str, Any] = {
        "title": "Something",
        "source": "Words.",
        "status": "published",
        "publish_date": LONG_AGO,
        "tags": ("Words",),
    }
    prepared = prepare_post(PostContent(**{**defaults, **fields}))
    with write_unit():
        return create_post(prepared, [user])


@contextmanager
def _opened(app: Flask) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(str(db.engine.url.database))
    yield connection
    connection.close()

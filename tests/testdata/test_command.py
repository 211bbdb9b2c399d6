"""The command `test-data`: what it adds, what it leaves alone, where it refuses."""

import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from byline.auth.models import User
from byline.blog.models import Page, Post, Tag
from byline.comments.models import Comment
from byline.extensions import db, write_unit
from byline.media.models import MediaFile
from byline.settings.services import change_setting
from byline.testdata.services import POSTS_A_TRANSACTION
from byline.testdata.stories import story_names
from tests.support.application import application
from tests.support.engines import every_engine
from tests.support.factories import MakePage, MakeUser
from tests.testdata.support import POSTS, run, steady

EVERYTHING = (User, Tag, Post, Comment, Page, MediaFile)


@pytest.fixture(autouse=True)
def steady_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every run be on the same day."""
    steady(monkeypatch)


def number_of(session: Session, *models: type[Any]) -> list[int]:
    """Return how many rows there are of each model."""
    return [session.scalars(sa.select(sa.func.count()).select_from(m)).one() for m in models]


def posts_of(session: Session) -> list[tuple[object, ...]]:
    """Return the posts with all that was written or chosen for them."""
    return [
        (
            post.title,
            post.html,
            post.publish_date,
            [author.username for author in post.authors],
            [tag.title for tag in post.tags],
            post.cover and post.cover.digest,
        )
        for post in session.scalars(sa.select(Post).order_by(Post.id))
    ]


def comments_of(session: Session) -> list[tuple[object, ...]]:
    """Return what was said, by whom and when."""
    columns = (Comment.post_id, Comment.parent_id, Comment.name, Comment.text, Comment.created_at)
    return [tuple(row) for row in session.execute(sa.select(*columns).order_by(Comment.id))]


@every_engine
def test_the_four_users_have_their_roles_and_a_known_password(
    runner: FlaskCliRunner, db_session: Session
) -> None:
    run(runner, "--posts", "0")

    users = {user.username: user for user in db_session.scalars(sa.select(User))}
    assert {name: [role.name for role in user.roles] for name, user in users.items()} == {
        "user_default": ["default"],
        "user_poster": ["default", "poster"],
        "user_editor": ["default", "editor"],
        "admin": ["default", "admin"],
    }
    for username, user in users.items():
        assert user.email == f"{username}@example.org"
        assert user.password is not None
        assert PasswordHasher().verify(user.password, "password")


def test_a_hundred_posts_are_added_by_default(runner: FlaskCliRunner, db_session: Session) -> None:
    run(runner)

    assert number_of(db_session, Post) == [100]


@every_engine
def test_a_second_run_adds_nothing(runner: FlaskCliRunner, db_session: Session) -> None:
    run(runner, "--posts", str(POSTS))
    before = number_of(db_session, *EVERYTHING)

    output = run(runner, "--posts", str(POSTS))

    assert number_of(db_session, *EVERYTHING) == before
    assert f"0 posts added, {POSTS} were there." in output
    assert "password" not in output


def test_a_run_with_more_posts_adds_the_rest(runner: FlaskCliRunner, tmp_path: Path) -> None:
    run(runner, "--posts", str(POSTS - 5))
    output = run(runner, "--posts", str(POSTS))
    grown = posts_of(db.session())

    with application(tmp_path / "another") as app:
        run(app.test_cli_runner(), "--posts", str(POSTS))
        at_once = posts_of(db.session())

    assert f"5 posts added, {POSTS - 5} were there." in output
    assert grown == at_once


def test_the_same_seed_gives_the_same_content(runner: FlaskCliRunner, tmp_path: Path) -> None:
    options = ("--posts", str(POSTS), "--seed", "7")
    run(runner, *options)
    posts, comments = posts_of(db.session()), comments_of(db.session())

    with application(tmp_path / "another") as app:
        run(app.test_cli_runner(), *options)

        assert posts_of(db.session()) == posts
        assert comments_of(db.session()) == comments


def test_another_seed_adds_other_posts_but_no_story_twice(
    runner: FlaskCliRunner, db_session: Session
) -> None:
    stories = len(story_names())
    run(runner, "--posts", str(POSTS), "--seed", "1")

    run(runner, "--posts", str(POSTS), "--seed", "2")

    assert number_of(db_session, Post, User) == [stories + 2 * (POSTS - stories), 4]
    sources = list(db_session.scalars(sa.select(Post.source).where(Post.source != "")))
    assert len(set(sources)) == len(sources)


def test_an_interrupted_run_goes_on_where_it_was(
    runner: FlaskCliRunner, db_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(POSTS))

    def stop_in_the_second_transaction(*_arguments: object, **_named: object) -> None:
        if next(calls) > POSTS_A_TRANSACTION:
            raise RuntimeError("pulled the plug")

    with monkeypatch.context() as patch:
        patch.setattr("byline.testdata.services._add_comments", stop_in_the_second_transaction)
        result = runner.invoke(args=["test-data", "--posts", str(POSTS)])
    assert result.exit_code == 1
    assert number_of(db_session, Post) == [POSTS_A_TRANSACTION]

    run(runner, "--posts", str(POSTS))

    assert number_of(db_session, Post) == [POSTS]


def test_somebody_who_has_a_name_already_stays_as_they_are(
    runner: FlaskCliRunner, make_user: MakeUser
) -> None:
    admin = make_user("admin", display_name="Ana", password="kept as it is")
    before = admin.password

    output = run(runner, "--posts", "0")

    assert (admin.display_name, admin.password, len(admin.roles)) == ("Ana", before, 1)
    assert "admin" not in output


def test_a_taken_address_is_said_in_a_sentence(
    runner: FlaskCliRunner, make_user: MakeUser, db_session: Session
) -> None:
    make_user("ana", email="admin@example.org")

    result = runner.invoke(args=["test-data", "--posts", "0"])

    assert result.exit_code == 1
    assert "Another user has the address admin@example.org." in result.stderr
    assert number_of(db_session, User) == [1]


def test_a_page_of_the_same_address_stays_as_it_is(
    runner: FlaskCliRunner, make_page: MakePage, client: FlaskClient
) -> None:
    make_page(title="About", source="Mine.")

    run(runner, "--posts", "0")

    assert "<p>Mine.</p>" in client.get("/page/about").text


@pytest.mark.parametrize("where", ["configuration", "database"])
def test_a_site_keeps_the_name_it_has(app: Flask, client: FlaskClient, where: str) -> None:
    if where == "configuration":
        app.config["SITE_NAME"] = "My own notes"
    else:
        with write_unit():
            change_setting("site_name", "My own notes")

    run(app.test_cli_runner(), "--posts", "0")

    assert "My own notes" in client.get("/blog/").text


def test_prod_refuses_and_names_what_works(app: Flask, db_session: Session) -> None:
    app.config["ENVIRONMENT"] = "prod"

    result = app.test_cli_runner().invoke(args=["test-data"])

    assert result.exit_code == 1
    assert "make demo" in result.stderr
    assert number_of(db_session, *EVERYTHING) == [0] * len(EVERYTHING)


def test_by_force_the_passwords_are_random_and_printed_once(
    app: Flask, db_session: Session
) -> None:
    app.config["ENVIRONMENT"] = "prod"

    first = run(app.test_cli_runner(), "--force", "--posts", "0")
    second = run(app.test_cli_runner(), "--force", "--posts", "0")

    pairs = (line.strip().split("\t") for line in first.splitlines() if "\t" in line)
    passwords = dict(pairs)
    assert len(set(passwords.values())) == 4
    for user in db_session.scalars(sa.select(User)):
        assert user.password is not None
        assert PasswordHasher().verify(user.password, passwords[user.username])
    assert not any(password in second for password in passwords.values())


def test_without_faker_a_sentence_says_what_to_install(
    runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "faker", raising=False)
    monkeypatch.setattr(sys, "path", [])

    result = runner.invoke(args=["test-data"])

    assert result.exit_code == 1
    assert "make setup" in result.stderr


@pytest.mark.parametrize("option", ["--posts=-1", "--posts=many", "--seed=x", "--seed=-1"])
def test_what_is_no_number_of_its_range_is_refused(runner: FlaskCliRunner, option: str) -> None:
    result = runner.invoke(args=["test-data", option])

    assert result.exit_code == 2
    assert option.partition("=")[0] in result.stderr

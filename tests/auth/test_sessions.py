"""A cookie opens something only as long as its session lasts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from byline import create_app
from byline.auth.models import User, UserSession
from byline.auth.security import TOKEN_KEY
from byline.auth.services import end_sessions
from byline.blog.models import Post
from byline.config import TestConfig
from byline.extensions import db, write_unit
from byline.lib.database import WRITES, utcnow
from byline.web.access import PUBLIC, declared_access
from tests.support.engines import every_engine
from tests.support.factories import MakePicture, MakeUser
from tests.support.people import SignIn, submit
from tests.support.queries import count_queries

AGO = timedelta(minutes=11)


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    """Return an admin, who may open everything."""
    return make_user("ana", roles=("admin",), password="correct horse")


def pages_that_ask(app: Flask) -> list[str]:
    """Return the addresses of all pages that only somebody signed in may open."""
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments
        if declared_access(app, rule.endpoint) != PUBLIC
    ]


def is_guest(browser: FlaskClient, path: str) -> bool:
    """Say whether a page sends the browser to the login page."""
    response = browser.get(path)
    return response.status_code == 302 and response.location.startswith("/auth/login")


def block(user: User) -> None:
    """Set a user to blocked, and nothing else."""
    user.active = False


def expire(user: User) -> None:
    """Let the time of all sessions of a user be over."""
    db.session.execute(update(UserSession).values(expires_at=utcnow() - timedelta(seconds=1)))


ENDS: dict[str, Callable[[User], object]] = {
    "password change": end_sessions,
    "block": block,
    "deletion": lambda user: db.session.delete(user),
    "expiry": expire,
    "loss of the row": lambda _user: db.session.execute(delete(UserSession)),
    "new epoch": lambda user: setattr(user, "fs_uniquifier", "another"),
}


@pytest.mark.parametrize("end", ENDS)
def test_an_old_cookie_is_refused_at_once_on_every_page(
    app: Flask, sign_in: SignIn, ana: User, end: str
) -> None:
    browser = sign_in(ana)
    paths = pages_that_ask(app)
    assert len(paths) >= 5
    assert not any(is_guest(browser, path) for path in paths)

    with write_unit():
        ENDS[end](ana)

    assert all(is_guest(browser, path) for path in paths)
    assert "Log in" in browser.get("/blog/").text


@every_engine
@pytest.mark.parametrize("end", ENDS)
def test_a_session_ends_on_every_engine(sign_in: SignIn, ana: User, end: str) -> None:
    browser = sign_in(ana)
    assert not is_guest(browser, "/auth/account")

    with write_unit():
        ENDS[end](ana)

    assert is_guest(browser, "/auth/account")


def test_a_copied_cookie_is_worth_nothing_after_logout(
    app: Flask, sign_in: SignIn, ana: User
) -> None:
    browser = sign_in(ana)
    stolen = browser.get_cookie("session")
    assert stolen

    submit(browser, "/auth/logout")

    browser.set_cookie("session", stolen.value)
    assert all(is_guest(browser, path) for path in pages_that_ask(app))


def test_logging_out_here_leaves_others_alone(sign_in: SignIn, ana: User) -> None:
    here, there = sign_in(ana), sign_in(ana)

    submit(here, "/auth/logout")

    assert is_guest(here, "/auth/account")
    assert not is_guest(there, "/auth/account")


def test_a_blocked_user_lets_no_button_work(sign_in: SignIn, ana: User) -> None:
    browser = sign_in(ana)
    fields = {"csrf_token": "x", "display_name": "Changed"}
    with write_unit():
        block(ana)

    browser.post("/auth/account/name", data=fields)

    db.session.refresh(ana)
    assert ana.display_name == "ana"


def test_the_token_of_another_opens_nothing(
    sign_in: SignIn, ana: User, make_user: MakeUser
) -> None:
    browser, other = sign_in(ana), sign_in(make_user("rui"))
    with other.session_transaction() as theirs, browser.session_transaction() as own:
        own[TOKEN_KEY] = theirs[TOKEN_KEY]

    assert is_guest(browser, "/auth/account")


@pytest.mark.parametrize("missing", ["_user_id", TOKEN_KEY])
def test_half_of_a_session_opens_nothing(sign_in: SignIn, ana: User, missing: str) -> None:
    browser = sign_in(ana)
    with browser.session_transaction() as session:
        del session[missing]

    assert is_guest(browser, "/auth/account")


def forged(app: Flask, user: User) -> str:
    """Return a cookie as ours, signed with another key."""
    other = Flask("other")
    other.secret_key = "a guess"
    serializer = SecureCookieSessionInterface().get_signing_serializer(other)
    assert serializer
    return str(serializer.dumps({"_user_id": user.fs_uniquifier, TOKEN_KEY: "x"}))


@pytest.mark.parametrize("garbage", ["", "x", "a.b.c", "eyJ9.x.y", "é", "%00", "x" * 4_000, "🌻"])
def test_a_cookie_of_garbage_is_a_guest(client: FlaskClient, garbage: str) -> None:
    client.set_cookie("session", garbage)

    assert client.get("/blog/").status_code == 200
    assert is_guest(client, "/auth/account")


def test_a_forged_cookie_is_a_guest(app: Flask, client: FlaskClient, ana: User) -> None:
    client.set_cookie("session", forged(app, ana))

    assert is_guest(client, "/auth/account")


def test_signing_in_takes_out_sessions_that_are_over(
    client: FlaskClient, sign_in: SignIn, ana: User
) -> None:
    sign_in(ana)
    with write_unit():
        expire(ana)

    submit(client, "/auth/login", username="ana", password="correct horse")

    assert len(db.session.scalars(select(UserSession)).all()) == 1


@every_engine
@pytest.mark.parametrize(("ago", "written"), [(timedelta(minutes=9), False), (AGO, True)])
def test_when_somebody_was_seen_is_written_every_ten_minutes(
    sign_in: SignIn, ana: User, ago: timedelta, written: bool
) -> None:
    browser = sign_in(ana)
    before = utcnow() - ago
    with write_unit():
        db.session.execute(update(UserSession).values(last_seen_at=before))

    browser.get("/blog/")

    seen = db.session.scalars(select(UserSession.last_seen_at)).one()
    assert (seen > before) is written


@every_engine
def test_a_busy_database_neither_breaks_nor_delays_a_page(sign_in: SignIn, ana: User) -> None:
    browser = sign_in(ana)
    browser.get("/auth/account")
    with write_unit():
        db.session.execute(update(UserSession).values(last_seen_at=utcnow() - AGO))
    with db.engine.connect().execution_options(**{WRITES: True}) as holder, holder.begin():
        holder.execute(update(UserSession).values(user_agent="held"))
        started = utcnow()

        response = browser.get("/auth/account")

        assert response.status_code == 200
        assert utcnow() - started < timedelta(seconds=2)


@pytest.mark.parametrize(("site_url", "secure"), [(None, False), ("https://localhost", True)])
def test_the_cookie_is_for_this_site_and_no_script(
    database: str, app: Flask, ana: User, site_url: str | None, secure: bool
) -> None:
    config = TestConfig(
        DATA=app.config["DATA"], SQLALCHEMY_DATABASE_URI=database, SITE_URL=site_url
    )
    cookie = create_app(config).test_client().get("/auth/login").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert ("Secure" in cookie) is secure


def test_who_only_reads_gets_no_cookie(client: FlaskClient, post: Post) -> None:
    paths = ["/", "/blog/", "/blog/2", "/blog/tags", "/blog/archive", "/blog/authors", "/nothing"]

    for path in [*paths, post.url, "/blog/user/owner", "/healthz", "/blog/tag/none"]:
        response = client.get(path)

        assert "Set-Cookie" not in response.headers, path
        assert not response.cache_control.private, path


def test_files_are_the_same_for_all(
    app: Flask, sign_in: SignIn, ana: User, make_picture: MakePicture
) -> None:
    picture = make_picture()
    with app.test_request_context():
        asset = app.jinja_env.globals["asset"]("main.css")  # type: ignore[operator]  # our function

    for browser in (app.test_client(), sign_in(ana)):
        for path in (picture.url, asset):
            response = browser.get(path)
            response.close()

            assert response.status_code == 200, path
            assert "Cookie" not in response.vary, path
            assert "Set-Cookie" not in response.headers, path


def test_a_page_of_somebody_signed_in_is_for_them_alone(sign_in: SignIn, ana: User) -> None:
    response = sign_in(ana).get("/blog/")

    assert response.cache_control.private
    assert "Cookie" in response.vary


def test_being_signed_in_costs_two_queries_at_most(
    client: FlaskClient, sign_in: SignIn, make_user: MakeUser, post: Post
) -> None:
    browser = sign_in(make_user(roles=("poster",)))
    for path in ("/blog/", post.url, "/blog/tags"):
        counts = []
        for visitor in (client, browser):
            visitor.get(path)
            with count_queries() as statements:
                visitor.get(path)
            counts.append(len(statements))

        assert counts[1] <= counts[0] + 2, path


def test_after_a_logout_pages_are_for_everybody_again(sign_in: SignIn, ana: User) -> None:
    browser = sign_in(ana)
    submit(browser, "/auth/logout")
    assert "You have been logged out." in browser.get("/blog/").text

    page = browser.get("/blog/")

    assert browser.get_cookie("session") is None
    assert page.cache_control.public

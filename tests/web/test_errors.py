"""Errors: a page for people, problem+json for programs, nothing that leaks."""

import sqlite3
from collections.abc import Callable
from typing import NoReturn

import psycopg
import pymysql
import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient
from sqlalchemy import exc, text
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests
from werkzeug.test import TestResponse

from byline.extensions import db
from tests.support.queries import count_queries

STATUSES = [400, 403, 404, 405, 413, 429, 500, 503]
SECRET = "the-secret-in-the-error"


@pytest.fixture
def get(app: Flask) -> Callable[..., TestResponse]:
    """Return what asks for a page whose view raises the error that is given."""
    app.config["PROPAGATE_EXCEPTIONS"] = False  # as outside tests

    def get(error: Exception | int, path: str = "/broken", **options: object) -> TestResponse:
        def view() -> NoReturn:
            if isinstance(error, int):
                abort(error)
            raise error

        app.add_url_rule(path, view_func=view)
        return app.test_client().get(path, **options)

    return get


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_has_a_page_in_the_look_of_the_site(
    get: Callable[..., TestResponse], status: int
) -> None:
    response = get(status)

    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert response.text.count("<h1") == 1
    assert 'rel="stylesheet"' in response.text
    assert str(status) in response.text


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_of_the_api_is_a_problem(get: Callable[..., TestResponse], status: int) -> None:
    response = get(status, path="/api/broken")

    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    assert response.json["status"] == status
    assert response.json["title"]
    assert response.json["request_id"] == response.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("accepted", "media_type"),
    [
        ("application/json", "application/problem+json"),
        ("application/problem+json", "application/problem+json"),
        ("application/json, text/html;q=0.5", "application/problem+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("image/png", "text/html"),
        ("", "text/html"),
    ],
)
def test_the_form_of_an_error_follows_the_client(
    get: Callable[..., TestResponse], accepted: str, media_type: str
) -> None:
    response = get(404, headers={"Accept": accepted})

    assert response.mimetype == media_type


def test_an_address_that_only_begins_like_the_api_is_a_page(
    get: Callable[..., TestResponse],
) -> None:
    assert get(404, path="/apiary").mimetype == "text/html"


def test_a_rare_error_goes_by_its_standard_name(get: Callable[..., TestResponse]) -> None:
    response = get(418, path="/api/teapot")

    assert response.status_code == 418
    assert response.json is not None
    assert response.json["title"] == "I'm a teapot"


def test_an_error_speaks_the_language_of_the_reader(get: Callable[..., TestResponse]) -> None:
    response = get(404, headers={"Accept-Language": "pt"})

    assert '<html lang="pt"' in response.text
    assert "Page not found" not in response.text


@pytest.mark.parametrize("status", [500, 503])
def test_a_page_about_a_failure_asks_nothing_of_the_database(
    get: Callable[..., TestResponse], status: int
) -> None:
    with count_queries() as statements:
        get(status)

    assert statements == []


@pytest.mark.parametrize("path", ["/broken", "/api/broken"])
def test_an_unexpected_error_shows_nothing_of_itself(
    get: Callable[..., TestResponse], path: str
) -> None:
    response = get(RuntimeError(SECRET), path=path)

    assert response.status_code == 500
    assert SECRET not in response.text
    assert "Traceback" not in response.text


def test_a_description_for_developers_is_not_shown(app: Flask) -> None:
    app.add_url_rule("/broken", view_func=lambda: request.args[SECRET])

    response = app.test_client().get("/broken")

    assert response.status_code == 400
    assert SECRET not in response.text


def test_a_failure_is_told_even_when_the_templates_are_broken(
    app: Flask, get: Callable[..., TestResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = app.jinja_env.from_string("{{ nothing.at_all }}")
    monkeypatch.setattr(app.jinja_env, "get_or_select_template", lambda *_: broken)

    response = get(RuntimeError(SECRET))

    assert response.status_code == 500
    assert "Internal Server Error" in response.text
    assert SECRET not in response.text


def test_a_wrong_method_is_told_the_right_ones(client: FlaskClient) -> None:
    response = client.delete("/healthz")

    assert response.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} == set(response.headers["Allow"].split(", "))


@pytest.mark.parametrize("error", [TooManyRequests, ServiceUnavailable])
def test_when_to_try_again_is_told(
    get: Callable[..., TestResponse], error: type[TooManyRequests | ServiceUnavailable]
) -> None:
    response = get(error(retry_after=30))

    assert response.headers["Retry-After"] == "30"


def test_a_redirect_is_no_error(app: Flask) -> None:
    app.add_url_rule("/folder/", view_func=lambda: "")

    response = app.test_client().get("/folder?a=b")

    assert response.status_code == 308
    assert response.location.endswith("/folder/?a=b")


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(SECRET)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "original",
    [
        sqlite_error(sqlite3.SQLITE_BUSY),
        sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT),
        sqlite_error(sqlite3.SQLITE_CANTOPEN),
        sqlite_error(sqlite3.SQLITE_FULL),
        psycopg.errors.DeadlockDetected(),
        psycopg.errors.AdminShutdown(),
        psycopg.errors.TooManyConnections(),
        pymysql.err.OperationalError(1205, "Lock wait timeout exceeded"),
        pymysql.err.OperationalError(2006, "Server has gone away"),
    ],
)
def test_a_database_that_is_busy_or_away_is_a_pause(
    get: Callable[..., TestResponse], original: Exception
) -> None:
    response = get(exc.OperationalError("SELECT 1", {}, original))

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert SECRET not in response.text


def test_a_connection_that_fails_is_a_pause(get: Callable[..., TestResponse]) -> None:
    refused = psycopg.OperationalError("connection refused")

    response = get(exc.OperationalError(None, None, refused))

    assert response.status_code == 503


def test_a_pool_without_a_free_connection_is_a_pause(get: Callable[..., TestResponse]) -> None:
    assert get(exc.TimeoutError("QueuePool limit reached")).status_code == 503


@pytest.mark.parametrize(
    "original",
    [
        sqlite_error(sqlite3.SQLITE_ERROR),
        sqlite3.IntegrityError(SECRET),
        psycopg.errors.UndefinedTable(),
        pymysql.err.OperationalError(1054, "Unknown column"),
    ],
)
def test_a_statement_that_is_wrong_is_a_failure(
    get: Callable[..., TestResponse], original: Exception
) -> None:
    response = get(exc.DBAPIError("SELECT 1", {}, original))

    assert response.status_code == 500
    assert SECRET not in response.text


def test_a_missing_table_is_a_failure(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule("/broken", view_func=lambda: db.session.scalar(text("SELECT * FROM nil")))

    response = app.test_client().get("/broken")

    assert response.status_code == 500

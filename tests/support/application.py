"""The application under test, each test with a data folder and a database of its own."""

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from byline import create_app
from byline.config import TestConfig
from byline.extensions import db


class Client(FlaskClient):
    """A browser: each request has a context and a session of its own, as on a server.

    The rows that the test holds are read afresh after it. `with client:` is not supported.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401 - werkzeug's own
        """Send a request."""
        response: TestResponse = contextvars.Context().run(super().open, *args, **kwargs)
        db.session.rollback()
        return response


class Runner(FlaskCliRunner):
    """A terminal: each command has a context and a session of its own, as in a new process."""

    def invoke(self, *args: Any, **kwargs: Any) -> Result:  # noqa: ANN401 - click's own
        """Run a command."""
        result = contextvars.Context().run(super().invoke, *args, **kwargs)
        db.session.rollback()
        return result


@contextmanager
def application(data: Path, database: str | None = None) -> Iterator[Flask]:
    """Make an application on a data folder, with its context pushed, and leave nothing open."""
    data.mkdir(parents=True, exist_ok=True)
    app = create_app(TestConfig(DATA=data, SQLALCHEMY_DATABASE_URI=database))
    app.test_client_class = Client
    app.test_cli_runner_class = Runner
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on an empty site; its context is pushed."""
    with application(tmp_path / "data", database) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a browser without cookies."""
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Return a terminal: `runner.invoke(args=["list-users"])`."""
    return app.test_cli_runner()


@pytest.fixture
def db_session(app: Flask) -> Session:
    """Return the session of the test's own context, which factories use too."""
    return db.session()

"""The debug toolbar."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from byline import create_app
from byline.config import TestConfig
from byline.extensions import db


@pytest.fixture
def debugging(monkeypatch: pytest.MonkeyPatch, database: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application as `byline run --debug` makes it."""
    monkeypatch.setenv("FLASK_DEBUG", "1")
    config = TestConfig(
        DATA=tmp_path,
        SQLALCHEMY_DATABASE_URI=database,
        SECRET_KEY="canary-key",
        METRICS_TOKEN="canary-token",
    )
    app = create_app(config)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_pages_have_the_toolbar(debugging: Flask) -> None:
    response = debugging.test_client().get("/blog/", headers={"Accept-Encoding": "gzip"})

    assert 'id="flDebug"' in response.text
    assert "SELECT" in response.text
    assert "Content-Encoding" not in response.headers
    assert "'unsafe-inline'" in response.headers["Content-Security-Policy"]


def test_the_toolbar_hides_secrets(debugging: Flask) -> None:
    page = debugging.test_client().get("/blog/").text

    assert "SECRET_KEY" in page
    assert "canary" not in page


def test_redirects_are_not_intercepted(debugging: Flask) -> None:
    assert debugging.test_client().get("/").status_code == 302


def test_without_debugging_there_is_no_toolbar(app: Flask) -> None:
    response = app.test_client().get("/blog/")

    assert "flDebug" not in response.text
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert not any(rule.rule.startswith("/_debug") for rule in app.url_map.iter_rules())

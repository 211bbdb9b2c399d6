"""Alive and ready."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from byline.extensions import db
from tests.support.application import application
from tests.support.queries import count_queries


@pytest.fixture
def away_app(tmp_path: Path) -> Iterator[Flask]:
    """Return an application whose database cannot be opened."""
    with application(tmp_path / "data", f"sqlite:///{tmp_path}/no/such/folder.sqlite3") as app:
        yield app


def test_the_process_is_alive_without_a_query_or_a_cookie(client: FlaskClient) -> None:
    with count_queries() as statements:
        response = client.get("/healthz")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert statements == []


def test_a_migrated_database_is_ready(client: FlaskClient) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json == {"database": True, "migrations": True}


def test_an_old_schema_is_not_ready(client: FlaskClient) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json == {"database": True, "migrations": False}


def test_an_empty_database_is_not_ready(unmigrated_app: Flask) -> None:
    response = unmigrated_app.test_client().get("/readyz")

    assert response.status_code == 503
    assert response.json == {"database": True, "migrations": False}


def test_a_database_that_is_away_is_not_ready(away_app: Flask) -> None:
    response = away_app.test_client().get("/readyz")

    assert response.status_code == 503
    assert response.json == {"database": False, "migrations": False}


def test_a_process_without_its_database_is_alive(away_app: Flask) -> None:
    assert away_app.test_client().get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_cannot_be_posted_to(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code in (400, 405)

"""The database engines that Byline runs on, all of them real."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask

from tests.support.application import application
from tests.support.mariadb import run_mariadb
from tests.support.postgresql import run_postgresql

ENGINES = ("sqlite", "postgresql", "mariadb")
# Put above a test, it runs it on each of them: whatever fixtures it takes are on that engine.
every_engine = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
# How a server's database is made empty again.
EMPTY = {
    "postgresql": ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"),
    "mariadb": ("DROP DATABASE byline", "CREATE DATABASE byline"),
}


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Return the address of a database on a PostgreSQL of this worker."""
    with run_postgresql() as address:
        yield address


@pytest.fixture(scope="session")
def mariadb() -> Iterator[str]:
    """Return the address of a database on a MariaDB of this worker."""
    with run_mariadb() as address:
        yield address


@pytest.fixture
def engine_name(request: pytest.FixtureRequest) -> str:
    """Return the name of the engine the test runs on: SQLite, unless `every_engine` says more."""
    name: str = getattr(request, "param", "sqlite")
    return name


@pytest.fixture
def empty_database(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Return the address of a database without tables."""
    if engine_name == "sqlite":
        return f"sqlite:///{tmp_path / 'byline.sqlite3'}"
    address: str = request.getfixturevalue(engine_name)
    engine = sa.create_engine(address, poolclass=sa.NullPool)
    with engine.begin() as connection:
        for statement in EMPTY[engine_name]:
            connection.execute(sa.text(statement))
    return address


@pytest.fixture
def unmigrated_app(empty_database: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on a database without tables."""
    with application(tmp_path / "data", empty_database) as app:
        yield app


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite database that all migrations went over; tests get copies."""
    path = tmp_path_factory.mktemp("migrated") / "byline.sqlite3"
    with application(path.parent, f"sqlite:///{path}"):
        flask_migrate.upgrade()
    return path


@pytest.fixture
def database(engine_name: str, request: pytest.FixtureRequest) -> str:
    """Return the address of a migrated database without content."""
    address: str = request.getfixturevalue("empty_database")
    if engine_name == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), address.removeprefix("sqlite:///"))
    else:
        with application(request.getfixturevalue("tmp_path") / "data", address):
            flask_migrate.upgrade()
    return address

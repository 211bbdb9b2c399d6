"""What `byline run` does before it listens."""

import re
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click
import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Flask
from flask.testing import FlaskClient

from byline.extensions import db, write_unit
from byline.migrations import DIRECTORY
from byline.migrations.schema import Schema, SchemaError, prepare_database, schema_state
from byline.server import CannotServe
from byline.start import show_first_run_link, start
from tests.support.engines import every_engine
from tests.support.factories import MakeUser

Call = tuple[str, int, int | None]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Return the list that takes what would be served: host, port, workers."""
    calls: list[Call] = []

    def serve(_app: Flask, host: str, port: int, workers: int | None) -> None:
        calls.append((host, port, workers))

    monkeypatch.setattr("byline.server.serve", serve)
    return calls


def set_revision(revision: str) -> None:
    """Say that the database is at a revision."""
    with write_unit() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


def first_revision() -> str:
    """Return the oldest migration."""
    (base,) = ScriptDirectory(DIRECTORY).get_bases()
    return base


def test_a_new_site_is_migrated_and_served(unmigrated_app: Flask, served: list[Call]) -> None:
    start(unmigrated_app, host="127.0.0.1", port=0, workers=2)

    assert schema_state() is Schema.CURRENT
    assert len(served) == 1


def test_port_0_is_any_free_one_and_the_link_names_it(
    app: Flask, served: list[Call], capsys: pytest.CaptureFixture[str]
) -> None:
    start(app, host="127.0.0.1", port=0, workers=None)

    ((host, port, _workers),) = served
    assert port > 0
    assert f"http://{host}:{port}/auth/first-run/" in capsys.readouterr().err


def test_a_port_in_use_is_told_before_anything_is_changed(
    unmigrated_app: Flask, served: list[Call]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CannotServe, match="is taken by another program"):
            start(unmigrated_app, host="127.0.0.1", port=other.getsockname()[1], workers=1)

    assert schema_state() is Schema.EMPTY
    assert served == []


def test_a_database_newer_than_the_code_is_refused(app: Flask, served: list[Call]) -> None:
    set_revision("f00f00f00f00")

    with pytest.raises(click.ClickException, match="written by a newer version"):
        start(app, host="127.0.0.1", port=0, workers=1)

    assert served == []


def backups(app: Flask) -> list[Path]:
    return sorted((Path(app.config["DATA"]) / "backups").glob("*"))


def test_an_old_sqlite_database_is_copied_and_then_migrated(
    app: Flask, make_user: MakeUser
) -> None:
    make_user("ana")
    flask_migrate.downgrade()

    prepare_database()

    (copy,) = backups(app)
    assert schema_state() is Schema.CURRENT
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT username FROM users").fetchall() == [("ana",)]


def test_a_current_database_is_neither_copied_nor_migrated(app: Flask) -> None:
    prepare_database()

    assert backups(app) == []


def test_a_new_database_has_nothing_to_copy(unmigrated_app: Flask) -> None:
    prepare_database()

    assert backups(unmigrated_app) == []


def test_a_damaged_database_is_not_migrated(app: Flask, make_user: MakeUser) -> None:
    user = make_user("ana")
    flask_migrate.downgrade()
    with closing(sqlite3.connect(db.engine.url.database or "")) as connection:
        # Nobody has asked this connection to watch over foreign keys.
        connection.execute("INSERT INTO user_roles VALUES (?, 99)", (user.id,))
        connection.commit()

    with pytest.raises(SchemaError, match="damaged"):
        prepare_database()

    assert schema_state() is Schema.OLD


@pytest.mark.parametrize("engine_name", ["postgresql", "mariadb"], indirect=True)
def test_an_old_database_on_a_server_is_left_to_the_operator(app: Flask) -> None:
    set_revision(first_revision())

    with pytest.raises(SchemaError, match="run: byline db upgrade"):
        prepare_database()


@pytest.mark.parametrize("engine_name", ["postgresql", "mariadb"], indirect=True)
def test_an_empty_database_on_a_server_is_left_to_the_operator(unmigrated_app: Flask) -> None:
    with pytest.raises(SchemaError, match="run: byline db upgrade"):
        prepare_database()


@every_engine
def test_a_newer_database_is_refused_on_every_engine(app: Flask) -> None:
    set_revision("f00f00f00f00")

    with pytest.raises(SchemaError, match="newer version of Byline"):
        prepare_database()


def test_a_data_folder_that_is_a_file_is_told(unmigrated_app: Flask, tmp_path: Path) -> None:
    unmigrated_app.config["DATA"] = tmp_path / "file" / "data"
    (tmp_path / "file").touch()

    with pytest.raises(SchemaError, match="data folder cannot be made"):
        prepare_database()


@pytest.fixture
def shown_link(app: Flask, capsys: pytest.CaptureFixture[str]) -> Callable[..., str | None]:
    """Return what shows the first-run link and returns it."""

    def show(host: str = "127.0.0.1", port: int = 5000) -> str | None:
        show_first_run_link(app, host, port)
        out, err = capsys.readouterr()
        assert out == ""
        found = re.search(r"http\S+", err)
        return found and found[0]

    return show


def test_the_link_opens_the_page_of_the_first_run(
    client: FlaskClient, shown_link: Callable[..., str]
) -> None:
    response = client.get(shown_link())

    assert response.status_code == 200
    assert "Start your blog" in response.text


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("192.0.2.7", "http://192.0.2.7:5000/"),
        ("localhost", "http://localhost:5000/"),
        ("0.0.0.0", "http://127.0.0.1:5000/"),
        ("::", "http://127.0.0.1:5000/"),
        ("::1", "http://[::1]:5000/"),
    ],
)
def test_the_link_can_be_opened_wherever_the_server_listens(
    shown_link: Callable[..., str], host: str, shown: str
) -> None:
    assert shown_link(host).startswith(f"{shown}auth/first-run/")


@pytest.mark.parametrize("site_url", ["https://blog.example.org", "https://blog.example.org/"])
def test_the_link_names_the_site_s_own_address(
    app: Flask, shown_link: Callable[..., str], site_url: str
) -> None:
    app.config["SITE_URL"] = site_url

    assert shown_link().startswith("https://blog.example.org/auth/first-run/")


def test_the_link_is_shown_although_only_some_hosts_are_trusted(
    app: Flask, shown_link: Callable[..., str | None]
) -> None:
    app.config["TRUSTED_HOSTS"] = ["blog.example.org"]

    assert shown_link() is not None


def test_no_link_is_shown_once_there_is_an_admin(
    make_user: MakeUser, shown_link: Callable[..., str | None]
) -> None:
    make_user(roles=("admin",))

    assert shown_link() is None


def test_a_link_is_shown_again_when_the_last_admin_is_inactive(
    make_user: MakeUser, shown_link: Callable[..., str | None]
) -> None:
    make_user(roles=("admin",), active=False)

    assert shown_link() is not None


def test_the_reloader_s_outer_process_shows_no_link(
    app: Flask, shown_link: Callable[..., str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WERKZEUG_RUN_MAIN", raising=False)
    app.debug = True

    assert shown_link() is None


def test_debugging_serves_with_reloader_and_debugger(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[dict[str, object]] = []
    monkeypatch.setattr("werkzeug.serving.run_simple", lambda *_, **options: calls.append(options))
    app.debug = True

    start(app, host="127.0.0.1", port=5000, workers=None)

    assert calls == [{"use_reloader": True, "use_debugger": True, "threaded": True}]

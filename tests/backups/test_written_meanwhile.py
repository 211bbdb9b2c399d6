"""A restore over a site that somebody writes to is all or nothing."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.backups import rows
from byline.extensions import Base, db
from tests.backups.sites import contents, fill_site
from tests.support.engines import every_engine

PAGES = Base.metadata.tables["pages"]
IMPATIENT = {
    "sqlite": "PRAGMA busy_timeout = 100",
    "postgresql": "SET lock_timeout = '300ms'",
    "mysql": "SET SESSION innodb_lock_wait_timeout = 1",
}
IMPATIENT["mariadb"] = IMPATIENT["mysql"]


@pytest.fixture
def archive(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> Path:
    """Return a backup of a site that holds a row of everything."""
    fill_site()
    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    assert result.exit_code == 0, result.output
    return tmp_path / "site.tar"


def write_and_do_not_wait() -> bool:
    """Add a page as another process does; say whether it could."""
    with db.engine.connect() as connection:
        connection.detach()
        connection.exec_driver_sql(IMPATIENT[connection.dialect.name])
        connection.commit()
        page = {
            "id": 900,
            "slug": "meanwhile",
            "title": "Meanwhile",
            "source": "",
            "html": "",
            "text": "",
        }
        try:
            connection.execute(sa.insert(PAGES), page)
        except sa.exc.OperationalError:
            return False
        connection.commit()
        return True


@pytest.mark.parametrize("moment", ["delete_rows", "copy_rows", "continue_numbering"])
@every_engine
def test_nobody_writes_while_it_replaces(
    archive: Path, runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    before = contents()
    wrote = []
    original: Callable[..., None] = getattr(rows, moment)

    def meanwhile(*arguments: object) -> None:
        wrote.append(write_and_do_not_wait())
        original(*arguments)

    monkeypatch.setattr(sys.modules["byline.backups.replacing"], moment, meanwhile)
    result = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])

    assert result.exit_code == 0, result.output
    assert wrote == [False]
    assert contents() == before


@every_engine
def test_a_writer_who_does_not_finish_is_told(
    archive: Path, runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("byline.backups.rows.LOCK_SECONDS", 1)
    monkeypatch.setattr("byline.lib.database.LOCK_TIMEOUT_MS", 100)
    before = contents()
    with db.engine.connect() as writer:
        writer.detach()
        with writer.execution_options(byline_writes=True).begin():
            page = {
                "id": 900,
                "slug": "unfinished",
                "title": "Meanwhile",
                "source": "",
                "html": "",
                "text": "",
            }
            writer.execute(sa.insert(PAGES), page)
            db.engine.dispose()
            result = runner.invoke(args=["restore", str(archive), "--replace", "--yes"])
            writer.rollback()

    assert result.exit_code == 1
    assert "Somebody is writing to the site" in result.stderr
    assert contents() == before

"""Comments are saved and restored however their threads hang together."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from byline.comments.models import Comment
from byline.extensions import Base, db
from tests.backups.sites import contents, fill_site
from tests.support.engines import every_engine

# Deeper than a server follows rows that name each other: MariaDB does so a thousand times.
VERY_DEEP = 1_500
COMMENTS = Base.metadata.tables["comments"]

RING = {10: 12, 11: 10, 12: 11}
ITSELF = {10: 10}
BACKWARDS = {10: 11, 11: 12, 12: None}


def hang_together(parents: dict[int, int | None]) -> None:
    """Give comments of the current site parents."""
    with db.engine.begin() as connection:
        for row, parent in parents.items():
            connection.execute(
                sa.update(COMMENTS).where(COMMENTS.c.id == row).values(parent_id=parent)
            )


def answer_each_other(times: int) -> None:
    """Add comments to the current site, each an answer to the one before."""
    with db.engine.begin() as connection:
        first = dict(connection.execute(sa.select(COMMENTS).limit(1)).mappings().one())
        highest = connection.scalar(sa.select(sa.func.max(COMMENTS.c.id))) or 0
        for number in range(highest + 1, highest + times + 1):
            parent = None if number == highest + 1 else number - 1
            connection.execute(COMMENTS.insert(), {**first, "id": number, "parent_id": parent})


def count_comments() -> int:
    """Return how many comments the current site has."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Comment)) or 0


@every_engine
def test_a_very_deep_thread_comes_back(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    fill_site()
    answer_each_other(VERY_DEEP)
    before = contents()

    backup = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    answer_each_other(1)
    restore = runner.invoke(args=["restore", str(tmp_path / "site.tar"), "--replace", "--yes"])

    assert (backup.exit_code, restore.exit_code) == (0, 0), backup.output + restore.output
    assert count_comments() > VERY_DEEP
    assert contents() == before


@pytest.mark.parametrize("parents", [RING, ITSELF, BACKWARDS], ids=["ring", "itself", "backwards"])
@every_engine
def test_comments_that_name_later_ones_come_back(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, parents: dict[int, int | None]
) -> None:
    fill_site()
    hang_together(parents)
    before = contents()

    backup = runner.invoke(args=["backup", str(tmp_path / "site.tar")])
    restore = runner.invoke(args=["restore", str(tmp_path / "site.tar"), "--replace", "--yes"])

    assert (backup.exit_code, restore.exit_code) == (0, 0), backup.output + restore.output
    assert contents() == before


@pytest.mark.parametrize("engine_name", ["postgresql", "mariadb"], indirect=True)
def test_a_copy_that_lacks_a_row_is_no_backup(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_site()
    monkeypatch.setattr(
        "byline.backups.rows._earlier_names_only",
        lambda table, _own: sa.select(table).order_by(*table.primary_key).offset(1),
    )

    result = runner.invoke(args=["backup", str(tmp_path / "site.tar")])

    assert result.exit_code == 1
    assert "other rows than it counts" in result.stderr
    assert not (tmp_path / "site.tar").exists()

"""What the engines need to behave the same."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.auth.models import User
from byline.extensions import db, write_unit
from byline.lib.database import UtcDateTime, utcnow
from byline.settings.models import Setting
from tests.support.engines import every_engine
from tests.support.factories import MakeUser


def test_now_is_aware_and_in_utc() -> None:
    assert utcnow().tzinfo is UTC


@every_engine
def test_a_moment_comes_back_as_it_went_in(make_user: MakeUser) -> None:
    moment = datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))

    user = make_user(created_at=moment)

    db.session.expire(user)
    assert user.created_at == moment
    assert user.created_at.tzinfo is UTC


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), sa.engine.default.DefaultDialect())  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_sqlite_is_safe_for_several_processes(app: Flask, pragma: str, value: str | int) -> None:
    assert db.session.scalar(sa.text(f"PRAGMA {pragma}")) == value


@every_engine
def test_a_write_unit_commits_at_its_end(app: Flask) -> None:
    with write_unit() as session:
        session.add(Setting(name="colour", value="teal"))

    db.session.rollback()
    assert db.session.get_one(Setting, "colour").value == "teal"


@every_engine
def test_a_write_unit_that_fails_leaves_nothing(app: Flask) -> None:
    def fail() -> None:
        with write_unit() as session:
            session.add(Setting(name="colour", value="teal"))
            session.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert db.session.get(Setting, "colour") is None


def test_a_write_unit_sees_what_others_wrote_since_the_request_began(make_user: MakeUser) -> None:
    user = make_user(display_name="Old")
    assert user.display_name == "Old"
    with db.engine.connect().execution_options(byline_writes=True) as other:
        other.execute(sa.update(User).values(display_name="New"))
        other.commit()

    with write_unit():
        assert user.display_name == "New"


@every_engine
def test_writers_at_the_same_time_lose_no_update(app: Flask, make_user: MakeUser) -> None:
    user_id = make_user(display_name="0").id

    def count() -> None:
        with app.app_context():
            for _ in range(10):
                with write_unit() as session:
                    user = session.get_one(User, user_id, with_for_update=True)
                    user.display_name = str(int(user.display_name) + 1)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.rollback()
    assert db.session.get_one(User, user_id).display_name == "40"

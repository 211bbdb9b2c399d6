"""Limits are counted once for all processes, and a broken store stops nobody."""

import multiprocessing
import os
import socket
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from limits.storage import Storage

from byline import create_app
from byline.config import TestConfig
from byline.lib import limit_counts, limit_fallback
from byline.lib.limit_counts import SqliteCounts, counts_uri
from byline.lib.settings import InvalidSetting
from byline.web.limits import (
    Limit,
    LimitReached,
    address_key,
    check,
    count,
    forget,
    is_reached,
    limit_message,
    spend,
)
from tests.support.redis import run_redis
from tests.support.servers import free_port

FIVE = Limit("test", amount=5, seconds=60)
PROCESSES = 6
TRIES = 40

OpenApp = Callable[..., Flask]


@pytest.fixture
def open_app(tmp_path: Path) -> OpenApp:
    """Make an application: `open_app(uri)`; all of a test share the data folder."""

    def make(uri: str | None = None) -> Flask:
        return create_app(TestConfig(DATA=tmp_path, RATELIMIT_STORAGE_URI=uri))

    return make


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    """Return the address of a Redis."""
    with run_redis() as address:
        yield address


def passed(app: Flask, limit: Limit, tries: int, *keys: str) -> int:
    """Return how many of so many tries get through."""
    through = 0
    with app.app_context():
        for _ in range(tries):
            try:
                spend(limit, *keys)
            except LimitReached:
                continue
            through += 1
    return through


def try_in_process(data: Path, uri: str | None, barrier: object, through: object) -> None:
    """Be one of several servers."""
    app = create_app(TestConfig(DATA=data, RATELIMIT_STORAGE_URI=uri))
    barrier.wait()  # type: ignore[attr-defined]
    through.put(passed(app, Limit("many", 50, 600), TRIES, "somebody"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("store", ["file", "redis"])
def test_processes_share_their_counts(
    tmp_path: Path, store: str, request: pytest.FixtureRequest
) -> None:
    uri = None if store == "file" else request.getfixturevalue("redis")
    context = multiprocessing.get_context("spawn")
    barrier, through = context.Barrier(PROCESSES), context.Queue()
    arguments = (tmp_path, uri, barrier, through)
    processes = [context.Process(target=try_in_process, args=arguments) for _ in range(PROCESSES)]

    for process in processes:
        process.start()
    total = sum(through.get(timeout=60) for _ in processes)
    for process in processes:
        process.join()

    assert total == 50


def test_beyond_the_limit_it_says_when_to_come_back(app: Flask) -> None:
    for _ in range(5):
        spend(FIVE, "ana")

    with pytest.raises(LimitReached) as caught:
        spend(FIVE, "ana")

    assert 55 <= caught.value.retry_after <= 60
    assert passed(app, FIVE, 9, "rui") == 5


def test_a_limit_is_asked_without_counting(app: Flask) -> None:
    for _ in range(9):
        check(FIVE, "ana")
    for _ in range(5):
        count(FIVE, "ana")

    assert is_reached(FIVE, "ana")
    with pytest.raises(LimitReached):
        check(FIVE, "ana")


def test_what_is_forgotten_begins_anew(app: Flask) -> None:
    passed(app, FIVE, 5, "ana")

    forget(FIVE, "ana")

    assert passed(app, FIVE, 9, "ana") == 5


def test_a_count_ends_with_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqliteCounts(counts_uri(tmp_path))
    now = time.time()
    store.incr("ana", 60)
    store.incr("ana", 60)

    monkeypatch.setattr("byline.lib.limit_counts.time.time", lambda: now + 61)

    assert store.get("ana") == 0
    assert store.incr("ana", 60) == 1


def test_rows_that_are_over_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqliteCounts(counts_uri(tmp_path))
    for number in range(20):
        store.incr(f"visitor {number}", 60)

    now = time.time()
    monkeypatch.setattr("byline.lib.limit_counts.time.time", lambda: now + 3600)
    store.incr("another", 60)

    with sqlite3.connect(tmp_path / "limits.sqlite3") as connection:
        names = connection.execute("SELECT name FROM counts").fetchall()
    connection.close()
    assert names == [("another",)]


def test_only_the_server_reads_the_file(tmp_path: Path) -> None:
    SqliteCounts(counts_uri(tmp_path / "new")).incr("ana", 60)

    assert stat.S_IMODE((tmp_path / "new/limits.sqlite3").stat().st_mode) == 0o600


def test_nothing_is_open_after_a_count(tmp_path: Path) -> None:
    SqliteCounts(counts_uri(tmp_path)).incr("ana", 60)

    opened = [os.path.realpath(path) for path in Path("/proc/self/fd").iterdir()]
    assert not [path for path in opened if "limits.sqlite3" in path]


def damage(path: Path) -> None:
    """Overwrite what SQLite keeps its tables in."""
    SqliteCounts(counts_uri(path.parent)).incr("ana", 60)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 5000)


BROKEN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.touch(),
    "no database": lambda path: path.write_bytes(b"something else\n" * 500),
    "damaged": damage,
    "of another program": lambda path: sqlite3.connect(path).execute("CREATE TABLE t (x)"),
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("state", BROKEN)
def test_a_broken_file_stops_nobody_and_limits_still_hold(
    open_app: OpenApp, tmp_path: Path, state: str
) -> None:
    app = open_app()
    BROKEN[state](tmp_path / "limits.sqlite3")

    assert passed(app, FIVE, 9, "ana") == 5


def test_a_file_that_vanishes_is_made_again(open_app: OpenApp, tmp_path: Path) -> None:
    app = open_app()
    passed(app, FIVE, 5, "ana")
    (tmp_path / "limits.sqlite3").unlink()

    assert passed(app, FIVE, 9, "ana") == 5


def test_a_file_that_cannot_be_written_stops_nobody(
    open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("byline.lib.limit_counts.sqlite3.connect", refuse)

    assert passed(open_app(), FIVE, 9, "ana") == 5


def test_a_locked_file_delays_little_and_not_for_long(
    open_app: OpenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit_counts, "LOCK_TIMEOUT_SECONDS", 0.05)
    app = open_app()
    passed(app, FIVE, 1, "rui")
    holder = sqlite3.connect(tmp_path / "limits.sqlite3", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    started = time.perf_counter()

    assert passed(app, FIVE, 50, "ana") == 5

    holder.close()
    assert time.perf_counter() - started < 2


def test_the_first_store_is_left_alone_after_three_errors_and_asked_again_later(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []

    def fail(_store: Storage, key: str, *_rest: object) -> int:
        asked.append(key)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(SqliteCounts, "incr", fail)
    app = open_app()
    passed(app, Limit("many", 50, 600), 10, "ana")
    assert len(asked) == 3
    assert "counted elsewhere" in caplog.text

    later = time.monotonic() + limit_fallback.OPEN_SECONDS
    monkeypatch.setattr("byline.lib.limit_fallback.time.monotonic", lambda: later)
    passed(app, Limit("many", 50, 600), 10, "ana")
    assert len(asked) == 4


def test_redis_counts_and_forgets_by_itself(open_app: OpenApp, redis: str, tmp_path: Path) -> None:
    short = Limit("short", amount=2, seconds=1)
    app = open_app(redis)

    assert passed(app, short, 5, "ana") == 2
    assert passed(open_app(redis), short, 5, "ana") == 0
    time.sleep(1.1)
    assert passed(app, short, 5, "ana") == 2
    assert not (tmp_path / "limits.sqlite3").exists()


def test_a_dead_redis_stops_nobody(open_app: OpenApp, tmp_path: Path) -> None:
    app = open_app(f"redis://127.0.0.1:{free_port()}")
    started = time.perf_counter()

    assert passed(app, FIVE, 20, "ana") == 5

    assert time.perf_counter() - started < 1
    assert (tmp_path / "limits.sqlite3").exists()


def test_a_silent_redis_delays_by_fractions_of_a_second(open_app: OpenApp) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        app = open_app(f"redis://127.0.0.1:{listener.getsockname()[1]}")
        started = time.perf_counter()

        assert passed(app, FIVE, 30, "ana") == 5

    assert time.perf_counter() - started < 1.5


def test_a_redis_that_comes_back_is_used_again(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    app = open_app(f"redis://127.0.0.1:{port}")
    with run_redis(port):
        assert passed(app, FIVE, 9, "ana") == 5
    assert passed(app, FIVE, 9, "ana") == 5  # from the file
    later = time.monotonic() + limit_fallback.OPEN_SECONDS
    monkeypatch.setattr("byline.lib.limit_fallback.time.monotonic", lambda: later)

    with run_redis(port):
        assert passed(app, FIVE, 9, "ana") == 5


@pytest.mark.parametrize("uri", ["nonsense", "gopher://:secret@x", "redis://x:port"])
def test_an_address_that_names_no_store_stops_the_start(open_app: OpenApp, uri: str) -> None:
    with pytest.raises(InvalidSetting, match="RATELIMIT_STORAGE_URI") as caught:
        open_app(uri)

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("", "nonsense", False),
    ],
)
def test_a_network_is_counted_as_one(app: Flask, address: str, other: str, same: bool) -> None:
    keys = []
    for remote in (address, other):
        with app.test_request_context("/", environ_overrides={"REMOTE_ADDR": remote}):
            keys.append(address_key())

    assert (keys[0] == keys[1]) is same
    assert "203" not in keys[0]


@pytest.mark.parametrize(
    ("seconds", "wait"), [(1, "1 second,"), (90, "90 seconds,"), (299, "5 minutes,")]
)
def test_the_wait_is_told_in_words(app: Flask, seconds: int, wait: str) -> None:
    with app.test_request_context("/"):
        assert f"Wait {wait}" in limit_message(LimitReached(seconds))

"""The production server, as real processes."""

import json
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from byline.server import CannotServe, find_address
from tests.support.servers import free_port, running

WAIT_SECONDS = 10

# What `byline run` does, with two routes that tests need.
SITE = """
import os, sys, time
from pathlib import Path

from byline import create_app
from byline.config import ProdConfig
from byline.server import serve

app = create_app(ProdConfig(DATA=Path(sys.argv[1])))

@app.get("/pid")
def pid():
    return str(os.getpid())

@app.get("/slow")
def slow():
    Path(sys.argv[1], "slow-began").touch()
    time.sleep(1.5)
    return "finished"

serve(app, "127.0.0.1", int(sys.argv[2]), workers=2)
"""


@dataclass(frozen=True)
class Site:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    data: Path
    log: Path

    def get(self, path: str) -> str:
        """Return the body at a path."""
        return fetch(self.port, path)

    def workers(self) -> list[psutil.Process]:
        """Return the processes that answer requests."""
        return psutil.Process(self.process.pid).children()

    def lines(self) -> list[str]:
        """Return what was written after the first line, without the probes of the start."""
        _, *lines = self.log.read_text().splitlines()
        return [line for line in lines if '"route": "/healthz"' not in line]


def fetch(port: int, path: str) -> str:
    """Return the body at a path; raises OSError where nothing answers or the answer is an error."""
    url = f"http://127.0.0.1:{port}{path}"
    with urllib.request.urlopen(url, timeout=WAIT_SECONDS) as response:
        body: bytes = response.read()
    return body.decode()


def answers(port: int) -> bool:
    """Say whether the process at a port is alive."""
    try:
        return fetch(port, "/healthz") == "ok\n"
    except OSError:
        return False


def has_ended(process: psutil.Process) -> bool:
    """Say whether a process has ended, even when nobody has asked for its exit code yet."""
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def eventually(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; say whether it came to."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def start(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Callable[[], Site]]:
    """Return what starts a server on an empty site."""
    with ExitStack() as stack:

        def start() -> Site:
            data, log, port = tmp_path / "data", tmp_path / "log", free_port()
            data.mkdir()
            shutil.copy(migrated_sqlite, data)
            process = stack.enter_context(
                running(
                    [sys.executable, "-c", SITE, str(data), str(port)],
                    ready=lambda: answers(port),
                    log=log,
                )
            )
            return Site(process, port, data, log)

        yield start


@pytest.fixture
def site(start: Callable[[], Site]) -> Site:
    """Return a running server with two workers."""
    return start()


def stop(site: Site, number: signal.Signals) -> int:
    """Send a signal and return the exit code."""
    site.process.send_signal(number)
    return site.process.wait(WAIT_SECONDS)


def test_requests_are_answered_by_all_workers(site: Site) -> None:
    found = {int(site.get("/pid")) for _ in range(100)}

    assert found == {worker.pid for worker in site.workers()}
    assert len(found) == 2


def test_figures_are_those_of_all_workers(site: Site) -> None:
    for _ in range(50):
        site.get("/pid")

    labels = '{method="GET",route="/pid",status="200"}'
    assert f"byline_requests_total{labels} 50.0" in site.get("/metrics")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_the_request_in_flight_finish(site: Site, number: signal.Signals) -> None:
    with ThreadPoolExecutor(1) as executor:
        answer = executor.submit(site.get, "/slow")
        assert eventually((site.data / "slow-began").exists)

        code = stop(site, number)

        assert answer.result() == "finished"
    assert code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_whole_group_ends_it_quietly(site: Site, number: signal.Signals) -> None:
    workers = site.workers()
    # So do a terminal at Ctrl-C and systemd at a stop.
    for worker in workers:
        worker.send_signal(number)

    code = stop(site, number)

    assert code == 0
    assert site.lines() == []
    assert all(has_ended(worker) for worker in workers)


def test_a_stop_right_after_the_start_is_heard(site: Site) -> None:
    before = set(site.workers())
    before.pop().kill()
    # The parent is making a new worker, which has no handler for signals yet.
    assert eventually(lambda: bool(set(site.workers()) - before))

    code = stop(site, signal.SIGTERM)

    assert code == 0


def test_a_killed_worker_is_replaced(site: Site) -> None:
    victim, other = site.workers()

    victim.kill()

    assert eventually(lambda: len({worker.pid for worker in site.workers()} - {victim.pid}) == 2)
    assert other in site.workers()
    assert eventually(lambda: len({site.get("/pid") for _ in range(20)}) == 2)


def test_workers_do_not_outlive_their_parent(site: Site) -> None:
    workers = site.workers()

    site.process.kill()

    assert eventually(lambda: all(has_ended(worker) for worker in workers))


def test_the_log_is_ours_alone(site: Site) -> None:
    site.get("/pid")
    stop(site, signal.SIGTERM)

    (line,) = site.lines()
    assert json.loads(line)["route"] == "/pid"
    assert site.log.read_text().startswith(f"Byline is at http://127.0.0.1:{site.port} (Ctrl-C")


@pytest.fixture
def command(tmp_path: Path, migrated_sqlite: Path) -> Callable[..., list[str]]:
    """Return the words of `byline run` with options, on an empty site."""
    (tmp_path / "data").mkdir()
    shutil.copy(migrated_sqlite, tmp_path / "data")
    settings = {"BYLINE_DATA": str(tmp_path / "data"), "BYLINE_ENV": "prod"}
    program = str(Path(sys.executable).with_name("byline"))

    def command(*options: str) -> list[str]:
        return [
            "env",
            *(f"{name}={value}" for name, value in settings.items()),
            program,
            "run",
            *options,
        ]

    return command


def fail(command: list[str]) -> str:
    """Run a command that must fail with a sentence on stderr; return that."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def test_the_command_serves_and_refuses_a_port_that_is_taken(
    tmp_path: Path, command: Callable[..., list[str]]
) -> None:
    port = free_port()
    run = command("--port", str(port))

    with running(run, ready=lambda: answers(port), log=tmp_path / "log"):
        line = fail(run)

        assert f"Port {port} on 127.0.0.1 is taken by another program." in line
        assert answers(port)


def test_an_address_of_another_machine_is_refused_in_a_sentence(
    command: Callable[..., list[str]],
) -> None:
    line = fail(command("--host", "192.0.2.1"))

    assert "Byline cannot listen on 192.0.2.1, port 5000:" in line


def test_a_name_becomes_an_address() -> None:
    assert find_address("localhost", 0)[0] in ("127.0.0.1", "::1")


def test_port_zero_becomes_a_free_one() -> None:
    assert find_address("127.0.0.1", 0)[1] > 0


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_does_not_exist_is_refused_in_a_sentence(port: int) -> None:
    with pytest.raises(CannotServe, match=f"Port {port} does not exist"):
        find_address("127.0.0.1", port)

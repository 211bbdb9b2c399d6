"""Byline's own commands as processes, and the memory they take."""

import contextlib
import http.client
import os
import resource
import subprocess  # nosec B404
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.support.servers import free_port

BYLINE = str(Path(sys.executable).with_name("byline"))
MEGABYTE = 2**20
SAMPLE_SECONDS = 0.05
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running `byline run`."""

    process: psutil.Process
    port: int
    # From the command to the first answer of the home page.
    start_seconds: float

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> None:
        """Ask for a page."""
        fetch(self.port, path)

    def memory_mb(self) -> float:
        """Return the proportional set size of all its processes."""
        return memory_mb(self.process, "pss")


@dataclass(frozen=True)
class Run:
    """What a command took.

    The peak of its memory is the sum over its processes of what is resident, shared parts counted
    in each. The CPU time says more than the clock where other programs run too.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float


@contextmanager
def running_server(data: Path, workers: int = 2) -> Iterator[Server]:
    """Run `byline run` on a data folder for the time of the block."""
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(  # nosec B603
        [BYLINE, "run", "--port", str(port), "--workers", str(workers)],
        env=_environment(data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for_answer(process, port)
        yield Server(psutil.Process(process.pid), port, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait()


def run_command(data: Path, words: Sequence[str]) -> Run:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    started, cpu_before = time.perf_counter(), _children_cpu_seconds()
    process = subprocess.Popen(  # nosec B603
        [BYLINE, *words],
        env=_environment(data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, memory_mb(psutil.Process(process.pid), "rss"))
        time.sleep(SAMPLE_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    seconds = time.perf_counter() - started
    return Run(seconds, _children_cpu_seconds() - cpu_before, peak)


def _children_cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory_mb(process: psutil.Process, kind: str) -> float:
    """Return the megabytes of a process and its children: `pss` or `rss`."""
    total = 0
    for member in [process, *process.children(recursive=True)]:
        try:
            info = member.memory_full_info() if kind == "pss" else member.memory_info()
            total += getattr(info, kind)
        except psutil.NoSuchProcess:
            continue
    return total / MEGABYTE


def _environment(data: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("BYLINE_")}
    return own | {"BYLINE_DATA": str(data), "BYLINE_ENV": "prod"}


def fetch(port: int, path: str) -> None:
    """Ask a server of this machine for a page; raises OSError unless it answers with one."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    with contextlib.closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        if response.status != http.HTTPStatus.OK:
            raise ConnectionError(f"{path} answers {response.status}")


def _wait_for_answer(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.perf_counter() + START_SECONDS
    while True:
        try:
            fetch(port, "/blog/")
        except OSError:
            if process.poll() is not None or time.perf_counter() > deadline:
                raise
            time.sleep(0.005)
        else:
            return

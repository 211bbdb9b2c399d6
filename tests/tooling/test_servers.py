"""A test that needs a server says why it does not run, and does not get away with it in CI."""

import sys
from pathlib import Path

import pytest

from tests.support.servers import free_port, require_program, running


def test_without_its_program_a_test_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="no-such-program is not installed"):
        require_program("no-such-program")


def test_without_its_program_a_test_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="no-such-program is not installed"):
        require_program("no-such-program")


def test_a_server_that_ends_at_once_shows_what_it_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no room')"]
    server = running(command, ready=lambda: False, log=tmp_path / "log")

    with pytest.raises(RuntimeError, match="no room"):
        server.__enter__()


def test_a_server_ends_with_its_block(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "http.server", str(free_port()), "--bind", "127.0.0.1"]

    with running(command, ready=lambda: True, log=tmp_path / "log") as process:
        assert process.poll() is None

    assert process.poll() is not None

"""The application factory."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from byline import create_app
from byline.app import ConfigSource
from byline.config import TestConfig
from byline.lib.settings import InvalidSetting


@pytest.fixture(autouse=True)
def in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what the application makes for itself in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BYLINE_ENV", "test")


@pytest.mark.parametrize(
    "source",
    [None, TestConfig, TestConfig(), "byline.config.TestConfig", {"SITE_NAME": "Byline"}],
    ids=lambda source: type(source).__name__,
)
def test_a_configuration_may_be_given_in_any_form(source: ConfigSource) -> None:
    app = create_app(source)

    assert app.config["ENVIRONMENT"] == "test"
    assert app.config["SITE_NAME"] == "Byline"


def test_without_a_configuration_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BYLINE_SITE_NAME", "From the environment")

    assert create_app().config["SITE_NAME"] == "From the environment"


@pytest.mark.parametrize("source", [{"POSTS_PER_PAGE": 0}, TestConfig(POSTS_PER_PAGE=0)])
def test_a_configuration_given_in_code_is_checked_too(source: dict[str, Any] | TestConfig) -> None:
    with pytest.raises(InvalidSetting, match="BYLINE_POSTS_PER_PAGE"):
        create_app(source)


def test_two_applications_share_nothing(tmp_path: Path) -> None:
    first = create_app(TestConfig(DATA=tmp_path / "one"))
    second = create_app(TestConfig(DATA=tmp_path / "two"))

    assert first.config["DATA"] != second.config["DATA"]
    assert first.extensions["byline-settings"] is not second.extensions["byline-settings"]


@pytest.mark.parametrize(("hops", "address"), [(0, "127.0.0.1"), (1, "192.0.2.1")])
def test_forwarded_headers_are_believed_of_front_servers_only(hops: int, address: str) -> None:
    from flask import Response, request

    config = TestConfig(TRUSTED_PROXIES=hops, TRUSTED_HOSTS=("localhost",))
    app = create_app(config)
    app.add_url_rule("/who", view_func=lambda: Response(request.remote_addr, mimetype="text/plain"))

    response = app.test_client().get("/who", headers={"X-Forwarded-For": "192.0.2.1"})

    assert response.text == address


def test_nothing_is_opened_or_written_by_making_an_application(tmp_path: Path) -> None:
    create_app()

    assert list(tmp_path.iterdir()) == []


def test_any_wsgi_server_finds_the_application(tmp_path: Path) -> None:
    code = "from byline.wsgi import app, application; print(app is application, app.name)"

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert result.stdout == "True byline\n"

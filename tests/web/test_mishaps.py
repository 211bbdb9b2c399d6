"""What an operator meets: probes by address, outages, odd headers, other ways to configure."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from byline import create_app
from byline.config import TestConfig
from byline.extensions import db
from byline.lib.settings import InvalidSetting


@contextmanager
def outage() -> Iterator[None]:
    """Let every statement fail as it does where the database is away."""

    def fail(*_args: object) -> None:
        raise OperationalError(None, None, Exception("away"))

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("address", ["/healthz", "/metrics"])
def test_a_supervisor_asks_by_any_name(tmp_path: Path, address: str) -> None:
    app = create_app(TestConfig(DATA=tmp_path, TRUSTED_HOSTS=("blog.example.org",)))
    client = app.test_client()

    assert client.get(address, headers={"Host": "10.0.0.7:5000"}).status_code == 200
    assert client.get("/blog/", headers={"Host": "10.0.0.7:5000"}).status_code == 400


@pytest.mark.parametrize(
    ("method", "address"), [("GET", "/nope"), ("GET", "/babel/xx"), ("POST", "/blog/")]
)
def test_an_error_during_an_outage_is_unavailable(
    client: FlaskClient, method: str, address: str
) -> None:
    with outage():
        response = client.open(address, method=method)

    assert response.status_code == 503
    assert "Retry-After" in response.headers


def test_a_problem_is_not_kept_and_varies_by_what_is_accepted(client: FlaskClient) -> None:
    response = client.get("/nope", headers={"Accept": "application/json"})

    assert response.cache_control.no_store
    assert "Accept" in response.vary


def test_a_long_accept_header_is_not_read_to_its_end(client: FlaskClient) -> None:
    header = "text/html, " + ", ".join(f"a/b{number};q=0.5" for number in range(5_000))

    assert client.get("/nope", headers={"Accept": header}).mimetype == "text/html"


@pytest.mark.parametrize(("site_url", "secure"), [("https://x.org", True), ("http://x.org", False)])
def test_cookies_stay_on_https_where_the_site_does(
    tmp_path: Path, site_url: str, secure: bool
) -> None:
    app = create_app(TestConfig(DATA=tmp_path, SITE_URL=site_url))

    assert app.config["SESSION_COOKIE_SECURE"] is secure


def test_a_mapping_changes_what_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BYLINE_ENV", "test")
    monkeypatch.setenv("BYLINE_DATA", str(tmp_path))

    app = create_app({"SITE_NAME": "Harbour", "PROPAGATE_EXCEPTIONS": True})

    assert app.config["SITE_NAME"] == "Harbour"
    assert app.config["DATA"] == tmp_path
    assert app.config["PROPAGATE_EXCEPTIONS"] is True


def test_a_language_without_catalogue_is_no_default(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="de"):
        create_app(TestConfig(DATA=tmp_path, BABEL_DEFAULT_LOCALE="de"))

"""What the log says, and what it must not say."""

import json
import logging
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from byline.lib.redaction import redact_text
from byline.web.logs import configure_logging

logger = structlog.stdlib.get_logger("tests.logs")


class Log:
    """The records written so far."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def text(self) -> str:
        return self.capsys.readouterr().err

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text().splitlines()]


@pytest.fixture
def log(app: Flask, capsys: pytest.CaptureFixture[str]) -> Iterator[Log]:
    """Return the log of an application in production."""
    configure_logging("INFO", readable=False)
    yield Log(capsys)
    configure_logging("WARNING", readable=False)


def test_a_request_leaves_one_line(client: FlaskClient, log: Log) -> None:
    response = client.get("/healthz")

    (record,) = log.records()
    assert record.pop("ms") >= 0
    assert record.pop("timestamp").endswith("Z")
    assert record == {
        "event": "request",
        "level": "info",
        "logger": "byline.access",
        "method": "GET",
        "route": "/healthz",
        "status": 200,
        "request_id": response.headers["X-Request-ID"],
    }


def test_a_request_is_logged_without_address_query_or_path(client: FlaskClient, log: Log) -> None:
    client.get(
        "/people/maria?token=abc123",
        environ_base={"REMOTE_ADDR": "192.0.2.77"},
        headers={"Cookie": "session=cookie-value", "User-Agent": "agent-name"},
    )

    text = log.text()
    assert json.loads(text)["status"] == 404
    for private in ("maria", "abc123", "192.0.2.77", "cookie-value", "agent-name"):
        assert private not in text


def test_an_unexpected_error_is_logged_with_its_traceback_and_without_its_path(
    app: Flask, log: Log
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken(token: str) -> NoReturn:
        raise LookupError(len(token))

    app.add_url_rule("/reset/<token>", view_func=broken)

    response = app.test_client().get("/reset/abc123")

    error, request = log.records()
    assert error["event"] == "unexpected error"
    assert error["route"] == "/reset/<token>"
    assert "LookupError" in error["exception"]
    assert error["request_id"] == request["request_id"] == response.headers["X-Request-ID"]
    assert "abc123" not in json.dumps([error, request])


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "Authorization",
        "cookie",
        "Set-Cookie",
        "csrf_token",
        "access_token",
        "secret_key",
    ],
)
def test_a_value_is_hidden_by_its_name(log: Log, name: str) -> None:
    logger.warning("event", **{name: "hunter2", "nested": {"list": [{name: "hunter2"}]}})

    assert "hunter2" not in log.text()


def test_an_object_is_redacted_as_it_would_be_written(log: Log) -> None:
    logger.warning("event", error=ValueError("token=hunter2"), body=b"password=hunter2")

    text = log.text()
    assert "ValueError" in text
    assert "hunter2" not in text


def test_other_values_are_shown(log: Log) -> None:
    logger.warning("event", count=3, route="/blog/", bypass="shown")

    (record,) = log.records()
    assert (record["count"], record["route"], record["bypass"]) == (3, "/blog/", "shown")


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("login with password=hunter2 failed", "hunter2"),
        ("{'password': 'hunter2 and more', 'a': 1}", "hunter2 and more"),
        ('{"access_token":"hunter2"}', "hunter2"),
        ("Authorization: Bearer abc.def.ghi", "abc.def.ghi"),
        ("got Basic aHVudGVyMjo=", "aHVudGVyMjo="),
        ("Cookie: session=eyJhbGciOi", "eyJhbGciOi"),
        ("GET /reset?token=abc123&x=1", "abc123"),
        ("postgresql://byline:hunter2@db.example.org/byline", "hunter2"),
        ("mail to maria.silva+blog@example.org failed", "maria.silva"),
        ("[SQL: INSERT …]\n[parameters: ('maria', 'hunter2')]\n(Background …)", "hunter2"),
    ],
)
def test_a_secret_inside_a_text_is_hidden(text: str, secret: str) -> None:
    assert secret not in redact_text(text)


def test_a_harmless_text_is_left_alone() -> None:
    text = "Imported 750 posts (3 tags) from rust-blog@main at 10:30: passing, tokenizer ok"

    assert redact_text(text) == text


def test_redaction_is_linear_in_the_length_of_a_text() -> None:
    from time import process_time

    hostile = ["a@" * 50_000, "token=" * 17_000, "a-" * 50_000, "://" * 33_000, "a" * 100_000]

    for text in hostile:
        started = process_time()
        redact_text(text)
        assert process_time() - started < 0.1


def test_records_of_libraries_take_the_same_form_and_redaction(log: Log) -> None:
    logging.getLogger("some.library").warning("sent %s to %s", "password=hunter2", "a@example.org")

    (record,) = log.records()
    assert record["logger"] == "some.library"
    assert record["level"] == "warning"
    assert record["event"] == "sent password=[redacted] to [e-mail]"


def test_a_traceback_is_redacted(log: Log) -> None:
    try:
        raise ValueError("token=hunter2")
    except ValueError:
        logging.getLogger("some.library").exception("failed")

    text = log.text()
    assert "ValueError" in text
    assert "hunter2" not in text


def test_a_developer_reads_lines_that_are_redacted_too(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging("INFO", readable=True)

    logger.warning("event", password="hunter2", route="/blog/")

    text = capsys.readouterr().err
    assert "/blog/" in text
    assert not text.startswith("{")
    assert "hunter2" not in text
    configure_logging("WARNING", readable=False)


def test_a_level_below_the_set_one_is_not_written(log: Log) -> None:
    logger.debug("event")

    assert log.text() == ""


def test_debugging_shows_our_own_records_and_no_library_s(log: Log) -> None:
    configure_logging("DEBUG", readable=False)

    assert logging.getLogger("byline.access").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("markdown_it").isEnabledFor(logging.DEBUG)
    assert logging.getLogger("markdown_it").isEnabledFor(logging.INFO)

"""Security headers."""

from typing import Any

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from byline.web import headers

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; frame-src https://www.youtube-nocookie.com https://player.vimeo.com; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/healthz", "/nothing/here", "/metrics"])
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_a_view_may_set_a_policy_of_its_own(app: Flask) -> None:
    own = {"Content-Security-Policy": "sandbox", "Referrer-Policy": "no-referrer"}
    app.add_url_rule("/own", view_func=lambda: Response("", headers=own))

    response = app.test_client().get("/own")

    assert response.headers["Content-Security-Policy"] == "sandbox"
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_https_is_kept_once_used(client: FlaskClient) -> None:
    response = client.get("/healthz", base_url="https://blog.example.org")

    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_plain_http_does_not_promise_https(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/healthz").headers


@pytest.mark.parametrize(
    ("debug", "toolbar", "inline"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_inline_code_is_allowed_for_the_debug_toolbar_only(
    debug: bool, toolbar: bool, inline: bool
) -> None:
    app = Flask(__name__)
    app.debug = debug
    settings: dict[str, Any] = {"DEBUG_TB_ENABLED": toolbar}
    app.config.update(settings)
    headers.init_app(app)

    policy = app.test_client().get("/").headers["Content-Security-Policy"]

    assert ("script-src 'self' 'unsafe-inline'" in policy) is inline

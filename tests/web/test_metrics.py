"""Figures for Prometheus."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

TOKEN = "a-token-of-the-operator"


def test_requests_are_counted_by_route_and_status(client: FlaskClient) -> None:
    client.get("/healthz")
    client.get("/healthz")

    figures = client.get("/metrics").text

    labels = '{method="GET",route="/healthz",status="200"}'
    assert f"byline_requests_total{labels} 2.0" in figures
    assert f"byline_request_seconds_count{labels} 2.0" in figures


def test_paths_and_methods_of_strangers_make_no_new_series(client: FlaskClient) -> None:
    for number in range(20):
        client.open(f"/nothing/{number}", method=f"METHOD{number}")

    figures = client.get("/metrics").text

    labels = '{method="unknown",route="unknown",status="404"}'
    assert f"byline_requests_total{labels} 20.0" in figures
    assert "METHOD" not in figures
    assert "/nothing" not in figures


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_the_machine_itself_may_read(client: FlaskClient, address: str) -> None:
    response = client.get("/metrics", environ_base={"REMOTE_ADDR": address})

    assert response.status_code == 200
    assert response.mimetype == "text/plain"


def test_a_stranger_may_not_read(client: FlaskClient) -> None:
    response = client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.1"})

    assert response.status_code == 403
    assert "byline_requests" not in response.text


def test_a_listed_address_may_read(app: Flask, client: FlaskClient) -> None:
    app.config["METRICS_ALLOWED_ADDRESSES"] = ("192.0.2.1",)

    response = client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.1"})

    assert response.status_code == 200


def test_a_stranger_behind_a_front_server_of_this_machine_may_not_read(client: FlaskClient) -> None:
    response = client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"})

    assert response.status_code == 403


def test_the_token_opens_from_anywhere(app: Flask, client: FlaskClient) -> None:
    app.config["METRICS_TOKEN"] = TOKEN

    response = client.get(
        "/metrics",
        headers={"Authorization": f"Bearer {TOKEN}"},
        environ_base={"REMOTE_ADDR": "192.0.2.1"},
    )

    assert response.status_code == 200


@pytest.mark.parametrize("given", ["Bearer wrong", f"Basic {TOKEN}", "Bearer", "Bearer é", ""])
def test_a_wrong_token_does_not_open(app: Flask, client: FlaskClient, given: str) -> None:
    app.config["METRICS_TOKEN"] = TOKEN

    response = client.get(
        "/metrics",
        headers={"Authorization": given.encode().decode("latin-1")},
        environ_base={"REMOTE_ADDR": "192.0.2.1"},
    )

    assert response.status_code == 403


def test_an_unset_token_opens_to_nobody(client: FlaskClient) -> None:
    response = client.get(
        "/metrics",
        headers={"Authorization": "Bearer None"},
        environ_base={"REMOTE_ADDR": "192.0.2.1"},
    )

    assert response.status_code == 403


FORKING_PROGRAM = """
import os, sys
from pathlib import Path
from byline import create_app
from byline.config import TestConfig
from byline.web.metrics import share_between_workers

folder = Path(sys.argv[1])
app = create_app(TestConfig(DATA=folder))
share_between_workers(app, folder / "metrics")
for _ in range(2):
    if os.fork() == 0:
        app.test_client().get("/healthz")
        os._exit(0)
    os.wait()
print(app.test_client().get("/metrics").text)
"""


def test_workers_add_up_their_figures(tmp_path: Path) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "counter_1.db").write_bytes(b"of a former run")

    # The library decides on import where its figures live, so a process of its own is needed.
    done = subprocess.run(
        [sys.executable, "-c", FORKING_PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )

    labels = '{method="GET",route="/healthz",status="200"}'
    assert f"byline_requests_total{labels} 2.0" in done.stdout

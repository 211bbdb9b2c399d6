"""Each request has a name."""

import pytest
from flask.testing import FlaskClient


def test_each_answer_has_an_id_of_its_own(client: FlaskClient) -> None:
    first = client.get("/healthz").headers["X-Request-ID"]

    second = client.get("/healthz").headers["X-Request-ID"]

    assert len(first) == len(second) == 32
    assert first != second


def test_the_id_of_a_front_server_is_kept(client: FlaskClient) -> None:
    given = "6f1c3b1e-5f0a-4c52-9c2b-d8f6f8a3c001"

    response = client.get("/healthz", headers={"X-Request-ID": given})

    assert response.headers["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "a b c d e f g", '"}{"level":1', "ééééééééé"]
)
def test_an_id_that_could_forge_a_log_line_is_replaced(client: FlaskClient, given: str) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": given.encode().decode("latin-1")})

    assert len(response.headers["X-Request-ID"]) == 32


def test_an_error_has_an_id_too(client: FlaskClient) -> None:
    response = client.get("/nothing/here")

    assert response.status_code == 404
    assert len(response.headers["X-Request-ID"]) == 32

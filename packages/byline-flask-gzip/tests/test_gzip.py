"""What is compressed, how, and what is left alone, shown on a small application of its own."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import flask_gzip
import pytest
from flask import Flask, Response, request, send_file
from flask.testing import FlaskClient
from flask_gzip import GZip

GZIP = {"Accept-Encoding": "gzip"}
TEXT = "All that is gold does not glitter. " * 40


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = Flask(__name__)
    GZip(app)
    script = tmp_path / "script.js"
    script.write_text("let answer = 42;\n" * 100)

    @app.get("/text")
    def text() -> str:
        return TEXT

    @app.get("/type/<path:media_type>")
    def typed(media_type: str) -> Response:
        return Response(TEXT, mimetype=media_type)

    @app.get("/status/<int:status>")
    def status(status: int) -> Response:
        return Response(TEXT, status=status)

    @app.get("/size/<int:size>")
    def size(size: int) -> str:
        return "x" * size

    @app.get("/header/<name>/<path:value>")
    def header(name: str, value: str) -> Response:
        return Response(TEXT, headers={name: value})

    @app.get("/tagged")
    def tagged() -> Response:
        response = Response(TEXT)
        response.set_etag("abc")
        return response.make_conditional(request)  # type: ignore[return-value]

    @app.get("/stream")
    def stream() -> Response:
        def lines() -> Iterator[str]:
            yield TEXT
            yield TEXT

        return Response(lines(), mimetype="text/plain")

    @app.get("/script.js")
    def file() -> Response:
        return send_file(script)

    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_a_text_is_compressed_for_who_accepts_it(client: FlaskClient) -> None:
    response = client.get("/text", headers=GZIP)

    assert response.headers["Content-Encoding"] == "gzip"
    assert response.content_length == len(response.data) < len(TEXT) / 5
    assert gzip.decompress(response.data).decode() == TEXT


@pytest.mark.parametrize(
    "accepted",
    ["gzip", "GZIP", "br, gzip", "*", "gzip;q=0.1", "identity;q=0, *", "deflate;q=0.9, gzip;q=0.8"],
)
def test_an_accept_header_that_takes_gzip(client: FlaskClient, accepted: str) -> None:
    response = client.get("/text", headers={"Accept-Encoding": accepted})

    assert response.headers.get("Content-Encoding") == "gzip"


@pytest.mark.parametrize(
    "accepted",
    ["", "br", "gzip;q=0", "*;q=0", "gzip;q=0, *", "identity", "gzip;q=0.4, identity;q=0.5"],
)
def test_an_accept_header_that_does_not_take_gzip(client: FlaskClient, accepted: str) -> None:
    response = client.get("/text", headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in response.headers
    assert response.text == TEXT


def test_no_accept_header_means_the_plain_body(client: FlaskClient) -> None:
    response = client.get("/text")

    assert response.text == TEXT


@pytest.mark.parametrize("headers", [{}, GZIP])
def test_both_forms_tell_caches_to_keep_them_apart(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    response = client.get("/text", headers=headers)

    assert response.headers["Vary"] == "Accept-Encoding"


def test_an_existing_vary_is_kept(client: FlaskClient) -> None:
    response = client.get("/header/Vary/Cookie", headers=GZIP)

    assert response.headers["Vary"] == "Cookie, Accept-Encoding"


@pytest.mark.parametrize(
    "media_type",
    [
        "text/css",
        "text/javascript",
        "application/json",
        "application/problem+json",
        "application/rss+xml",
        "image/svg+xml",
    ],
)
def test_text_in_all_its_types_is_compressed(client: FlaskClient, media_type: str) -> None:
    response = client.get(f"/type/{media_type}", headers=GZIP)

    assert response.headers.get("Content-Encoding") == "gzip"


@pytest.mark.parametrize(
    "media_type", ["image/png", "video/mp4", "application/zip", "font/woff2", "application/pdf"]
)
def test_what_is_packed_already_is_left_alone(client: FlaskClient, media_type: str) -> None:
    response = client.get(f"/type/{media_type}", headers=GZIP)

    assert "Content-Encoding" not in response.headers
    assert "Vary" not in response.headers


@pytest.mark.parametrize("status", [204, 206, 302, 404, 500])
def test_only_successful_answers_are_compressed(client: FlaskClient, status: int) -> None:
    response = client.get(f"/status/{status}", headers=GZIP)

    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize(("size", "encoding"), [(0, None), (499, None), (500, "gzip")])
def test_a_body_below_the_size_is_left_alone(
    client: FlaskClient, size: int, encoding: str | None
) -> None:
    response = client.get(f"/size/{size}", headers=GZIP)

    assert response.headers.get("Content-Encoding") == encoding


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Encoding", "br"),
        ("Cache-Control", "public, no-transform"),
        ("X-Sendfile", "somewhere/else"),
        ("X-Accel-Redirect", "somewhere/else"),
    ],
)
def test_a_header_that_forbids_it(client: FlaskClient, name: str, value: str) -> None:
    response = client.get(f"/header/{name}/{value}", headers=GZIP)

    assert response.headers.get("Content-Encoding") != "gzip"
    assert response.text == TEXT


def test_a_stream_stays_a_stream(client: FlaskClient) -> None:
    response = client.get("/stream", headers=GZIP)

    assert "Content-Encoding" not in response.headers
    assert response.text == TEXT * 2


def test_head_has_the_headers_of_get(client: FlaskClient) -> None:
    got = client.get("/text", headers=GZIP)

    head = client.head("/text", headers=GZIP)

    assert head.data == b""
    assert head.headers == got.headers


def test_the_same_body_gives_the_same_bytes(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/text", headers=GZIP).data
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    second = client.get("/text", headers=GZIP).data

    assert first == second


class TestValidators:
    def test_a_compressed_answer_has_a_weak_tag(self, client: FlaskClient) -> None:
        response = client.get("/tagged", headers=GZIP)

        assert response.headers["ETag"] == 'W/"abc"'

    def test_a_plain_answer_keeps_its_strong_tag(self, client: FlaskClient) -> None:
        response = client.get("/tagged")

        assert response.headers["ETag"] == '"abc"'

    def test_the_weak_tag_earns_a_304_with_the_headers_of_the_200(
        self, client: FlaskClient
    ) -> None:
        response = client.get("/tagged", headers={**GZIP, "If-None-Match": 'W/"abc"'})

        assert response.status_code == 304
        assert response.data == b""
        assert response.headers["ETag"] == 'W/"abc"'
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "Content-Encoding" not in response.headers

    def test_another_tag_gets_the_new_body(self, client: FlaskClient) -> None:
        response = client.get("/tagged", headers={**GZIP, "If-None-Match": 'W/"old"'})

        assert gzip.decompress(response.data).decode() == TEXT


class TestFiles:
    def test_a_file_is_compressed(self, client: FlaskClient) -> None:
        plain = client.get("/script.js", buffered=True).data

        response = client.get("/script.js", buffered=True, headers=GZIP)

        assert response.content_length == len(response.data) < len(plain)
        assert gzip.decompress(response.data) == plain
        assert "Accept-Ranges" not in response.headers

    def test_the_weak_tag_of_a_file_earns_a_304(self, client: FlaskClient) -> None:
        tag = client.get("/script.js", buffered=True, headers=GZIP).headers["ETag"]

        response = client.get("/script.js", buffered=True, headers={**GZIP, "If-None-Match": tag})

        assert tag.startswith("W/")
        assert response.status_code == 304
        assert response.headers["ETag"] == tag

    def test_a_range_is_left_alone(self, client: FlaskClient) -> None:
        response = client.get("/script.js", buffered=True, headers={**GZIP, "Range": "bytes=0-9"})

        assert response.status_code == 206
        assert response.data == b"let answer"
        assert "Content-Encoding" not in response.headers

    def test_a_large_file_passes_through(
        self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(flask_gzip, "MAX_FILE_BYTES", 1_000)

        response = client.get("/script.js", buffered=True, headers=GZIP)

        assert "Content-Encoding" not in response.headers
        assert response.data.startswith(b"let answer")


class TestSettings:
    def test_it_can_be_switched_off(self, app: Flask, client: FlaskClient) -> None:
        app.config["GZIP_ENABLED"] = False

        response = client.get("/text", headers=GZIP)

        assert "Content-Encoding" not in response.headers
        assert "Vary" not in response.headers

    def test_a_higher_level_is_smaller(self, app: Flask, client: FlaskClient) -> None:
        app.config["GZIP_LEVEL"] = 1
        fast = client.get("/script.js", buffered=True, headers=GZIP).data
        app.config["GZIP_LEVEL"] = 9

        small = client.get("/script.js", buffered=True, headers=GZIP).data

        assert len(small) < len(fast)

    def test_a_smaller_minimum_compresses_more(self, app: Flask, client: FlaskClient) -> None:
        app.config["GZIP_MIN_SIZE"] = 100

        response = client.get("/size/100", headers=GZIP)

        assert response.headers.get("Content-Encoding") == "gzip"

    @pytest.mark.parametrize("level", [0, 10, "high", None])
    def test_a_level_that_does_not_exist_stops_the_start(self, level: object) -> None:
        app = Flask(__name__)
        app.config["GZIP_LEVEL"] = level

        with pytest.raises(ValueError, match="GZIP_LEVEL"):
            GZip().init_app(app)

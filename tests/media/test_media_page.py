"""Stored files as browsers fetch them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.media.services import PreparedFile, prepare_file
from tests.lib.pictures import encoded, gradient
from tests.support.queries import count_queries

PNG = encoded(gradient(), "PNG")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M 0 0" /></svg>'


@pytest.fixture
def picture(app: Flask) -> PreparedFile:
    return prepare_file(PNG, "photo.png")


def test_a_picture_is_served(client: FlaskClient, picture: PreparedFile) -> None:
    response = client.get(f"/media/{picture.name}", buffered=True)

    assert response.status_code == 200
    assert response.data == PNG
    assert response.content_type == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == f"inline; filename={picture.name}"


def test_a_file_may_be_kept_for_a_year(
    app: Flask, client: FlaskClient, picture: PreparedFile
) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 0  # as for a developer, for assets

    response = client.get(f"/media/{picture.name}", buffered=True)

    assert response.cache_control.public
    assert response.cache_control.max_age == 31_536_000
    assert response.cache_control.immutable
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.vary


def test_a_known_file_is_not_sent_again(client: FlaskClient, picture: PreparedFile) -> None:
    etag = client.get(f"/media/{picture.name}", buffered=True).headers["ETag"]

    response = client.get(f"/media/{picture.name}", buffered=True, headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert response.data == b""
    assert response.cache_control.immutable


def test_a_part_of_a_file_is_served(client: FlaskClient, picture: PreparedFile) -> None:
    response = client.get(f"/media/{picture.name}", buffered=True, headers={"Range": "bytes=1-3"})

    assert response.status_code == 206
    assert response.data == b"PNG"
    assert response.headers["Content-Range"] == f"bytes 1-3/{len(PNG)}"


def test_a_part_past_the_end_is_refused(client: FlaskClient, picture: PreparedFile) -> None:
    response = client.get(
        f"/media/{picture.name}", buffered=True, headers={"Range": "bytes=99999999-"}
    )

    assert response.status_code == 416


def test_a_file_costs_no_query(client: FlaskClient, picture: PreparedFile) -> None:
    with count_queries() as queries:
        client.get(f"/media/{picture.name}", buffered=True)

    assert len(queries) == 0


@pytest.mark.usefixtures("app")
def test_a_drawing_gets_nothing_but_its_styles(client: FlaskClient) -> None:
    drawing = prepare_file(SVG, "drawing.svg", allow_svg=True)

    response = client.get(f"/media/{drawing.name}", buffered=True)

    assert response.content_type == "image/svg+xml; charset=utf-8"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.usefixtures("app")
def test_a_document_is_saved_and_not_shown(client: FlaskClient) -> None:
    document = prepare_file(b"%PDF-1.7\n", "paper.pdf")

    response = client.get(f"/media/{document.name}", buffered=True)

    assert response.headers["Content-Disposition"] == f"attachment; filename={document.name}"


@pytest.mark.parametrize(
    "name",
    [
        "a" * 64 + ".png",
        "a" * 63 + ".png",
        "A" * 64 + ".png",
        "a" * 64 + ".exe",
        "a" * 64 + ".png.html",
        "a" * 64 + "%0A.png",
        "a" * 64,
        "incoming",
        "..%2Fsecret-key",
        "../secret-key",
        "..%5Csecret-key",
        "%00",
        "",
    ],
)
def test_any_other_name_is_not_found(client: FlaskClient, name: str) -> None:
    response = client.get(f"/media/{name}", buffered=True)

    assert response.status_code == 404


def test_a_file_is_found_by_its_own_ending_only(client: FlaskClient, picture: PreparedFile) -> None:
    response = client.get(f"/media/{picture.digest}.svg", buffered=True)

    assert response.status_code == 404


def test_files_are_only_read(client: FlaskClient, picture: PreparedFile) -> None:
    response = client.post(f"/media/{picture.name}")

    assert response.status_code in (400, 405)

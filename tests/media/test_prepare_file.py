"""Files on their way into the store: what is taken, and why another one is not."""

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from byline.media import cleaning, errors
from byline.media.services import check_file, media_folder, media_path, prepare_file
from tests.lib.pictures import CAMERA, encoded, exif, gradient, png_of_one_colour

NOBODY = 65534
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><script>evil()</script></svg>'
PNG = encoded(gradient(40, 20), "PNG")


def stored_files() -> list[Path]:
    """Return all files in the media folder, half written ones too."""
    return [path for path in media_folder().rglob("*") if path.is_file()]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow past `size` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def without_right_to(path: Path) -> Iterator[None]:
    """Take away the rights to a file or folder; root keeps them, so be somebody else."""
    mode = stat.S_IMODE(path.stat().st_mode)
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        path.chmod(mode)


def test_a_picture_lies_in_the_store_under_its_digest(app: Flask) -> None:
    prepared = prepare_file(PNG, "photo.png")

    assert media_path(prepared) == (
        app.config["DATA"] / "media" / prepared.digest[:2] / f"{prepared.digest}.png"
    )
    assert media_path(prepared).read_bytes() == PNG
    assert (prepared.width, prepared.height) == (40, 20)
    assert prepared.byte_size == len(PNG)
    assert stored_files() == [media_path(prepared)]


@pytest.mark.usefixtures("app")
def test_the_same_content_is_stored_once() -> None:
    first = prepare_file(PNG, "one.png")
    second = prepare_file(PNG, "two.png")

    assert first.name == second.name
    assert len(stored_files()) == 1


@pytest.mark.usefixtures("app")
def test_a_photograph_is_stored_without_camera_and_place() -> None:
    prepared = prepare_file(encoded(gradient(), "JPEG", exif=exif()), "photo.jpg")

    assert CAMERA.encode() not in media_path(prepared).read_bytes()


@pytest.mark.usefixtures("app")
def test_the_content_decides_on_the_type() -> None:
    prepared = prepare_file(PNG, "photo.exe")

    assert (prepared.extension, prepared.media_type) == ("png", "image/png")


@pytest.mark.usefixtures("app")
def test_a_file_is_taken_from_its_path(tmp_path: Path) -> None:
    source = tmp_path / "clip.mp4"
    source.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom")

    prepared = prepare_file(source, source.name)

    assert (prepared.extension, prepared.width) == ("mp4", None)
    assert media_path(prepared).read_bytes() == source.read_bytes()


@pytest.mark.usefixtures("app")
def test_a_source_that_is_gone_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        prepare_file(tmp_path / "gone.png", "gone.png")


@pytest.mark.usefixtures("app")
def test_a_source_that_may_not_be_read_is_no_trouble_of_the_store(tmp_path: Path) -> None:
    source = tmp_path / "photo.png"
    source.write_bytes(PNG)

    with without_right_to(source), pytest.raises(PermissionError):
        prepare_file(source, "photo.png")


def test_a_rehearsal_leaves_nothing(app: Flask) -> None:
    check_file(PNG, "photo.png")

    assert not (app.config["DATA"] / "media").exists()


@pytest.mark.usefixtures("app")
def test_a_rehearsal_refuses_the_same() -> None:
    with pytest.raises(errors.SvgNotAllowed, match=r"drawing\.svg"):
        check_file(SVG, "drawing.svg")


@pytest.mark.usefixtures("app")
def test_a_drawing_is_cleaned() -> None:
    prepared = prepare_file(SVG, "drawing.svg", allow_svg=True)

    assert (prepared.media_type, prepared.width, prepared.height) == ("image/svg+xml", 3, 2)
    assert b"script" not in media_path(prepared).read_bytes()


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "raw", ["n" * 300 + ".png", "../../up.png", "nul\0.png", "\u202egnp.exe", "", ".", "/"]
)
def test_no_name_reaches_the_disk(raw: str) -> None:
    prepared = prepare_file(PNG, raw)

    assert [path.name for path in stored_files()] == [prepared.name]
    assert 0 < len(prepared.original_name) <= 255
    assert not set("/\0\u202e") & set(prepared.original_name)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.FileEmpty),
        (b"plain text", errors.TypeRefused),
        (b"<html></html>", errors.TypeRefused),
        (b"MZ\x90\0", errors.TypeRefused),
        (b"\x89PNG\r\n\x1a\n and no more", errors.TypeRefused),
        (SVG, errors.SvgNotAllowed),
        (PNG[: len(PNG) // 2], errors.PictureBroken),
        (png_of_one_colour(13_000, 13_000), errors.PictureTooLarge),
    ],
)
def test_a_refused_file_is_named_and_leaves_nothing(
    data: bytes, error: type[errors.FileRefused]
) -> None:
    with pytest.raises(error, match=r"holiday\.png"):
        prepare_file(data, "holiday.png")

    assert stored_files() == []


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><rss/>", b"<svg", b"<!-- no drawing"])
def test_other_xml_is_no_drawing(data: bytes) -> None:
    with pytest.raises(errors.SvgBroken, match=r"drawing\.svg"):
        prepare_file(data, "drawing.svg", allow_svg=True)

    assert stored_files() == []


@pytest.mark.usefixtures("app")
def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MAX_PICTURE_BYTES", len(PNG) - 1)

    with pytest.raises(errors.FileTooLarge, match=r"photo\.png"):
        prepare_file(PNG, "photo.png")


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("size", [100, len(PNG) - 1])
def test_a_full_disk_is_told_and_leaves_nothing(size: int, tmp_path: Path) -> None:
    source = tmp_path / "photo.png"
    source.write_bytes(PNG)

    with largest_file(size), pytest.raises(errors.StoreFull, match=r"photo\.png"):
        prepare_file(source, "photo.png")

    assert stored_files() == []


@pytest.mark.usefixtures("app")
def test_a_full_disk_is_told_where_the_picture_is_encoded_again(tmp_path: Path) -> None:
    source = tmp_path / "photo.png"
    source.write_bytes(encoded(gradient(), "PNG", exif=exif(orientation=6)))

    with largest_file(100), pytest.raises(errors.StoreFull, match=r"photo\.png"):
        prepare_file(source, "photo.png")

    assert stored_files() == []


def test_a_read_only_data_folder_is_told(app: Flask) -> None:
    app.config["DATA"].mkdir(exist_ok=True)

    with (
        without_right_to(app.config["DATA"]),
        pytest.raises(errors.StoreReadOnly, match=r"photo\.png"),
    ):
        prepare_file(PNG, "photo.png")

"""Pictures from outside: what is taken, what is refused, and what stays of them."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from byline.lib.file_types import AVIF, GIF, JPEG, PNG, WEBP, FileType
from byline.lib.images import (
    NotAPicture,
    Picture,
    PictureChecker,
    PictureDamaged,
    PictureRefused,
    PictureTooCostly,
    PictureTooLarge,
)
from tests.lib.pictures import (
    CAMERA,
    animation,
    decoded,
    encoded,
    exif,
    gradient,
    png_of_one_colour,
    png_with_text,
)


@pytest.fixture(scope="module")
def checker() -> Iterator[PictureChecker]:
    """Return a checker that all tests here share, as the pictures of an import do."""
    with PictureChecker() as checker:
        yield checker


class Check:
    """Checks bytes and keeps what is left of them."""

    def __init__(self, checker: PictureChecker, folder: Path) -> None:
        self.target = folder / "clean"
        self._checker = checker
        self._source = folder / "source"

    def __call__(self, data: bytes) -> Picture:
        self._source.write_bytes(data)
        return self._checker.check(self._source, self.target)

    @property
    def result(self) -> bytes:
        return self.target.read_bytes()


@pytest.fixture
def check(checker: PictureChecker, tmp_path: Path) -> Check:
    return Check(checker, tmp_path)


@pytest.mark.parametrize(
    ("image_format", "file_type"),
    [("JPEG", JPEG), ("PNG", PNG), ("GIF", GIF), ("WEBP", WEBP), ("AVIF", AVIF)],
)
def test_a_clean_picture_stays_as_it_is(
    check: Check, image_format: str, file_type: FileType
) -> None:
    data = encoded(gradient(40, 20), image_format)

    picture = check(data)

    assert picture == Picture(file_type, 40, 20)
    assert check.result == data


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_camera_and_place_are_taken_out(check: Check, image_format: str) -> None:
    data = encoded(gradient(), image_format, exif=exif())
    assert CAMERA.encode() in data

    check(data)

    assert CAMERA.encode() not in check.result
    assert not dict(decoded(check.result).getexif())


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_taking_metadata_out_leaves_every_pixel(check: Check, image_format: str) -> None:
    data = encoded(gradient(), image_format, exif=exif())

    check(data)

    difference = ImageChops.difference(decoded(data), decoded(check.result))
    assert difference.getbbox() is None


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lies_on_its_side_is_turned(check: Check, image_format: str) -> None:
    picture = gradient(40, 20)
    data = encoded(picture, image_format, exif=exif(orientation=6))

    size = check(data)

    assert (size.width, size.height) == (20, 40)
    result = decoded(check.result)
    assert not dict(result.getexif())
    difference = ImageChops.difference(
        picture.transpose(Image.Transpose.ROTATE_270), result.convert("RGB")
    )
    assert max(high for _, high in ImageStat.Stat(difference).extrema) < 25


def test_a_colour_profile_stays(check: Check) -> None:
    profile = b"a colour profile"
    data = encoded(gradient(), "JPEG", icc_profile=profile, exif=exif(), comment=b"by Ana")

    check(data)

    assert decoded(check.result).info["icc_profile"] == profile
    assert b"by Ana" not in check.result


def test_comments_of_a_png_are_taken_out(check: Check) -> None:
    check(png_with_text("written at home"))

    assert b"written at home" not in check.result


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "1", "I;16"])
def test_every_kind_of_png_is_taken(check: Check, mode: str) -> None:
    grey = gradient().convert("L")
    picture = Image.new("I;16", (40, 20), 40_000) if mode == "I;16" else grey.convert(mode)
    data = encoded(picture, "PNG", exif=exif())

    check(data)

    assert decoded(check.result).mode == mode


@pytest.mark.parametrize("image_format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_keeps_its_frames(check: Check, image_format: str) -> None:
    check(animation(image_format, frames=3))

    assert getattr(decoded(check.result), "n_frames", 1) == 3


def test_a_gif_keeps_its_loop_and_loses_its_comment(check: Check) -> None:
    check(animation("GIF", loop=7, comment=b"by Ana"))

    info = decoded(check.result).info
    assert info["loop"] == 7
    assert "comment" not in info


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_follows_the_picture_is_cut_off(check: Check, image_format: str) -> None:
    data = encoded(gradient(), image_format)

    check(data + b"PK\x03\x04 <script>alert(1)</script>")

    assert check.result == data


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", b"<html></html>", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"BM" + bytes(60)],
)
def test_what_is_no_picture_is_refused(check: Check, data: bytes) -> None:
    with pytest.raises(NotAPicture):
        check(data)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_picture_that_is_cut_short_is_refused(
    check: Check, image_format: str, kept: float
) -> None:
    data = encoded(gradient(200, 200), image_format)

    with pytest.raises((PictureDamaged, NotAPicture)):
        check(data[: int(len(data) * kept)])

    assert not check.target.exists()


def test_a_small_file_of_many_pixels_is_refused_by_its_header(check: Check) -> None:
    data = png_of_one_colour(13_000, 13_000)
    assert len(data) < 25_000

    with pytest.raises(PictureTooLarge):
        check(data)


def test_forty_million_pixels_are_taken(check: Check) -> None:
    picture = check(png_of_one_colour(8_000, 5_000))

    assert picture.width * picture.height == 40_000_000


def test_an_animation_of_too_many_frames_is_refused(check: Check) -> None:
    frames = [Image.new("1", (1, 1), number % 2) for number in range(1_001)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])

    with pytest.raises(PictureTooLarge):
        check(data)


def test_a_picture_that_takes_too_long_is_refused_and_the_next_is_taken(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(encoded(gradient(), "PNG"))

    with PictureChecker(max_seconds=2) as checker:
        checker.check(source, tmp_path / "clean")
        assert checker.process_id is not None
        os.kill(checker.process_id, signal.SIGSTOP)

        with pytest.raises(PictureTooCostly):
            checker.check(source, tmp_path / "clean")

        assert checker.check(source, tmp_path / "clean").width == 40


def test_no_name_confuses_the_process(checker: PictureChecker, tmp_path: Path) -> None:
    source = tmp_path / 'a "picture"\nnaïve \udcff.png'
    source.write_bytes(encoded(gradient(), "PNG"))

    assert checker.check(source, tmp_path / "clean").width == 40


def test_a_picture_that_kills_the_process_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(encoded(gradient(), "PNG"))

    with PictureChecker() as checker:
        checker.check(source, tmp_path / "clean")
        assert checker.process_id is not None
        os.kill(checker.process_id, signal.SIGKILL)

        with pytest.raises(PictureTooCostly):
            checker.check(source, tmp_path / "clean")

        assert checker.check(source, tmp_path / "clean").width == 40


def test_the_process_ends_with_its_block(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(encoded(gradient(), "PNG"))

    with PictureChecker() as checker:
        checker.check(source, tmp_path / "clean")
        process_id = checker.process_id

    assert process_id is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


def test_pictures_share_one_process(check: Check, checker: PictureChecker) -> None:
    check(encoded(gradient(), "PNG"))
    first = checker.process_id
    with pytest.raises(PictureRefused):
        check(b"not a picture")
    check(encoded(gradient(), "GIF"))

    assert checker.process_id == first

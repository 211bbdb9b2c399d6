"""Taking metadata out of files that are not what they should be."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.lib.file_types import FILE_TYPES, GIF, JPEG, PNG, WEBP, FileType
from byline.lib.image_metadata import strip
from tests.lib.pictures import animation, encoded, exif, gradient

PICTURES = {
    JPEG: encoded(gradient(), "JPEG", exif=exif(), comment=b"by Ana", progressive=True),
    PNG: animation("PNG", exif=exif()),
    GIF: animation("GIF", comment=b"by Ana"),
    WEBP: animation("WEBP", exif=exif()),
}
some_type = st.sampled_from(list(PICTURES))


@given(some_type, st.binary(max_size=200))
def test_no_content_does_more_than_fail(file_type: FileType, data: bytes) -> None:
    with contextlib.suppress(ValueError, IndexError):
        strip(data, file_type)


@given(some_type, st.floats(0, 1), st.binary(min_size=1, max_size=9))
def test_no_damage_does_more_than_fail(file_type: FileType, where: float, damage: bytes) -> None:
    data = PICTURES[file_type]
    position = int(where * len(data))

    with contextlib.suppress(ValueError, IndexError):
        strip(data[:position] + damage + data[position + len(damage) :], file_type)


@pytest.mark.parametrize("file_type", PICTURES)
def test_taking_out_again_changes_nothing(file_type: FileType) -> None:
    once = strip(PICTURES[file_type], file_type)

    assert strip(once, file_type) == once


def test_a_webp_does_not_announce_what_was_taken_out() -> None:
    exif_flag = 0b1000
    flags = 20  # where the first chunk, VP8X, has them
    assert PICTURES[WEBP][flags] & exif_flag

    assert not strip(PICTURES[WEBP], WEBP)[flags] & exif_flag


def test_other_types_come_back_whole() -> None:
    assert strip(b"a video", FILE_TYPES["mp4"]) == b"a video"

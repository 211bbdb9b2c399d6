"""What a file is, by its first bytes."""

import pytest

from byline.lib.file_types import (
    AVIF,
    GIF,
    JPEG,
    MP3,
    MP4,
    OGG,
    PDF,
    PNG,
    SVG,
    WEBM,
    WEBP,
    FileType,
    identify,
)
from tests.lib.pictures import encoded, gradient


@pytest.mark.parametrize(
    ("image_format", "file_type"),
    [("JPEG", JPEG), ("PNG", PNG), ("GIF", GIF), ("WEBP", WEBP), ("AVIF", AVIF)],
)
def test_pictures_are_known_by_content(image_format: str, file_type: FileType) -> None:
    assert identify(encoded(gradient(), image_format)) == file_type


@pytest.mark.parametrize(
    ("head", "file_type"),
    [
        (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2", MP4),
        (b"\0\0\0\x20ftypmp42\0\0\0\0mp42", MP4),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", WEBM),
        (b"ID3\x04\0\0\0\0\0\0", MP3),
        (b"\xff\xfb\x90\x64\0\0", MP3),
        (b"OggS\0\x02\0\0", OGG),
        (b"%PDF-1.7\n", PDF),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", SVG),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?>", SVG),
        (b"<!-- made by hand --><svg/>", SVG),
    ],
)
def test_other_files_are_known_by_content(head: bytes, file_type: FileType) -> None:
    assert identify(head) == file_type


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff",
        b"plain text",
        b"<!DOCTYPE html><svg>",
        b"<script>alert(1)</script>",
        b"MZ\x90\0",
        b"PK\x03\x04",
        b"GIF88a",
        b"RIFF\0\0\0\0WAVE",
        b"\0\0\0\x18ftypheic",
        b"\x1a\x45\xdf\xa3\x42\x82\x88matroska",
        b"\xff\xfe<\0s\0v\0g\0",
        b"\xff\xfb\xf0\x64",
    ],
)
def test_everything_else_is_unknown(head: bytes) -> None:
    assert identify(head) is None

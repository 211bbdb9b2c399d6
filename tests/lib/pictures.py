"""Small pictures to try things on, made as they are needed."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, PngImagePlugin

# Camera, and the degrees of latitude, as a telephone writes them.
CAMERA = "Telephone 12"
EXIF_MAKE, EXIF_ORIENTATION, EXIF_GPS = 0x010F, 0x0112, 0x8825


def gradient(width: int = 40, height: int = 20, mode: str = "RGB") -> Image.Image:
    """Return a picture whose every corner looks different."""
    red = Image.linear_gradient("L").resize((width, height))
    green = Image.linear_gradient("L").rotate(90).resize((width, height))
    return Image.merge("RGB", (red, green, Image.new("L", (width, height), 90))).convert(mode)


def encoded(picture: Image.Image, image_format: str, **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    """Return the bytes of a picture in a format of Pillow's."""
    stream = io.BytesIO()
    picture.save(stream, image_format, **options)
    return stream.getvalue()


def decoded(data: bytes) -> Image.Image:
    """Return the picture in `data`, all of it read."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def exif(*, orientation: int = 1) -> Image.Exif:
    """Return what a telephone adds to a photograph."""
    tags = Image.Exif()
    tags[EXIF_MAKE] = CAMERA
    tags[EXIF_ORIENTATION] = orientation
    tags[EXIF_GPS] = {1: "N", 2: (52.0, 30.0, 0.0)}
    return tags


def png_with_text(text: str) -> bytes:
    """Return a PNG that carries `text` as a comment."""
    comments = PngImagePlugin.PngInfo()
    comments.add_text("Comment", text)
    return encoded(gradient(), "PNG", pnginfo=comments)


def png_of_one_colour(width: int, height: int) -> bytes:
    """Return a tiny file that unpacks to one byte for eight pixels: black, one bit each."""
    rows = zlib.compress(bytes((width // 8 + 1) * height), 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", rows), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def animation(image_format: str, frames: int = 3, **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    """Return an animation in which every frame differs."""
    pictures = [gradient().rotate(7 * number) for number in range(frames)]
    return encoded(
        pictures[0],
        image_format,
        save_all=True,
        append_images=pictures[1:],
        duration=100,
        **options,
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )

"""Take out of a picture what does not show: camera, place, comments, anything behind its end.

Pixels stay as they were encoded, bit for bit. Each function keeps the parts of a format that
change how the picture looks, and drops every other part, known or not. All raise ValueError or
IndexError where the structure is broken; give them pictures that a decoder has accepted.
"""

import re
from collections.abc import Iterator

from byline.lib.file_types import GIF, JPEG, PNG, WEBP, FileType

# https://www.w3.org/TR/png-3/#5ChunkNames
PNG_SIGNATURE_BYTES = 8
PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)
# https://developers.google.com/speed/webp/docs/riff_container
WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
WEBP_EXIF_AND_XMP_FLAGS = 0b1100
# https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1
JPEG_SOI, JPEG_EOI, JPEG_SOS, JPEG_COM = 0xD8, 0xD9, 0xDA, 0xFE
JPEG_APP0, JPEG_APP2, JPEG_APP14, JPEG_APP15 = 0xE0, 0xE2, 0xEE, 0xEF
# Past a scan's data: 0xFF not followed by zero (a byte of data), a restart marker or fill.
JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
# https://www.w3.org/Graphics/GIF/spec-gif89a.txt
GIF_EXTENSION, GIF_IMAGE, GIF_TRAILER = 0x21, 0x2C, 0x3B
GIF_CONTROL, GIF_PLAIN_TEXT, GIF_APPLICATION = 0xF9, 0x01, 0xFF


def strip(data: bytes, file_type: FileType) -> bytes:
    """Return a picture without metadata; types that this module does not know come back whole."""
    if file_type == PNG:
        return b"".join(_png_parts(data))
    if file_type == JPEG:
        return b"".join(_jpeg_parts(data))
    if file_type == GIF:
        return b"".join(_gif_parts(data))
    if file_type == WEBP:
        return _strip_webp(data)
    return data


def _png_parts(data: bytes) -> Iterator[bytes]:
    yield data[:PNG_SIGNATURE_BYTES]
    position, name = PNG_SIGNATURE_BYTES, b""
    while name != b"IEND":
        length, name = int.from_bytes(_cut(data, position, 4)), _cut(data, position + 4, 4)
        chunk = _cut(data, position, length + 12)
        if name in PNG_CHUNKS:
            yield chunk
        position += len(chunk)


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    position, kind = 2, JPEG_SOI
    while kind != JPEG_EOI:
        marker = JPEG_MARKER.search(data, position)
        if marker is None:
            raise ValueError("a JPEG without an end")
        if kind == JPEG_SOS:
            yield data[position : marker.start()]
        kind, position = marker[0][1], marker.end()
        if kind == JPEG_EOI:
            yield marker[0]
            continue
        segment = _cut(data, position, int.from_bytes(_cut(data, position, 2)))
        if _jpeg_segment_shows(kind, segment[2:]):
            yield marker[0] + segment
        position += len(segment)


def _jpeg_segment_shows(kind: int, content: bytes) -> bool:
    """Whether a segment is part of the picture: JFIF, colour profile, Adobe's colour transform."""
    if kind == JPEG_APP2:
        return content.startswith(b"ICC_PROFILE\0")
    if kind == JPEG_APP0:
        return content.startswith(b"JFIF\0")  # not JFXX, a thumbnail
    if JPEG_APP0 < kind <= JPEG_APP15:
        return kind == JPEG_APP14
    return kind != JPEG_COM


def _gif_parts(data: bytes) -> Iterator[bytes]:
    position = 13 + _gif_colours(data[10])
    yield _cut(data, 0, position)
    # Many a GIF lacks its trailer, and decoders do not mind.
    while position < len(data) and (kind := data[position]) != GIF_TRAILER:
        if kind == GIF_EXTENSION:
            start = position + 2
        elif kind == GIF_IMAGE:
            # The descriptor, its colours and the code size, in front of the data.
            start = position + 11 + _gif_colours(data[position + 9])
        else:
            raise ValueError("a GIF block of no known kind")
        end = _end_of_gif_blocks(data, start)
        block = data[position:end]
        if kind == GIF_IMAGE or _gif_extension_shows(block):
            yield block
        position = end
    yield bytes([GIF_TRAILER])


def _gif_colours(flags: int) -> int:
    """Return the bytes of the colour table that a packed field announces."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_gif_blocks(data: bytes, position: int) -> int:
    while data[position]:
        position += data[position] + 1
    return position + 1


def _gif_extension_shows(block: bytes) -> bool:
    """Whether an extension is more than a comment: frame control, text, the number of loops."""
    if block[1] == GIF_APPLICATION:
        return block[3:14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
    return block[1] in (GIF_CONTROL, GIF_PLAIN_TEXT)


def _strip_webp(data: bytes) -> bytes:
    content = b"WEBP" + b"".join(_webp_chunks(data))
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    position, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while position + 8 <= end:
        name = _cut(data, position, 4)
        length = int.from_bytes(_cut(data, position + 4, 4), "little")
        # Some encoders leave out the padding of the last chunk.
        chunk = _cut(data, position, 8 + length) + b"\0" * (length % 2)
        if name == b"VP8X":
            flags = chunk[8] & ~WEBP_EXIF_AND_XMP_FLAGS
            yield chunk[:8] + bytes([flags]) + chunk[9:]
        elif name in WEBP_CHUNKS:
            yield chunk
        position += len(chunk)


def _cut(data: bytes, start: int, length: int) -> bytes:
    """Return `length` bytes, all of them. Raises ValueError past the end."""
    part = data[start : start + length]
    if len(part) < length:
        raise ValueError("a picture that is cut short")
    return part

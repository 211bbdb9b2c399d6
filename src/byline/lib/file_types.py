"""What a file is, by its first bytes: a name can claim anything.

Signatures: https://mimesniff.spec.whatwg.org/#matching-a-mime-type-pattern
"""

from dataclasses import dataclass

# As many bytes of a file as `identify` wants.
SIGNATURE_BYTES = 512


@dataclass(frozen=True)
class FileType:
    """A kind of file, the ending that it gets and the media type that it is served with."""

    extension: str
    media_type: str


JPEG = FileType("jpg", "image/jpeg")
PNG = FileType("png", "image/png")
GIF = FileType("gif", "image/gif")
WEBP = FileType("webp", "image/webp")
AVIF = FileType("avif", "image/avif")
SVG = FileType("svg", "image/svg+xml")
MP4 = FileType("mp4", "video/mp4")
WEBM = FileType("webm", "video/webm")
MP3 = FileType("mp3", "audio/mpeg")
OGG = FileType("ogg", "audio/ogg")
PDF = FileType("pdf", "application/pdf")

RASTERS = frozenset({JPEG, PNG, GIF, WEBP, AVIF})
FILE_TYPES = {
    kind.extension: kind for kind in (JPEG, PNG, GIF, WEBP, AVIF, SVG, MP4, WEBM, MP3, OGG, PDF)
}

_PREFIXES = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"OggS\0": OGG,
    b"ID3": MP3,
    b"%PDF-": PDF,
}
_SVG_PREFIXES = (b"<svg", b"<?xml", b"<!--", b"<!doctype svg")
_MP4_BRANDS = (b"avc", b"dash", b"iso", b"M4A", b"M4V", b"mp4", b"MSNV")


def identify(head: bytes) -> FileType | None:
    """Return the type of the file that begins with `head`; None for what the store does not take.

    SVG is a guess, as any XML may turn out to be something else; reading it decides.
    """
    for prefix, kind in _PREFIXES.items():
        if head.startswith(prefix):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]:
        return WEBM
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_SVG_PREFIXES):
        return SVG
    return MP3 if _is_mp3_frame(head) else None


def _by_brand(brand: bytes) -> FileType | None:
    """Return the type of a file in the ISO base media format, by the brand that it names first."""
    if brand in (b"avif", b"avis"):
        return AVIF
    return MP4 if brand.startswith(_MP4_BRANDS) else None


def _is_mp3_frame(head: bytes) -> bool:
    """Whether an MPEG layer III frame begins here, with a bit rate and a sampling rate.

    The header's bits: http://www.mp3-tech.org/programmer/frame_header.html
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    bit_rate, sampling_rate = head[2] >> 4, head[2] >> 2 & 3
    return 0 < bit_rate < 15 and sampling_rate != 3

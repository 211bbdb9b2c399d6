"""From the bytes of an export to text that an XML parser takes."""

import codecs
import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from byline.importers.errors import SourceUnreadable
from byline.importers.text import BYTE_ORDER_MARKS

CHUNK_BYTES = 2**16
DECLARED = re.compile(r"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
# What XML forbids, by itself; bytes that are not of the encoding are decoded to surrogates.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
REFERENCE = re.compile(
    r"&(?:#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}))|([A-Za-z][A-Za-z0-9]{1,31}));"
)
# What is between these marks is text, whatever it looks like.
CDATA, CDATA_END = "<![CDATA[", "]]>"
MARK_OR_REFERENCE = re.compile(rf"<!\[CDATA\[|\]\]>|{REFERENCE.pattern}")
# One of these may go on in the next block.
OPEN_END = re.compile(r"(?:&[#A-Za-z0-9]{0,33}|<(?:!(?:\[[CDAT]{0,5})?)?|\]{1,2})\Z")
# What programs call so is Windows-1252 for browsers, and mostly is.
WINDOWS = {"ascii": "cp1252", "iso8859-1": "cp1252"}
# The same of the others of that family, which have only controls there that nobody writes.
FAMILY = "iso8859-"
CONTROLS = {
    code: bytes([code]).decode("cp1252")
    for code in {*range(0x80, 0xA0)} - {*b"\x81\x8d\x8f\x90\x9d"}
}
XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
SURROGATE_ESCAPE = 0xDC00


@dataclass
class Decoded:
    """What was odd about a file, counted while it is read."""

    encoding: str = "utf-8"
    # Whether the text that comes next is in a CDATA section.
    in_cdata: bool = False
    control_characters: int = 0
    wrong_bytes: int = 0

    @property
    def notes(self) -> list[str]:
        """What somebody should look at."""
        notes = []
        if self.wrong_bytes:
            notes.append(
                f"{self.wrong_bytes} bytes of it are not {self.encoding} and were read as"
                " Windows-1252; look at its accents"
            )
        if self.control_characters:
            notes.append(f"control characters that XML forbids: {self.control_characters} left out")
        return notes


def read_text(file: BinaryIO, decoded: Decoded) -> Iterator[str]:
    """Yield the text of an XML file in blocks, without what makes parsers give up.

    Control characters go, entities of HTML that XML lacks become their characters (but not in
    CDATA), and bytes that are not of the file's encoding count as Windows-1252. Raises
    SourceUnreadable for an encoding nobody knows.
    """
    head = file.read(CHUNK_BYTES)
    decoded.encoding, skipped = _encoding(head)
    decoder = codecs.getincrementaldecoder(decoded.encoding)("surrogateescape")
    rest, block, begun = "", head[skipped:], False
    while block:
        text = rest + decoder.decode(block)
        block = file.read(CHUNK_BYTES)
        if not block:
            text += decoder.decode(b"", True)
        elif tail := OPEN_END.search(text):
            text, rest = text[: tail.start()], tail[0]
            yield from _clean(text, decoded, begun=begun)
            begun = begun or bool(text.strip())
            continue
        yield from _clean(text, decoded, begun=begun)
        begun, rest = begun or bool(text.strip()), ""


def _encoding(head: bytes) -> tuple[str, int]:
    """Return the name of the encoding, and how many bytes a mark of it takes."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    for start, encoding in ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be")):
        if head.startswith(start):
            return encoding, 0
    declared = DECLARED.search(head[:1000].decode("latin-1"))
    if declared is None:
        return "utf-8", 0
    try:
        name = codecs.lookup(declared[1]).name
        "".encode(name)
    except LookupError:
        raise SourceUnreadable(
            f"It says that its encoding is {declared[1]!r}, which is not known."
        ) from None
    # One that has only half of the bytes would have come with a mark.
    name = WINDOWS.get(name, name)
    return ("utf-8" if name.startswith(("utf-16", "utf-32")) else name), 0


def _clean(text: str, decoded: Decoded, *, begun: bool) -> Iterator[str]:
    if not begun:
        text = text.lstrip("\ufeff \t\r\n\0")
    if decoded.encoding.startswith(FAMILY):
        text = text.translate(CONTROLS)
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub(lambda match: _allowed(match[0], decoded), text)
    if "&" in text:
        text = MARK_OR_REFERENCE.sub(lambda match: _referred(match, decoded), text)
    elif CDATA in text or CDATA_END in text:
        decoded.in_cdata = text.rfind(CDATA) > text.rfind(CDATA_END)
    if text:
        yield text


def _allowed(character: str, decoded: Decoded) -> str:
    """Return what stands for a character that XML forbids."""
    byte = ord(character) - SURROGATE_ESCAPE
    if not 0x80 <= byte <= 0xFF:
        decoded.control_characters += 1
        return ""
    decoded.wrong_bytes += 1
    return bytes([byte]).decode("cp1252", "ignore")


def _referred(match: re.Match[str], decoded: Decoded) -> str:
    """Return a reference as XML takes it, or the character that it names."""
    if match[0] in (CDATA, CDATA_END):
        decoded.in_cdata = match[0] == CDATA
    if decoded.in_cdata or match[0] == CDATA_END:
        return match[0]
    decimal, hexadecimal, name = match.groups()
    if name:
        known = None if name in XML_ENTITIES else html.entities.html5.get(f"{name};")
        return known or match[0]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code > 0x10FFFF or FORBIDDEN.match(chr(code)):
        decoded.control_characters += 1
        return ""
    return match[0]

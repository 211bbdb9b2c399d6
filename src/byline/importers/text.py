"""From the bytes of a file to its text."""

import codecs
import unicodedata

from byline.importers.errors import ItemUnreadable

# The longer marks first: UTF-32's begins as UTF-16's does.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes, notes: list[str]) -> str:
    """Return the text of a file, with `\\n` line ends; appends to `notes` what is odd about it.

    Raises ItemUnreadable for what is not text.
    """
    text = _decode(content, notes)
    if "\0" in text:
        notes.append("NUL characters were taken out")
        text = text.replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, notes: list[str]) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise ItemUnreadable(f"it begins as {encoding}, but is not ({error})") from error
    try:
        return content.decode()
    except UnicodeDecodeError:
        if b"\0" in content:
            raise ItemUnreadable("it is not text") from None
    notes.append("it is not UTF-8 and was read as Windows-1252; look at its accents")
    # Five bytes mean nothing there; Latin-1 knows every one.
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def one_line(text: str) -> str:
    """Return a text for a place of one line: without control characters, spaces collapsed."""
    kept = (
        " " if character.isspace() or unicodedata.category(character) == "Cc" else character
        for character in text
        if unicodedata.category(character) != "Cs"
    )
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))

"""Writing XML piece by piece: no tree, so any length fits into the memory."""

import re
from typing import TextIO

# They write, and parse nothing.
from xml.sax.saxutils import escape, quoteattr  # nosec B406

# https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XmlFile:
    """Writes elements one after the other."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def raw(self, markup: str) -> None:
        """Write what is markup already."""
        self._file.write(markup)

    def text(self, name: str, value: object = "") -> None:
        """Write an element with a text in it."""
        self._file.write(f"<{name}>{escape(allowed(str(value)))}</{name}>\n")

    def cdata(self, name: str, value: str, **attributes: str) -> None:
        """Write an element whose text may be markup of another kind."""
        given = "".join(f" {key}={quoteattr(allowed(one))}" for key, one in attributes.items())
        # The one thing that cannot stand in it is its end.
        inside = allowed(value).replace("]]>", "]]]]><![CDATA[>")
        self._file.write(f"<{name}{given}><![CDATA[{inside}]]></{name}>\n")


def allowed(text: str) -> str:
    """Return a text without the characters that XML has no way to write."""
    return _FORBIDDEN.sub("", text)

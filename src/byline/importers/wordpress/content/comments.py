"""The comments in a body: WordPress keeps its marks in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The comment that stands for where the summary ends, in the one form that later steps know.
MORE = "<!--more-->"

_BLOCK = re.compile(r"\s*+/?wp:")
_LINE_END = re.compile(r"\n|(?=<!--)|\Z")


@dataclass(frozen=True)
class Comment:
    """What stands between `<!--` and `-->`."""

    text: str

    @property
    def written(self) -> str:
        """The whole of it."""
        return f"<!--{self.text}-->"

    @property
    def is_block(self) -> bool:
        """Say whether it begins or ends a block."""
        return bool(_BLOCK.match(self.text))


def read_comments(body: str) -> Iterator[str | Comment]:
    """Yield the text of a body and its comments in order.

    The mark of a block that lacks its end takes nothing but its line; another comment without an
    end takes the rest, as in a browser.
    """
    position = 0
    end = -1
    while (start := body.find("<!--", position)) >= 0:
        if start > position:
            yield body[position:start]
        if end < start + 4:
            end = body.find("-->", start + 4)
            end = len(body) + 4 if end < 0 else end
        following = body.find("<!--", start + 4, end)
        if _BLOCK.match(body, start + 4) and (following >= 0 or end > len(body)):
            position = _line_end(body, start + 4)
        else:
            yield Comment(body[start + 4 : end])
            position = end + 3
    if position < len(body):
        yield body[position:]


def _line_end(body: str, start: int) -> int:
    found = _LINE_END.search(body, start)
    return found.end() if found else len(body)

"""The comments that begin and end blocks."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

_MARK = re.compile(r"\s*+(/?)wp:([a-z][a-z0-9_-]*+(?:/[a-z][a-z0-9_-]*+)?)(.*)\Z", re.DOTALL)
# Names of embeds were once of this form: core-embed/youtube.
_OLD_EMBED = "core-embed/"


@dataclass(frozen=True)
class Mark:
    """The beginning or the end of a block."""

    # Without the namespace of WordPress itself.
    name: str
    is_end: bool = False
    # Without HTML of its own.
    is_void: bool = False
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def is_of_plugin(self) -> bool:
        """Say whether WordPress itself has no such block."""
        return "/" in self.name


def read_mark(comment: str) -> Mark | None:
    """Return what the text of a comment says, None where it names no block."""
    match = _MARK.match(comment)
    if match is None:
        return None
    name = match[2].removeprefix("core/")
    if name.startswith(_OLD_EMBED):
        name = "embed"
    rest = match[3].strip()
    is_void = rest.endswith("/")
    return Mark(name, bool(match[1]), is_void, _attributes(rest.removesuffix("/").strip()))


def _attributes(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        attributes = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return attributes if isinstance(attributes, dict) else {}

"""The export file: found, bounded, read, and its tables checked."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from byline.importers.errors import ItemUnreadable, SourceUnreadable
from byline.importers.ghost.rows import Row, text
from byline.importers.sources import FileSource, open_source
from byline.importers.sources.files import ClosedOnExit

# A file is read whole, and its rows take up to three times its size.
MAX_EXPORT_BYTES = 200 * 2**20
# Those of an entry's text that are not needed where Ghost rendered it.
RENDERED_ELSEWHERE = ("lexical", "mobiledoc", "plaintext")


class LoneFile(ClosedOnExit):
    """An export without any files beside it, as a source."""

    def __init__(self, path: Path) -> None:
        """Look at its size. Raises OSError."""
        self.path = path
        self.name = path.name
        self.sizes = {path.name: path.stat().st_size}
        self.refused: dict[str, str] = {}

    def read(self, path: str) -> bytes:
        """Return the file's content. Raises ItemUnreadable."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise ItemUnreadable(f"it cannot be read: {error.strerror}") from error


@dataclass(frozen=True)
class Export:
    """What an export holds: rows by the names of their tables, and nothing but rows."""

    path: str
    version: str
    tables: Mapping[str, list[Row]]
    # How many entries of a table were none, by its name.
    odd: Mapping[str, int]

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table."""
        return self.tables.get(name, [])

    def setting(self, key: str) -> str:
        """Return what the blog was set to; empty where the export does not say."""
        return self.settings.get(key, "")

    @property
    def settings(self) -> dict[str, str]:
        """What the blog was set to."""
        return {text(row, "key"): text(row, "value") for row in self.rows("settings")}


def open_export(path: Path, stack: ExitStack) -> FileSource:
    """Open the export itself, or a folder or archive that holds it. Raises SourceUnreadable."""
    try:
        if path.is_file() and _looks_like_json(path):
            return stack.enter_context(LoneFile(path))
    except OSError as error:
        raise SourceUnreadable(f"{path}: {error.strerror or error}") from error
    return stack.enter_context(open_source(path))


def _looks_like_json(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    return path.suffix.lower() == ".json" or start.startswith((b"{", b"["))


def read_export(source: FileSource) -> Export:
    """Return the one export in a source. Raises SourceUnreadable, and says why.

    A JSON file that is something else is passed over where there are several.
    """
    problems: list[str] = []
    for path in _candidates(source):
        try:
            return _read(source, path)
        except ItemUnreadable as error:
            problems.append(f"{path}: {error}")
    if not problems:
        raise SourceUnreadable(f"{source.name}: there is no export of Ghost in it, a JSON file")
    raise SourceUnreadable(problems[0])


def _candidates(source: FileSource) -> list[str]:
    """Return the JSON files, the likeliest first: near the top, and large."""
    paths = (path for path in source.sizes if path.lower().endswith(".json"))
    alone = list(source.sizes) if len(source.sizes) == 1 else []
    depth = {path: len(PurePosixPath(path).parts) for path in source.sizes}
    return sorted(paths, key=lambda path: (depth[path], -source.sizes[path])) or alone


def _read(source: FileSource, path: str) -> Export:
    if source.sizes[path] > MAX_EXPORT_BYTES:
        raise ItemUnreadable(f"the file is larger than {MAX_EXPORT_BYTES // 2**20} MB")
    document = _parse(source.read(path))
    first = document.get("db") if isinstance(document, dict) else None
    if isinstance(first, list) and first and isinstance(first[0], dict):
        document = first[0]
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("posts"), list):
        raise ItemUnreadable("it is JSON, but no export of Ghost: it has no list of posts")
    meta = document.get("meta")
    lists = {name: rows for name, rows in data.items() if isinstance(rows, list)}
    tables: dict[str, list[Row]] = {
        name: [row for row in rows if isinstance(row, dict)] for name, rows in lists.items()
    }
    odd = {name: len(rows) - len(tables[name]) for name, rows in lists.items()}
    odd |= {name: 1 for name in data.keys() - lists.keys() if data[name] is not None}
    version = text(meta, "version") if isinstance(meta, dict) else ""
    return Export(path, version, tables, {name: count for name, count in odd.items() if count})


def _parse(content: bytes) -> Any:  # noqa: ANN401 - whatever is in the file
    """Return the document; of each text only one form stays, so that memory holds no two."""
    try:
        written = content.decode(json.detect_encoding(content))
        del content
        return json.loads(written, object_hook=_without_twins)
    except UnicodeDecodeError as error:
        raise ItemUnreadable(f"it is not text: {error.reason}") from error
    except RecursionError as error:
        raise ItemUnreadable("it is nested deeper than any export") from error
    except ValueError as error:
        raise ItemUnreadable(f"it is not JSON, or cut off: {error}") from error


def _without_twins(row: dict[str, Any]) -> dict[str, Any]:
    if isinstance(row.get("html"), str) and row["html"]:
        for name in RENDERED_ELSEWHERE:
            row.pop(name, None)
    return row

"""JSON files of any length, an entry a line, written without having them in memory."""

import json
from collections.abc import Iterable
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from byline.exports.targets import Target

SPOOL_BYTES = 2**20


def add_list(target: Target, name: str, records: Iterable[Any], changed: datetime) -> int:
    """Add a file with a list of records; return how many there are."""
    number = 0
    with SpooledTemporaryFile(SPOOL_BYTES) as file:
        for record in records:
            file.write(b",\n" if number else b"[\n")
            file.write(json.dumps(record, ensure_ascii=False).encode())
            number += 1
        file.write(b"\n]\n" if number else b"[]\n")
        size = file.tell()
        file.seek(0)
        target.add(name, cast("BinaryIO", file), size, changed)
    return number

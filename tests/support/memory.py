"""Keep what tests write in memory, so that databases do not wait for a disk."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # Linux keeps these files in memory
ENOUGH_BYTES = 2 * 2**30


def prefer_memory() -> None:
    """Put temporary files into memory, here and in child processes, where there is room for them.

    Half of the time of the tests was waiting for SQLite and MariaDB to see their files on the disk.
    A TMPDIR that is set stays.
    """
    if "TMPDIR" in os.environ or not MEMORY.is_dir():
        return
    if shutil.disk_usage(MEMORY).free >= ENOUGH_BYTES:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

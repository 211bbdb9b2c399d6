"""Run a command and be killed on the way: `python -m tests.support.killed all 300 import …`.

Moments are counted, not timed: each statement that is about to reach the database, each transaction
that is about to be committed, each file that is about to be begun, to get its name, or to go; with
`files` only those of files. At that number the process gets SIGKILL: no clean-up of Python's is
run. At 0 it ends as usual, and its last line on standard error says how many of each there were.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from byline.lib.files import TEMPORARY_SUFFIX

ROOT = Path(__file__).parents[2]
FILE_EVENTS = frozenset({"os.rename", "os.link", "os.remove", "os.mkdir"})


class Moments:
    """Counts what an import does, and ends it."""

    def __init__(self, of: str, last: int) -> None:
        """`of` is what is counted: `all` or `files`; with 0 as the last nothing is ended."""
        self.numbers = {"all": 0, "files": 0}
        self._of, self._last = of, last

    def see_statement(self, *_arguments: object) -> None:
        """Note that the database is about to do something."""
        self._count("all")

    def see_event(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note what is about to happen to a file, as the interpreter tells it."""
        is_new = event == "open" and str(arguments[0]).endswith(TEMPORARY_SUFFIX)
        if is_new or event in FILE_EVENTS:
            self._count("all", "files")

    def _count(self, *names: str) -> None:
        # Others only fetch: when they do so differs from run to run.
        if threading.current_thread() is not threading.main_thread():
            return
        for name in names:
            self.numbers[name] += 1
        if self._of in names and self.numbers[self._of] == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run the command as its script does."""
    from byline.cli import main as run

    of, last, *sys.argv[1:] = sys.argv[1:]
    moments = Moments(of, int(last))
    sa.event.listen(sa.Engine, "before_cursor_execute", moments.see_statement)
    sa.event.listen(sa.Engine, "commit", moments.see_statement)
    sys.addaudithook(moments.see_event)
    try:
        run()
    finally:
        sys.stderr.write(f"{json.dumps(moments.numbers)}\n")


def run_command(
    arguments: Sequence[str],
    *,
    data: Path,
    database: str,
    of: str = "all",
    kill_at: int = 0,
    **more: str,
) -> dict[str, int]:
    """Run a command of Byline on a site in a process of its own; return how many moments it had.

    With `kill_at` it must be killed, and returns none. `more` are variables of its environment.
    """
    environment = {**os.environ, "BYLINE_ENV": "test", "BYLINE_DATA": str(data),
                   "DATABASE_URL": database, **more}  # fmt: skip
    process = subprocess.run(
        [sys.executable, "-m", "tests.support.killed", of, str(kill_at), *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == (-signal.SIGKILL if kill_at else 0), process.stderr
    numbers: dict[str, int] = {} if kill_at else json.loads(process.stderr.splitlines()[-1])
    return numbers


if __name__ == "__main__":
    main()

"""Run a command and be killed on the way: `python -m tests.support.killed N import markdown …`.

Moments are counted, not timed: each statement that is about to reach the database, each transaction
that is about to be committed, each file that is about to be begun, to get its name, or to go. At
number N the process gets SIGKILL, so that no clean-up of Python's is run. With `never` it ends as
usual, and its last line on standard error is how many moments there were.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

NEVER = "never"
ROOT = Path(__file__).parents[2]
FILE_EVENTS = frozenset({"os.rename", "os.link", "os.remove", "os.mkdir"})


class Moments:
    """Counts what an import does, and ends it."""

    def __init__(self, last: int | None) -> None:
        """Without `last` nothing is ended."""
        self.number = 0
        self._last = last

    def count(self, *_arguments: object) -> None:
        """Note that one more moment has come."""
        # Others only fetch: when they do so differs from run to run.
        if threading.current_thread() is not threading.main_thread():
            return
        self.number += 1
        if self.number == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch_files(self, event: str, arguments: tuple[object, ...]) -> None:
        """Count what happens to files, as the interpreter tells it."""
        is_new = event == "open" and str(arguments[0]).endswith(".part")
        if is_new or event in FILE_EVENTS:
            self.count()


def main() -> None:
    """Run the command as its script does."""
    from byline.cli import main as run

    last, *sys.argv[1:] = sys.argv[1:]
    moments = Moments(None if last == NEVER else int(last))
    sa.event.listen(sa.Engine, "before_cursor_execute", moments.count)
    sa.event.listen(sa.Engine, "commit", moments.count)
    sys.addaudithook(moments.watch_files)
    try:
        run()
    finally:
        sys.stderr.write(f"{moments.number}\n")


def run_command(
    arguments: Sequence[str], *, data: Path, database: str, kill_at: int | None = None, **more: str
) -> int:
    """Run a command of Byline on a site in a process of its own; return how many moments it had.

    With `kill_at` it must be killed at that one. `more` are variables of its environment.
    """
    environment = {**os.environ, "BYLINE_ENV": "test", "BYLINE_DATA": str(data),
                   "DATABASE_URL": database, **more}  # fmt: skip
    process = subprocess.run(
        [sys.executable, "-m", "tests.support.killed", str(kill_at or NEVER), *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == (-signal.SIGKILL if kill_at else 0), process.stderr
    return kill_at or int(process.stderr.splitlines()[-1])


if __name__ == "__main__":
    main()

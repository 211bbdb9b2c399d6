"""Let a command that is asked to end leave nothing half done behind."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

SIGNALS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def orderly_end() -> Iterator[None]:
    """Unwind the block when the process is told to end, instead of ending on the spot."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    # `nohup` asks that hanging up be ignored.
    heard = [number for number, handler in before.items() if handler != signal.SIG_IGN]

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        # What cleans up now is not to be told again.
        for each in heard:
            signal.signal(each, signal.SIG_IGN)
        click.echo(f"Stopped by {signal.Signals(number).name}.", err=True)
        sys.exit(128 + number)

    for number in heard:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number])

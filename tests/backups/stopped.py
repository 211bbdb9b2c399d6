"""Run `byline`, and get a signal on the way: `python -m tests.backups.stopped AT SIGTERM backup …`.

AT is a function that is about to be called, by the module that calls it and its name.
"""

import importlib
import os
import signal
import sys
from typing import Any

from byline.cli import main


def stop_at(at: str, number: signal.Signals) -> None:
    """Send this process a signal in the place of a call."""

    def stop(*_arguments: Any, **_options: Any) -> None:  # noqa: ANN401 - whatever it takes
        os.kill(os.getpid(), number)

    module, _, name = at.rpartition(".")
    setattr(importlib.import_module(module), name, stop)


if __name__ == "__main__":
    stop_at(sys.argv[1], signal.Signals[sys.argv[2]])
    main(sys.argv[3:])

"""How far a backup or a restore is, for whoever waits for it."""

from collections.abc import Callable

# Told the name of a stage, how much of it is done and how much it is in all.
Progress = Callable[[str, int, int], object]


class Stage:
    """One part of the work; call it with what was done since."""

    def __init__(self, progress: Progress | None, name: str, total: int) -> None:
        self._progress = progress
        self._name = name
        self._total = total
        self._done = 0
        self(0)

    def __call__(self, more: int) -> None:
        """Say that so much more is done."""
        self._done += more
        if self._progress is not None:
            self._progress(self._name, self._done, self._total)

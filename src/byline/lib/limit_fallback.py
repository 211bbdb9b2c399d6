"""A store of counts that goes on with a second one while the first is broken.

A Redis that is away must not stop people, and asking it in vain must not slow them down.
"""

import logging
import time
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from limits.storage import Storage

MAX_ERRORS = 3
OPEN_SECONDS = 30

Result = TypeVar("Result")

_log = logging.getLogger("byline.limits")


class Circuit:
    """Says whether something that may be broken is asked: after some errors, not for a while."""

    def __init__(self) -> None:
        self._errors = 0
        self._open_until = 0.0

    @property
    def is_closed(self) -> bool:
        """Say whether to ask."""
        return time.monotonic() >= self._open_until

    def succeed(self) -> None:
        """Note that it works."""
        self._errors = 0

    def fail(self) -> None:
        """Note an error; where it was broken before, one is enough to leave it alone again."""
        self._errors += 1
        if self._errors >= MAX_ERRORS:
            self._open_until = time.monotonic() + OPEN_SECONDS


class SteadyCounts(Storage):
    """Counts in the first store; while it fails, in the second, which is made when needed."""

    STORAGE_SCHEME = None

    def __init__(self, first: Storage, make_second: Callable[[], Storage]) -> None:
        super().__init__()
        self._first = first
        self._make_second = make_second
        self._circuit = Circuit()

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """What goes wrong here: nothing but what goes wrong in the second."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more, for `expiry` seconds from the first time on; return the total."""
        return self._ask(lambda store: store.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        """Return the total."""
        return self._ask(lambda store: store.get(key))

    def get_expiry(self, key: str) -> float:
        """Return when the count is forgotten, in seconds since 1970."""
        return self._ask(lambda store: store.get_expiry(key))

    def check(self) -> bool:
        """Say whether the store can be used."""
        return self._ask(lambda store: store.check())

    def reset(self) -> int | None:
        """Forget everything; return how many counts there were."""
        return self._ask(lambda store: store.reset())

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._ask(lambda store: store.clear(key))

    @cached_property
    def _second(self) -> Storage:
        return self._make_second()

    def _ask(self, question: Callable[[Storage], Result]) -> Result:
        if self._circuit.is_closed:
            try:
                answer = question(self._first)
            except self._first.base_exceptions as error:
                _log.warning("limits are counted elsewhere for now: %s", error)
                self._circuit.fail()
            else:
                self._circuit.succeed()
                return answer
        return question(self._second)

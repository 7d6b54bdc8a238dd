"""What ends the process in time where something holds up its end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Condition, Thread


class Watchdog:
    """Ends the process once a deadline has passed; until one is set there is no thread.

    ``last`` is called on the thread before the process ends, and may take as long as it needs.
    """

    def __init__(self, last: Callable[[], None]) -> None:
        self._last = last
        self._changed = Condition()
        self._until = 0.0
        self._code = 0
        self._thread: Thread | None = None

    def within(self, seconds: float, code: int) -> None:
        """End the process with that exit code after so many seconds, whatever was set before."""
        with self._changed:
            self._until = time.monotonic() + seconds
            self._code = code
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="watchdog", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while (left := self._until - time.monotonic()) > 0:
                self._changed.wait(left)
        try:
            self._last()
        finally:
            os._exit(self._code)

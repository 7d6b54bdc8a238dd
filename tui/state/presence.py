"""Which of the ilgis that share what is remembered are running."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path
from typing import Final

from index.lock import held

_TRIES: Final = 3
_MOST_LOOKED_AT: Final = 100


class Presence:
    """A lock on a file named ``key``, which the system lets go of however the process ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "running"
        self._lock = ExitStack()
        self.key = os.urandom(8).hex()

    def hold(self) -> None:
        """Be seen as running from now on.

        Where no file can be made there, nothing can be remembered there either.
        """
        file = self._folder / self.key
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for _ in range(_TRIES):
                self._lock.enter_context(held(file, 0.0))
                if file.exists():
                    break
                self._lock.close()  # another ilgi took it for one that was left
            self._remove_left()

    def _remove_left(self) -> None:
        """Remove files of ilgis that were killed, some at each start. Raises OSError."""
        for file in islice(self._folder.iterdir(), _MOST_LOOKED_AT):
            self.is_running(file.name)

    def release(self) -> None:
        """Be seen as running no longer."""
        with suppress(OSError):
            (self._folder / self.key).unlink(missing_ok=True)
        self._lock.close()

    def is_running(self, key: str) -> bool:
        """Whether the ilgi with that key is running, be it this one. If not, its file goes."""
        file = self._folder / key
        if not key.isalnum() or not file.exists():
            return False
        try:
            with held(file, 0.0) as is_held:
                if is_held:
                    file.unlink(missing_ok=True)
                return not is_held
        except OSError:
            return False

"""One ilgi at a time changes what lies on disk."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_SECONDS_BETWEEN_TRIES = 0.005


@contextmanager
def held(path: Path, wait: float, cancelled: Callable[[], bool] = lambda: False) -> Iterator[bool]:
    """Hold the lock at ``path``; False where another process has it for ``wait`` seconds.

    The system lets go of it when a process ends, however it ends. The file says who holds it, by
    its process id, for a person to read. Waiting ends early once ``cancelled`` says so. Raises
    OSError where no lock can be made there.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        until = time.monotonic() + wait
        is_held = _try(handle)
        while not is_held and time.monotonic() < until and not cancelled():
            time.sleep(_SECONDS_BETWEEN_TRIES)
            is_held = _try(handle)
        if is_held:
            _sign(handle)
        yield is_held
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _sign(_handle: int) -> None:
        """What is locked can be read by nobody else there."""

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _sign(handle: int) -> None:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)

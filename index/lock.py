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
    """Hold an exclusive lock between processes while the body of the ``with`` runs.

    The lock is ``flock`` on the file at ``path`` (on Windows, the lock of its first byte). The
    system releases it when the process ends, however it ends, so a file that is left over locks
    nothing. For people who look at it, the file contains the id of the process that holds the lock.

    Args:
        path: The lock file, which is made where it does not exist and never removed.
        wait: How many seconds to wait for another process to release the lock.
        cancelled: Called every few milliseconds while waiting; True ends the wait.

    Yields:
        Whether the lock is held; False where another process still has it.

    Raises:
        OSError: No lock can be made at ``path``.
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

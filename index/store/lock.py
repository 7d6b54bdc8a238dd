"""One writer at a time, across processes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "writer.lock"
_PAUSE = 0.02


@contextmanager
def writing(folder: Path, wait: float, cancelled: Callable[[], bool]) -> Iterator[bool]:
    """Hold the right to write in ``folder``; False where another has it for ``wait`` seconds.

    The system lets go of it when a process ends, however it ends. The file holds the writer's
    process id, for a person to read. Raises OSError where nothing can be written.
    """
    handle = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + wait
        held = _try(handle)
        while not held and time.monotonic() < until and not cancelled():
            time.sleep(_PAUSE)
            held = _try(handle)
        if held:
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield held
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

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

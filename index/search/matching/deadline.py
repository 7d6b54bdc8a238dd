"""When work that only helps is given up."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, thread_time

_WALL = 4
"""How many times the processor time may go by on the clock: other programs want the cores, too."""


def deadline(seconds: float) -> Callable[[], bool]:
    """Tells whether this thread has had so many seconds of processor time from now on.

    So the same is found on a busy machine. It is over as well once four times as long has gone by.
    """
    spent, until = thread_time() + seconds, monotonic() + _WALL * seconds
    return lambda: thread_time() > spent or monotonic() > until

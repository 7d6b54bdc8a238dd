"""Giving a terminal back at once, without the threads and queues of its driver."""

from __future__ import annotations

import os
import select
import signal
import termios
import time
from contextlib import suppress
from typing import Any, Final

_RESET: Final = (
    b"\x18"  # ends an escape sequence that was cut short
    b"\x1b[?2026l"  # synchronized output
    b"\x1b[0m"
    b"\x1b[?2004l"  # bracketed paste
    b"\x1b[?2048l"  # sizes told among the keys
    b"\x1b[?1016l\x1b[?1015l\x1b[?1006l\x1b[?1003l\x1b[?1000l"  # mouse
    b"\x1b[?1004l"  # focus
    b"\x1b[<u"  # keyboard protocol of kitty
    b"\x1b[?7h"  # line wrap
    b"\x1b[?1049l"  # alternate screen
    b"\x1b[?25h"  # cursor
)
_SECONDS: Final = 0.1
"""How long a terminal that takes nothing is waited for."""


def restore(descriptor: int, attributes: list[Any] | None) -> None:
    """Leave every mode that the interface sets; errors mean that there is nothing to restore.

    The thread that calls it is to end soon.

    Args:
        descriptor: The terminal.
        attributes: What ``termios.tcgetattr`` gave before the interface began, where it did.
    """
    # A process in the background would be stopped for it, and not end.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    try:
        _write(os.ttyname(descriptor))
    except OSError:
        # No file can be opened. What may be held up here is ended by the process itself.
        with suppress(OSError):
            if select.select((), (descriptor,), (), _SECONDS)[1]:
                os.write(descriptor, _RESET)
    if attributes is not None:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, attributes)


def _write(name: str) -> None:
    """Write all of it, or what a terminal that takes no more has taken."""
    # Opened anew, since other programs would share the flag of the descriptor there is.
    own = os.open(name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        left, until = _RESET, time.monotonic() + _SECONDS
        while left and time.monotonic() < until:
            _, ready, _ = select.select((), (own,), (), _SECONDS)
            if ready:
                left = left[os.write(own, left) :]
    finally:
        os.close(own)

"""The signals that ask ilgi to end, heard on a thread of their own."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from threading import Thread
from types import FrameType, TracebackType
from typing import Final, Self

ENDING: Final = frozenset(
    getattr(signal, name)
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")
    if hasattr(signal, name)
)


class TerminationSignals:
    """While it is entered, ``told`` is called on a thread with each signal that asks to end.

    Python runs handlers of signals on the main thread, which may be held up; but its own handler
    in C writes the number into a pipe at once. To be entered on the main thread.
    """

    def __init__(self, told: Callable[[int], None]) -> None:
        self._told = told
        self._before: dict[int, signal.Handlers | Callable[..., object] | int | None] = {}
        self._wakeup_before = -1
        self._reading = self._writing = -1

    def __enter__(self) -> Self:
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._writing, False)
        self._wakeup_before = signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for number in ENDING:
            # One that is ignored stays so, as nohup wants it.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, _heard_elsewhere)
        Thread(target=self._listen, args=(self._reading,), name="signals", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        os.close(self._writing)

    def _listen(self, reading: int) -> None:
        try:
            while numbers := os.read(reading, 64):
                for number in numbers:
                    if number in self._before:
                        self._told(number)
        finally:
            os.close(reading)


def _heard_elsewhere(_number: int, _frame: FrameType | None) -> None:
    """Python writes numbers into the pipe only of signals that have a handler."""

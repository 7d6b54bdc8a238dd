"""How the browser ends, whatever ends it: everything kept, the terminal restored, and in time."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Final, NoReturn, Protocol

from tui.terminal.watchdog import Watchdog

_SECONDS_TO_ANSWER: Final = 0.3
"""How long the event loop may take to notice a signal."""
_SECONDS_TO_ANSWER_KEY: Final = 0.4
"""How long it may be held up when the key that quits was pressed."""
_SECONDS_TO_GET_TO_KEY: Final = 1.0
"""How long it may take to get to that key, as long as it answers."""
_SECONDS_BETWEEN_QUESTIONS: Final = 0.05
_SECONDS_TO_WRITE: Final = 2.0
"""How long writing what was done may take, where a disk is slow or another ilgi is writing."""
_SECONDS_TO_END: Final = 0.35
"""How long all the rest may take once everything is written."""
_OF_KEYBOARD: Final = frozenset({signal.SIGINT, signal.SIGQUIT})
SIGNALLED: Final = 128
"""What a shell adds to the number of a signal for the exit code of what it ended."""


class RunningInterface(Protocol):
    """What is to be ended."""

    def expect_end(self) -> None:
        """Take the terminal no more, should it be somebody else's; called on any thread."""

    def has_lent_terminal(self) -> bool:
        """Whether another program has the terminal for a while."""

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Call something on the event loop, from any thread."""

    def record_positions(self) -> None:
        """Note where the reader is, without writing it."""

    def write_all(self) -> None:
        """Write everything that was noted, on any thread; takes a second at most."""

    def end_with(self, code: int) -> None:
        """Let the interface end, on the event loop."""

    def restore_terminal(self) -> None:
        """Give the terminal back at once, from any thread, if it is not given back yet."""

    def tell_failure(self) -> None:
        """Say once, on any thread, what has failed and where its report is, if anything has."""


class Shutdown:
    """The end of the browser, which comes once, and for which nothing is waited long."""

    def __init__(self, ended: RunningInterface) -> None:
        self._ended = ended
        self._watchdog = Watchdog(self._force)
        self._is_written = False
        self._deciding = Lock()
        self.is_bounded = False
        """Whether the process is ended by force where something holds up the end."""
        self.code: int | None = None
        """The exit code, None where nothing has asked for an end yet."""

    def signalled(self, number: int) -> None:
        """End for a signal; to be called on any thread.

        What the keyboard sends while the reader's editor has the terminal is meant for the editor.
        """
        if number in _OF_KEYBOARD and self._ended.has_lent_terminal():
            return
        with self._deciding:
            if self.code is not None:
                return
            self.code = SIGNALLED + number
        self._within(_SECONDS_TO_ANSWER, self.code)
        self._ended.expect_end()
        self._ended.call_soon(self._begin)

    def quit_key_pressed(self) -> None:
        """See to it that the event loop gets to the key that quits; to be called on any thread."""
        if self.is_bounded and self.code is None:
            Thread(target=self._see_to_quitting, name="quitting", daemon=True).start()

    def _see_to_quitting(self) -> None:
        """End by force where the event loop answers no more; a key before may hold it up."""
        until = time.monotonic() + _SECONDS_TO_GET_TO_KEY
        while self.code is None and time.monotonic() < until:
            answered = Event()
            self._ended.call_soon(answered.set)
            if not answered.wait(_SECONDS_TO_ANSWER_KEY) and self.code is None:
                self._within(0.0, 0)
                return
            time.sleep(_SECONDS_BETWEEN_QUESTIONS)

    def _begin(self) -> None:
        """Write what was done on a thread, which may take long, and end then."""
        self.expect_writing()
        self._ended.record_positions()
        Thread(target=self._write_and_end, name="last-write", daemon=True).start()

    def _write_and_end(self) -> None:
        self._ended.write_all()
        self.written()
        self._ended.call_soon(self._end)

    def _end(self) -> None:
        self._ended.end_with(self.code or 0)

    def expect_writing(self, code: int = 0) -> None:
        """From now on what was done is written for the last time, which is waited for."""
        self.code = self.code or code
        self._within(_SECONDS_TO_WRITE, self.code)

    def written(self) -> None:
        """Everything is written: nothing else is worth waiting for."""
        self._is_written = True
        self._within(_SECONDS_TO_END, self.code or 0)

    def failed(self, code: int) -> None:
        """Write what was done, since the interface has failed, and see to it that it ends."""
        self.expect_writing(code)
        self._ended.record_positions()
        writing = Thread(target=self._ended.write_all, name="last-write", daemon=True)
        writing.start()
        writing.join(_SECONDS_TO_WRITE)
        self.written()

    def _within(self, seconds: float, code: int) -> None:
        if self.is_bounded:
            self._watchdog.within(seconds, code)

    def _force(self) -> None:
        """End although something is held up: a worker, the event loop, or the terminal itself."""
        with suppress(Exception):
            self._ended.restore_terminal()
        if not self._is_written:
            # The event loop may be busy with the very thing that is looked at here.
            with suppress(Exception):
                self._ended.record_positions()
            writing = Thread(target=self._ended.write_all, name="last-write", daemon=True)
            writing.start()
            writing.join(_SECONDS_TO_WRITE)
        with suppress(Exception):
            self._ended.tell_failure()


def leave(code: int) -> NoReturn:
    """End the process with an exit code, now that there is nothing to wait for.

    Python would wait for threads that are not daemons, and stop the others within libraries that
    do not survive it.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)

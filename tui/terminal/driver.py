"""Textual's driver of Unix terminals, made to survive any input, job control and a hang-up."""

from __future__ import annotations

import os
import select
import selectors
import signal
import sys
import threading
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from .restoring import restore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App
    from textual.message import Message

_MILLISECONDS_BETWEEN_LOOKS: Final = 500
"""How often it is checked whether the terminal is still there, where the system tells nothing."""
_SECONDS_BETWEEN_TICKS: Final = 0.1
"""How often the parser of keys is asked whether an escape was a key, as Textual does."""
_MOST_BYTES_READ: Final = 4_096
_SECONDS_TO_STOP: Final = 0.05
"""How long the stop signal takes at most to reach every thread of this process."""
_SECONDS_IN_BACKGROUND: Final = 2.0
_SECONDS_TO_TAKE: Final = 0.1
"""How long the end waits for a thread that is taking the terminal."""
_MOST_STARTS: Final = 3
_LEAVE_MOUSE_PIXELS: Final = "\x1b[?1016l"
"""Reports of the mouse in pixels, which Textual turns on in some terminals and never off."""


class _Output:
    """The file that the terminal is written to; once the terminal has gone, nothing is written.

    An exception would end Textual's writing thread, and the queue in front of it would fill up and
    hold up the event loop for ever.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.is_gone = False

    def write(self, text: str) -> int:
        """Write a text; an error means that the terminal has gone."""
        if not self.is_gone:
            try:
                return self._file.write(text)
            except OSError:
                self.is_gone = True
        return len(text)

    def flush(self) -> None:
        """Write what is buffered; an error means that the terminal has gone."""
        if not self.is_gone:
            try:
                self._file.flush()
            except OSError:
                self.is_gone = True

    def fileno(self) -> int:
        """The file descriptor."""
        return self._file.fileno()


def _terminal_output() -> IO[str]:
    """Standard error, as Textual has it, where that is a terminal; else standard output, which is.

    Somebody whose standard error is closed, or leads to a file, would be shown nothing.
    """
    error, output = sys.__stderr__, sys.__stdout__
    if error is not None and error.isatty():
        return error
    assert output is not None
    return output


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with what that one lacks.

    Bytes that are not UTF-8 are skipped. ``SIGTSTP`` and ``SIGCONT`` are handled between two
    callbacks of the event loop, and stop the whole job. The loss of the terminal is told as a
    ``SIGHUP``, which the system sends to a controlling process only, and nobody to a process that
    ignores it.

    Args:
        app: The application.
        debug: Whether Textual logs what the terminal sends.
        mouse: Whether to ask the terminal for mouse events.
        size: The width and height in cells; None to ask the terminal.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = _Output(_terminal_output())
        self._file: Any = self._output
        self.key_read: Callable[[str], None] | None = None
        """What is called with the name of each key on the thread that reads them."""
        self._hung_up: Callable[[int], None] | None = None
        self._cooked: list[Any] | None = None
        self._in_use = False
        self._taking = threading.Lock()
        """Held while the terminal is taken, and while it is given back by force."""
        self.is_lent = False
        """Whether the terminal is the shell's or the reader's editor's for a while."""
        self._is_stopping = False
        self._has_ended = False
        self.times_taken = 0
        """How often the terminal was taken: each time it shows nothing of ilgi's."""
        Thread(target=self._watch_for_hang_up, name="hang-up", daemon=True).start()

    def run_input_thread(self) -> None:
        """Read keys on and on; bytes that are no text are passed over, and nothing else.

        Textual's own thread ends at such bytes, and loses the keys that were read with them.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("ignore").decode
        try:
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(_SECONDS_BETWEEN_TICKS):
                        text = decode(os.read(self.fileno, _MOST_BYTES_READ))
                        # An empty text is the end of all input to the parser.
                        parser = self._parsed(parser, parser.feed(text) if text else ())
                    parser = self._parsed(parser, parser.tick())
        except OSError:
            self._hang_up()

    def _parsed(self, parser: XTermParser, messages: Iterable[Message]) -> XTermParser:
        """Hand on what was parsed, and give the parser to go on with.

        An unexpected failure is told as that of any thread, and costs no more than what was read
        with it: without this thread no key would do anything any more.
        """
        try:
            for message in messages:
                self.process_message(message)
        except Exception as error:
            told = (type(error), error, error.__traceback__, threading.current_thread())
            threading.excepthook(threading.ExceptHookArgs(told))
            return XTermParser(self._debug)
        return parser

    def process_message(self, message: Message) -> None:
        """Hand on what was read."""
        if self.key_read is not None and isinstance(message, events.Key):
            self.key_read(message.key)
        super().process_message(message)

    def write(self, data: str) -> None:
        """Write to the terminal if it is ilgi's now: without a thread its queue only fills up."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal, unless ilgi is ending; what it was like is restored later."""
        with self._taking:
            if self._has_ended:
                return
            self.times_taken += 1
            self._writer_thread = None
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has none
            # It returns early where it was continued in the background and was stopped again.
            self._in_use = self._writer_thread is not None
            self._cooked = self.attrs_before

    def suspend_application_mode(self) -> None:
        """Lend the terminal to the shell or to the reader's editor."""
        self.is_lent = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal again."""
        super().resume_application_mode()
        self.is_lent = False

    def disable_input(self) -> None:
        """Read no more keys; in the background, what Textual does for it stops the process."""
        if self._in_use:
            super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back; ``close`` waits until all of that is written."""
        if self._in_use:
            super().stop_application_mode()
            self.write(_LEAVE_MOUSE_PIXELS)

    def close(self) -> None:
        """Wait until everything is written."""
        super().close()
        self._in_use = False

    def expect_end(self) -> None:
        """Take the terminal no more, which somebody else has while this job is stopped."""
        self._has_ended = True

    def restore_now(self) -> None:
        """Give the terminal back at once, from any thread, however busy the event loop is.

        It is not taken again: the event loop may be about to, after a stop of the job.
        """
        self._has_ended = True
        is_at_rest = self._taking.acquire(timeout=_SECONDS_TO_TAKE)
        try:
            if (self._in_use or not is_at_rest) and not self._output.is_gone:
                # Frames that wait to be written would be painted over what the shell shows.
                self._output.is_gone = True
                restore(self.fileno, self._cooked or self.attrs_before)
        finally:
            if is_at_rest:
                self._taking.release()

    # A job of a shell

    # Textual gives these two methods to ``signal.signal``. Its own ones write to the terminal from
    # within the handler, where the queue of the writing thread may be locked already.

    def _sigtstp_application(self, *_: object) -> None:
        if self._auto_restart:
            self._soon(self.stop_job)
        else:
            # The reader's editor has the terminal, and the event loop waits for it.
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart and not self._is_stopping:
            self._soon(self._continue)

    def _soon(self, callback: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed: ilgi is ending
            self._loop.call_soon_threadsafe(callback)

    def stop_job(self) -> None:
        """Give the terminal back, stop this job, and take the terminal again when it goes on.

        The signal goes to the whole process group, as the terminal itself would send it, so that
        programs ilgi was started through stop as well. Where no shell could continue the group the
        system ignores it, and reading goes on at once. Nothing is done where ilgi is ending: the
        terminal is given back then, and must not be taken again.
        """
        if self._has_ended:
            return
        self._is_stopping = True
        try:
            self.suspend_application_mode()
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.killpg(0, signal.SIGTSTP)
            time.sleep(_SECONDS_TO_STOP)
            signal.signal(signal.SIGTSTP, handler)
            self._wait_for_foreground()
            self._resume()
        finally:
            self._is_stopping = False

    def _wait_for_foreground(self) -> None:
        """Wait for a moment where the job was continued without getting the terminal.

        To take the terminal would stop it again. It may have been told to end before, which a
        thread hears.
        """
        until = time.monotonic() + _SECONDS_IN_BACKGROUND
        with suppress(OSError):
            while (
                os.tcgetpgrp(self.fileno) != os.getpgrp()
                and not self._has_ended
                and time.monotonic() < until
            ):
                time.sleep(_SECONDS_TO_STOP)

    def _continue(self) -> None:
        """Take the terminal anew after a stop that nobody could prepare for, such as SIGSTOP."""
        if self._in_use and not self._has_ended:
            cooked = self._cooked
            self.suspend_application_mode()
            self._resume()
            self._cooked = self.attrs_before = cooked

    def _resume(self) -> None:
        if self._has_ended:
            return
        self._must_signal_resume = True
        for _ in range(_MOST_STARTS):
            self.resume_application_mode()
            if self._in_use:
                return
        self._hang_up()

    # A terminal that goes

    def when_hung_up(self, told: Callable[[int], None]) -> None:
        """Call ``told`` with the number of ``SIGHUP`` once the terminal has gone, on any thread.

        It may be called more than once, and at once where the terminal has gone already.
        """
        self._hung_up = told
        if self._output.is_gone:
            told(signal.SIGHUP)

    def _watch_for_hang_up(self) -> None:
        """Wait until the terminal has gone.

        A terminal that has gone reads as an end of file, at which Textual looks again at once, for
        ever.
        """
        poll = select.poll()
        poll.register(self.fileno, 0)
        while not poll.poll(_MILLISECONDS_BETWEEN_LOOKS):
            if self._has_ended:
                return
        self._hang_up()

    def _hang_up(self) -> None:
        """Tell that the terminal has gone."""
        self._output.is_gone = True
        if self._hung_up is not None:
            self._hung_up(signal.SIGHUP)

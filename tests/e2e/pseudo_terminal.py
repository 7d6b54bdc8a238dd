"""A program in a pseudo-terminal of its own, and the state that it leaves the terminal in."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from threading import Condition, Thread
from typing import Any

import pytest

from tests.bench.screen import Screen

_PATIENCE = 60.0
_ROWS = 30
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KEYBOARD = re.compile(rb"\x1b\[([<>])\d*u")
_ON_AT_FIRST = {7, 25}
"""Line wrap and the cursor: the modes that a terminal has on by itself."""
_MARK = b"\x16"
"""What no program writes: it is written after a program, to know when all of its own is read."""


class PseudoTerminal:
    """A program whose standard streams are a terminal, which answers to nothing it is asked.

    It leads a session of its own, so that a hang-up reaches it as it does a remote shell's.
    """

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], columns: int = 100
    ) -> None:
        self.master, self._slave = os.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, columns, 0, 0))
        self._before = termios.tcgetattr(self._slave)
        self._written = b""
        self._screen = Screen(columns, _ROWS)
        self._changed = Condition()
        self._marks = 0

        def lead_terminal() -> None:
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)  # not ignored where the tests are, by nohup
            fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            words,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=lead_terminal,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                some = os.read(self.master, 65536)
            except OSError:
                return
            if not some:
                return
            with self._changed:
                self._marks += some.count(_MARK)
                some = some.replace(_MARK, b"")
                self._written += some
                self._screen.feed(some)
                self._changed.notify_all()

    def _read_all(self) -> None:
        """Wait until all is read that was written before."""
        if self._slave < 0:
            return
        with self._changed:
            wanted = self._marks + 1
            os.write(self._slave, _MARK)
            if not self._changed.wait_for(lambda: self._marks >= wanted, _PATIENCE):
                pytest.fail("the terminal is not read")

    @property
    def written(self) -> bytes:
        """All that the program has written."""
        with self._changed:
            return self._written

    @property
    def text(self) -> str:
        """What was written, without escape sequences; what is painted anew is there again."""
        return re.sub(r"\x1b\[[\d;?<>=$]*[a-zA-Z]", "", self.written.decode("utf-8", "replace"))

    @property
    def screen(self) -> str:
        """The rows of the terminal."""
        with self._changed:
            return "\n".join(self._screen.lines)

    def wait_for(self, *texts: str, since: int = 0) -> None:
        """Wait until all of these were written after so many characters of text, or are shown.

        What is shown already is not written again, so that a text may come in pieces. With
        ``since`` it is to be written in one.
        """

        def are_there() -> bool:
            written, shown = self.text[since:], "" if since else self.screen
            return all(text in written or text in shown for text in texts)

        self.wait_until(are_there, f"{texts}")

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds, for a minute, or until the program has ended."""
        deadline = time.monotonic() + _PATIENCE
        while not holds():
            is_over = time.monotonic() > deadline
            if self.process.poll() is not None:
                self._read_all()
                is_over = True
            if is_over and not holds():
                pytest.fail(f"{what} did not come:\n{self.text[-3000:]}")
            with self._changed:
                self._changed.wait(0.05)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def end(self) -> tuple[int, float]:
        """Wait for the end and read all; the exit code and the seconds it took from now on."""
        began = time.monotonic()
        code = self.process.wait(_PATIENCE)
        seconds = time.monotonic() - began
        self._read_all()
        return code, seconds

    def hang_up(self) -> None:
        """Be gone, as a connection that drops."""
        os.close(self._slave)
        os.close(self.master)
        self._slave = self.master = -1

    @property
    def modes(self) -> set[int]:
        """The modes that are other than they were at first, by their DEC numbers.

        0 stands for the keyboard protocol of kitty.
        """
        on = set(_ON_AT_FIRST)
        for numbers, sign in _MODE.findall(self.written):
            for number in map(int, numbers.split(b";")):
                (on.add if sign == b"h" else on.discard)(number)
        depth = sum(1 if sign == b">" else -1 for sign in _KEYBOARD.findall(self.written))
        return (on ^ _ON_AT_FIRST) | ({0} if depth > 0 else set())

    @property
    def attributes(self) -> list[Any]:
        """What ``stty`` tells of the terminal now."""
        return termios.tcgetattr(self._slave)

    def assert_restored(self) -> None:
        """The terminal is as it was before the program began, which has ended."""
        self._read_all()
        assert self.modes == set()
        assert self.attributes == self._before

    def close(self) -> None:
        """End the program, if it has not, and the terminal."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.master >= 0:
            self.hang_up()

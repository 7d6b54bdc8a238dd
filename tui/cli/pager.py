"""The reader's own pager, which gets what is longer than the terminal."""

from __future__ import annotations

import os
from contextlib import suppress
from subprocess import PIPE, Popen
from typing import TextIO

_OPTIONS_OF_LESS = "FRX"
"""For whom has set none: end where all fits, show colours, leave the text on the screen."""


class Pager:
    """Keeps what is printed until it is longer than the terminal, and then starts the pager.

    Args:
        command: The program and its arguments; it is run without a shell.
        out: Where all goes that fits, and all of it where the pager does not start.
        rows: How many rows the terminal has.
    """

    def __init__(self, command: list[str], out: TextIO, rows: int) -> None:
        self._command = command
        self._out = out
        self._rows_left = rows - 1
        self._kept: list[str] = []
        self._process: Popen[str] | None = None
        self._has_ended = False
        self.error = ""
        """Why the pager did not start, empty where it did or was not needed."""

    @property
    def has_started(self) -> bool:
        """Whether the terminal is the pager's now."""
        return self._process is not None

    def write(self, text: str) -> None:
        """Print text, now or later."""
        if self._process is not None:
            self._hand_over(text)
        elif self.error:
            self._out.write(text)
        else:
            self._kept.append(text)
            self._rows_left -= text.count("\n")
            if self._rows_left < 0:
                self._start()

    def _start(self) -> None:
        self._out.flush()
        try:
            self._process = Popen(  # noqa: S603  no shell
                self._command,
                stdin=PIPE,
                text=True,
                encoding="utf-8",
                errors="backslashreplace",
                env={"LESS": _OPTIONS_OF_LESS, **os.environ},
            )
        except (OSError, ValueError) as error:
            self.error = f"{self._command[0]}: {getattr(error, 'strerror', None) or error}"
        kept, self._kept = "".join(self._kept), []
        self.write(kept)

    def _hand_over(self, text: str) -> None:
        """Give text to the pager, unless its reader has ended it."""
        assert self._process is not None
        assert self._process.stdin is not None
        if self._has_ended:
            return
        try:
            self._process.stdin.write(text)
        except BrokenPipeError:
            self._has_ended = True

    def close(self) -> None:
        """Print what was kept, or wait until the reader ends the pager."""
        if self._process is None:
            self._out.write("".join(self._kept))
            self._kept = []
            return
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        while True:
            with suppress(KeyboardInterrupt):  # which a pager takes for itself
                self._process.wait()
                break

"""A browser in a pseudo-terminal: keys go in as fast as they are taken."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.bench.screen import Screen

from .keys import PROBE
from .process import cpu_seconds

_MODES = re.compile(rb"\x1b\[\?(\d+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])\d*u")
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL
)
_MOST_KEPT: Final = 1 << 20
_SECONDS_OF_WORK: Final = 10.0
"""How long the browser may be at work before it answers a probe, in its own processor time."""
_SECONDS_OF_NOTHING: Final = 90.0
"""How long it may take at all, however much else the machine has to do."""
_SECONDS_TO_PROBE_AGAIN: Final = 3.0
RESTED: Final = {1049: False, 1000: False, 1003: False, 1006: False, 2004: False, 25: True}
"""The modes of a terminal that is as it was: by number, and whether they are on."""


OBSERVED: Final = (sys.executable, "-m", "tests.torment.observed")
"""The program that is ilgi, and tells what it does."""


@dataclass(slots=True)
class Told:
    """What an observed browser has told through its pipe."""

    screens: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    errors: list[tuple[str, str]] = field(default_factory=list)
    reading: str | None = None
    stacks: list[str] = field(default_factory=list)
    probes: int = 0

    def take(self, line: bytes) -> None:
        """Take a line of the pipe; what is no JSON is part of a stack."""
        try:
            said = json.loads(line)
        except ValueError:
            self.stacks.append(line.decode("utf-8", "replace"))
            return
        match said["kind"]:
            case "screen":
                self.screens.add(said["text"])
            case "command":
                self.commands.add(said["text"])
            case "probe":
                self.probes += 1
            case "reading":
                self.reading = said["text"]
            case "ended":
                pass
            case kind:
                self.errors.append((kind, said["text"]))


class HangError(Exception):
    """The browser did not answer; the text has the stacks of its threads."""


class EndedError(Exception):
    """The browser has ended."""


class Terminal:
    """Starts ``tests.torment.observed`` and talks to it."""

    def __init__(
        self,
        words: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int],
        *,
        program: Sequence[str] = OBSERVED,
    ) -> None:
        """Start the browser.

        Args:
            words: The command line of ilgi, without its name.
            environment: All of the environment.
            size: Columns and rows.
            program: What starts it, with words of its own before the pipe and those of ilgi.
        """
        self.size = size
        self.told = Told()
        self.exit_code: int | None = None
        self.modes: dict[int, bool] = {}
        self.kitty = False
        self.slowest = 0.0
        self._drawn = b""
        self._rest = b""
        self._pipe, told = os.pipe()
        os.set_inheritable(told, True)
        command = [*program, str(told), *words]
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        os.close(told)
        self._before = termios.tcgetattr(self._terminal)
        for descriptor in (self._terminal, self._pipe):
            os.set_blocking(descriptor, False)
        self.resize(size)

    def close(self) -> None:
        """End the browser if it has not ended, and let go of the terminal."""
        if self.exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            self._wait(0)
        os.close(self._terminal)
        os.close(self._pipe)

    def resize(self, size: tuple[int, int]) -> None:
        """Make the terminal so many columns and rows large."""
        self.size = size
        columns, rows = size
        packed = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, packed)

    def send(self, data: bytes) -> None:
        """Send all of ``data``. Raises EndedError, and HangError if it is not taken."""
        limit = _Limit(self.pid)
        while data:
            _, writable, _ = select.select([], [self._terminal], [], 0.05)
            if writable:
                try:
                    data = data[os.write(self._terminal, data) :]
                except BlockingIOError:
                    pass
                except OSError as error:
                    self._wait(5)
                    raise EndedError from error
            self.read(0)
            self._watch(limit)

    def read(self, seconds: float) -> None:
        """Take what is written, for so long at least. Raises EndedError."""
        deadline = time.monotonic() + seconds
        while True:
            left = max(0.0, deadline - time.monotonic())
            ready, _, _ = select.select([self._terminal, self._pipe], [], [], left)
            if self._pipe in ready:
                self._read_pipe()
            if self._terminal in ready:
                try:
                    data = os.read(self._terminal, 1 << 16)
                except OSError as error:
                    self._wait(30)
                    self._read_pipe()
                    raise EndedError from error
                self._take(data)
            if left == 0:
                return

    def probe(self) -> None:
        """Wait until all that was sent has been done. Raises EndedError and HangError."""
        wanted = self.told.probes + 1
        limit = _Limit(self.pid)
        again = 0.0
        while self.told.probes < wanted:
            # A probe is lost where bytes that are no text came just before it.
            if time.monotonic() > again:
                self.send(PROBE)
                again = time.monotonic() + _SECONDS_TO_PROBE_AGAIN
            self.read(0.02)
            self._watch(limit)
        self.slowest = max(self.slowest, limit.work)

    def wait_until_open(self) -> None:
        """Wait until the browser takes keys. Raises EndedError and HangError."""
        limit = _Limit(self.pid)
        while not self.modes.get(1049):
            self.read(0.02)
            self._watch(limit)
        self.probe()

    def _watch(self, limit: _Limit) -> None:
        """Raise HangError where a limit is passed; a browser that was suspended goes on."""
        if self._is_stopped():
            os.kill(self.pid, signal.SIGCONT)
        if limit.passed:
            raise HangError(self.stacks())

    def _is_stopped(self) -> bool:
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text("utf-8", "replace")
        except OSError:
            return False
        return stat.rpartition(")")[2].split()[0] == "T"

    def stacks(self) -> str:
        """Where all threads of the browser are."""
        try:
            os.kill(self.pid, signal.SIGUSR1)
            self.read(1)
        except (EndedError, ProcessLookupError):
            return "it has ended"
        return "\n".join(self.told.stacks)

    def _read_pipe(self) -> None:
        while True:
            try:
                data = os.read(self._pipe, 1 << 16)
            except BlockingIOError:
                return
            if not data:
                return
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                self.told.take(line)

    def _take(self, data: bytes) -> None:
        # A sequence that was cut in two is whole with what stood before it.
        tail = self._drawn[-16:] + data
        for match in _MODES.finditer(tail):
            self.modes[int(match[1])] = match[2] == b"h"
        for match in _KITTY.finditer(tail):
            self.kitty = match[1] == b">"
        self._drawn = (self._drawn + data)[-_MOST_KEPT:]

    def _wait(self, seconds: float) -> None:
        """Take the exit code of a browser that ends within so many seconds; 0 is for ever."""
        deadline = time.monotonic() + seconds
        while self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG if seconds else 0)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
            else:
                time.sleep(0.01)

    def forget(self) -> None:
        """Let what was drawn up to now no longer be part of ``text``."""
        self._drawn = b""

    @property
    def text(self) -> str:
        """What was drawn, without escape sequences."""
        return _ESCAPES.sub(b"", self._drawn).decode("utf-8", "replace")

    @property
    def drawn(self) -> bytes:
        """What was drawn, as it was sent."""
        return self._drawn

    @property
    def screen(self) -> str:
        """The screen, as far as it can be told from what was drawn since ``forget``."""
        screen = Screen(*self.size)
        screen.feed(self._drawn)
        return "\n".join(line.rstrip() for line in screen.lines)

    @property
    def unrestored(self) -> list[str]:
        """What of the terminal is not as it was before the browser started."""
        wrong = [
            f"mode {mode} is {'on' if not wanted else 'off'}"
            for mode, wanted in RESTED.items()
            if self.modes.get(mode, wanted) is not wanted
        ]
        if self.kitty:
            wrong.append("the keyboard reports keys as kitty does")
        if not _alike(self._before, termios.tcgetattr(self._terminal)):
            wrong.append("termios is another one")
        return wrong


class _Limit:
    """How long a browser may be without an answer, by its own work and by the clock."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._work = cpu_seconds(pid) or 0.0
        self._began = time.monotonic()

    @property
    def work(self) -> float:
        """Seconds of processor time since the beginning."""
        return (cpu_seconds(self._pid) or self._work) - self._work

    @property
    def passed(self) -> bool:
        """Whether it has been too long."""
        gone = time.monotonic() - self._began
        return gone > _SECONDS_OF_NOTHING or (gone > 10 and self.work > _SECONDS_OF_WORK)


def _alike(before: list[Any], after: list[Any]) -> bool:
    return before[:6] == after[:6]

"""A program in a pseudo-terminal of 120 columns and 40 rows, timed by what it writes there."""

from __future__ import annotations

import fcntl
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
from pathlib import Path
from types import TracebackType
from typing import Self

ILGI = (sys.executable, "-m", "tui")
"""The command that starts ilgi."""

_MOST_KEPT = 4_000
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL
)


class Terminal:
    """Start ``command`` and read what it draws; leaving the context ends it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            os.execvpe(command[0], [*command], environment)
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._drawn = b""
        self._last = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.close(self._screen)
        os.waitpid(self._pid, 0)

    def wait_for(self, text: str, *, seconds: float = 30) -> float:
        """The moment, by ``perf_counter``, at which ``text`` has been drawn.

        What was drawn up to then is forgotten. Raises ``TimeoutError`` if it does not come, and
        ``RuntimeError`` if the program ends first.
        """
        wanted = text.encode()
        deadline = time.perf_counter() + seconds
        while wanted not in _ESCAPES.sub(b"", self._drawn):
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self._screen], [], [], left)[0]:
                raise TimeoutError(f"{text!r} was not drawn in {seconds:g} s")
            self._drawn += self._read()
        self._drawn = b""
        return time.perf_counter()

    def press(self, keys: str) -> float:
        """Send ``keys`` and give the moment they were sent."""
        self._drawn = b""
        os.write(self._screen, keys.encode())
        return time.perf_counter()

    def settle(self, *, seconds: float = 0.3) -> None:
        """Read on until nothing has been drawn for ``seconds``."""
        while select.select([self._screen], [], [], seconds)[0]:
            self._read()
        self._drawn = b""

    def record(self, *, quiet: float, seconds: float = 20) -> list[tuple[float, bytes]]:
        """All that is written until nothing is for ``quiet`` seconds, each with its moment."""
        written: list[tuple[float, bytes]] = []
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline and select.select([self._screen], [], [], quiet)[0]:
            data = self._read()
            written.append((time.perf_counter(), data))
        return written

    def _read(self) -> bytes:
        """What has been written. Raises RuntimeError with the last of it if the program ended."""
        try:
            data = os.read(self._screen, 1 << 16)
        except OSError as error:
            said = _ESCAPES.sub(b"", self._last).decode(errors="replace")
            raise RuntimeError(f"the program ended: {said}") from error
        self._last = (self._last + data)[-_MOST_KEPT:]
        return data

    @property
    def pid(self) -> int:
        """The process of the program."""
        return self._pid

    def memory(self) -> float:
        """Resident memory of the program in MB, where the system tells it."""
        pages = Path(f"/proc/{self._pid}/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def environment(cache: Path) -> dict[str, str]:
    """A terminal with colours, folders of its own, and bytecode kept as for what is installed."""
    own = {
        "ILGI_CACHE_DIR": str(cache),
        "ILGI_STATE_DIR": str(cache.with_name(f"{cache.name}-state")),
        "ILGI_CONFIG_DIR": str(cache.with_name(f"{cache.name}-config")),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(cache.with_name("bytecode")),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
    }
    return {**os.environ, **own}

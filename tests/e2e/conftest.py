"""A real terminal: tmux on a socket of its own, read by asking it what it shows."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_PATIENCE = 60.0
# A size in the environment would be believed before the terminal's own.
_SHELL = ("env", "-u", "TMUX", "-u", "COLUMNS", "-u", "LINES", "PS1=ready> ", "sh")


class Tmux:
    """One terminal with a shell in it. Text is awaited, never slept for."""

    def __init__(self, socket: Path, columns: int, rows: int) -> None:
        self._base = ["tmux", "-S", str(socket), "-f", os.devnull]
        size = ["-x", str(columns), "-y", str(rows)]
        self._run("new-session", "-d", *size, *_SHELL)
        self.wait_for("ready>")

    def _run(self, *words: str) -> str:
        ran = subprocess.run([*self._base, *words], capture_output=True, text=True, check=True)
        return ran.stdout

    def run(self, *words: str) -> None:
        """Type a command of the shell and Enter."""
        self.type(shlex.join(words))
        self.press("Enter")

    def type(self, text: str) -> None:
        """Type ``text`` as it is."""
        self._run("send-keys", "-l", text)

    def paste(self, data: bytes) -> None:
        """Paste any bytes, as a terminal does for programs that know a paste from keys."""
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            self._run("load-buffer", file.name)
        self._run("paste-buffer", "-p")

    def press(self, *keys: str) -> None:
        """Press keys by the names tmux gives them, such as ``Enter`` and ``C-q``."""
        self._run("send-keys", *keys)

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal larger or smaller."""
        self._run("resize-window", "-x", f"{columns}", "-y", f"{rows}")

    def screen(self) -> str:
        """What the terminal shows now."""
        return self._run("capture-pane", "-p")

    def screen_with_styles(self) -> str:
        """What the terminal shows now, with the escape sequences of its styles."""
        return self._run("capture-pane", "-p", "-e")

    def tell(self, name: str) -> str:
        """A variable of tmux for this pane, such as ``cursor_flag``."""
        return self.tell_all(f"#{{{name}}}")

    def tell_all(self, text: str) -> str:
        """A text in which variables of tmux stand, such as ``#{cursor_flag}``."""
        return self._run("display-message", "-p", text).strip()

    def wait_until(self, shows: Callable[[str], bool], what: str) -> str:
        """The screen as soon as ``shows`` holds for it; fails with the screen after a minute."""
        deadline = time.monotonic() + _PATIENCE
        while not shows(screen := self.screen()):
            if time.monotonic() > deadline:
                pytest.fail(f"{what} did not come:\n{screen}")
            time.sleep(0.02)
        return screen

    def wait_for(self, *texts: str) -> str:
        """The screen as soon as it shows every one of ``texts``."""
        return self.wait_until(lambda screen: all(t in screen for t in texts), f"{texts}")

    def wait_gone(self, text: str) -> str:
        """The screen as soon as it no longer shows ``text``."""
        return self.wait_until(lambda screen: text not in screen, f"the end of {text!r}")

    def close(self) -> None:
        """End the terminal and everything in it."""
        self._run("kill-server")


@pytest.fixture
def terminal() -> Iterator[Callable[..., Tmux]]:
    """Open terminals of a given size, 120 × 40 unless told, and close them after the test."""
    if shutil.which("tmux") is None:
        if os.environ.get("CI"):
            pytest.fail("tmux is required")
        pytest.skip("no tmux")
    opened: list[Tmux] = []
    # The path of a socket may be a hundred characters long, so it cannot be in the test's folder.
    with tempfile.TemporaryDirectory(prefix="ilgi-") as sockets:

        def start(columns: int = 120, rows: int = 40) -> Tmux:
            opened.append(Tmux(Path(sockets, f"{len(opened)}"), columns, rows))
            return opened[-1]

        yield start
        for one in opened:
            one.close()


@pytest.fixture
def ilgi() -> tuple[str, ...]:
    """The command that starts ilgi, importing what the tests import."""
    return ("env", f"PYTHONPATH={os.pathsep.join(sys.path)}", sys.executable, "-m", "tui")
